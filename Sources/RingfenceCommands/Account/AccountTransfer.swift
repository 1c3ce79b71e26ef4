import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import MoneyCore

/// Plans to move money from one trust account to another, and what is owed of it with it.
struct AccountTransfer: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract:
            "Plan to move money to another trust account, and whose it is with it.",
        discussion: """
            Everything there that is somebody's and that no plan reserves goes, as it stands: what \
            is held stays held, what is disputed stays disputed. The plan is approved and exported \
            as any other. Nothing of it is paid out before the other account's bank has booked it.

            EXAMPLES:
              ringfence account transfer --from DE89370400440532013000 \\
                --to DE88100900001234567892 --as clerk
              ringfence account transfer --from DE89370400440532013000 \\
                --to DE88100900001234567892 --invoice 2013-0001 --payee F-01 --as clerk
            """)

    @Option(help: "IBAN of the trust account that pays.")
    var from: String

    @Option(help: "IBAN of the trust account that the money goes to.")
    var to: String

    @Option(
        name: .customLong("invoice"),
        help: "Only what stems from this invoice; may be given several times.")
    var invoices: [String] = []

    @Option(
        name: .customLong("payee"), help: "Only what is this party's; may be given several times.")
    var payees: [String] = []

    @Flag(
        help:
            "Only money that is owed in the other account already, after a receipt was taken back.")
    var moneyOnly = false

    @Option(help: "The day on which the bank shall pay; the next bank working day when left away.")
    var day: Day?

    @Option(
        parsing: .unconditional,
        help: "The plan's total, which its maker names while the trust has a shortfall.")
    var confirm: String?

    @OptionGroup var options: WriteOptions

    func validate() throws {
        if moneyOnly, !invoices.isEmpty || !payees.isEmpty {
            throw ValidationError("--money-only goes without --invoice and --payee")
        }
    }

    func run() async throws {
        let engine = try options.engine()
        let confirmed = try await Reading.money(confirm, "--confirm", engine)
        let call = try options.call(
            "account transfer", as: .clerk,
            [
                "from": from, "to": to, "invoices": invoices.joined(separator: " "),
                "payees": payees.joined(separator: " "), "money-only": moneyOnly ? "yes" : nil,
                "day": day.map { "\($0)" }, "confirm": confirmed?.plain,
            ])
        let order = TransferOrder(
            to: try Reading.iban(to, "--to"), invoices: invoices, isMoneyOnly: moneyOnly)
        let request = PayoutRequest(
            .transfer(order), payees: payees, account: try Reading.iban(from, "--from"),
            executionDay: day, confirmed: confirmed, render: PayoutFiles.render)
        let answer = try await engine.planPayout(request, call)
        try output.show(answer)
        for note in answer.values where note.name == "note" { output.note(note.text) }
    }
}
