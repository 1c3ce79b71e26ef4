import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A client's administrator claws a receipt back.
struct ReceiptClawback: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "clawback",
        abstract: "Give a client's estate what is still here of a receipt that it claws back.",
        discussion: """
            What is still here becomes refundable to the client, and leaves as a refund by a plan \
            of two people. What was paid out already is not the trust's to give.

            EXAMPLES:
              ringfence receipt clawback 214 --invoice 2013-0001 --as clerk
            """)

    @Argument(help: "The receipt's number, see `ringfence receipt list --all`.")
    var receipt: Int64

    @Option(help: "The invoice that it paid.")
    var invoice: String

    @Option(parsing: .unconditional, help: "Only this much of it; all when left away.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "receipt clawback", as: .clerk,
            ["receipt": "\(receipt)", "invoice": invoice, "amount": amount?.plain])
        try output.show(
            try await engine.clawBack(
                receipt: BankLineID(sequence: receipt), invoice: invoice, amount: amount, call))
    }
}
