import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A receipt is not for the invoice that it was placed on.
struct ReceiptUnmatch: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmatch",
        abstract: "Take a receipt off an invoice; it is unidentified again.",
        discussion: """
            What its parties have of it is taken back; what was paid out already they owe, see \
            `ringfence claim list`. What was remembered of the payer's account is forgotten.

            EXAMPLES:
              ringfence receipt unmatch 214 --invoice 2013-0001 --as clerk
              ringfence receipt unmatch 214 --invoice 2013-0001 --amount 500.00 --as clerk
            """)

    @Argument(help: "The receipt's number, see `ringfence receipt list --all`.")
    var receipt: Int64

    @Option(help: "The number of the invoice that it is not for.")
    var invoice: String

    @Option(help: "Only this much of it; all when left away.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "receipt unmatch", as: .clerk,
            ["receipt": "\(receipt)", "invoice": invoice, "amount": amount?.plain])
        try output.show(
            try await engine.unmatch(
                receipt: BankLineID(sequence: receipt), invoice: invoice, amount: amount, call))
    }
}
