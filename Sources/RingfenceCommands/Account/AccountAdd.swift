import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Asks for one more trust account.
struct AccountAdd: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Ask for one more trust account; an approver consents before it is one.",
        discussion: """
            Its holder is the trustee, never the agency.

            EXAMPLES:
              ringfence account add --iban DE02.. --holder "Trustee T-01" --as clerk
              ringfence change consent 310 --as approver
            """)

    @Option(help: "IBAN of the account.")
    var iban: String

    @Option(help: "BIC of the account's bank.")
    var bic: String?

    @Option(help: "Holder of the account, as invoices and payment files name him.")
    var holder: String

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let account = TrustAccount(
            iban: try Reading.iban(iban, "--iban"),
            bic: try bic.map { try Reading.bic($0, "--bic") },
            holder: try Reading.holder(holder), currency: currency)
        let call = try signing.sign(
            options.call(
                "account add", as: [.clerk, .approver],
                ["iban": account.iban.electronic, "bic": bic, "holder": holder]))
        try output.show(try await engine.requestTrustAccount(account, call))
    }
}
