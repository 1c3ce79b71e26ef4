import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Asks to send a receipt's money back to another account.
struct ReceiptAccount: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "Ask to send a receipt's money back to another account than it came from.",
        discussion: """
            For an account that was closed, or that the bank did not name. Somebody else consents, \
            and after the waiting time refunds of what the receipt paid and its return go there.

            EXAMPLES:
              ringfence receipt account 214 --iban DE02300209000106531065 --as clerk
              ringfence change consent 230 --as approver
            """)

    @Argument(help: "The receipt's number, see `ringfence receipt list` or `ringfence trace`.")
    var receipt: Int64

    @Option(help: "The account that the payer gave.")
    var iban: String

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let iban = try Reading.iban(iban, "--iban")
        let call = try signing.sign(
            options.call(
                "receipt account", as: .clerk,
                ["receipt": "\(receipt)", "iban": iban.electronic]))
        try output.show(
            try await options.engine().requestPayerAccount(
                iban, of: BankLineID(sequence: receipt), call))
    }
}
