import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A receipt was allocated to the wrong invoice.
struct ReceiptMove: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Move a receipt from the wrong invoice to the right one.",
        discussion: """
            What its parties have of it is taken back; what was paid out already they owe, see \
            `ringfence claim list`.

            EXAMPLES:
              ringfence receipt move 214 --from 2013-0001 --to 2013-0002 --as clerk
              ringfence receipt move 214 --from 2013-0001 --to 2013-0002 --amount 500.00 --as clerk
            """)

    @Argument(help: "The receipt's number, see `ringfence receipt list --all`.")
    var receipt: Int64

    @Option(help: "The number of the wrong invoice.")
    var from: String

    @Option(help: "The number of the right invoice.")
    var to: String

    @Option(parsing: .unconditional, help: "Only this much of it; all when left away.")
    var amount: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "receipt move", as: .clerk,
            ["receipt": "\(receipt)", "from": from, "to": to, "amount": amount?.plain])
        try output.show(
            try await engine.move(
                receipt: BankLineID(sequence: receipt), from: from, to: to, amount: amount, call))
    }
}
