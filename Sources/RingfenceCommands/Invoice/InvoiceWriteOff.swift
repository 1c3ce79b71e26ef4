import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Writes off what is open of an invoice.
struct InvoiceWriteOff: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "write-off",
        abstract: "Write off what is open of an invoice: nobody expects it, though it is owed.",
        discussion: """
            Money that comes all the same is divided as if it had been expected.

            EXAMPLES:
              ringfence invoice write-off 2013-0001 --reason "the client is insolvent" --as clerk
            """)

    @Argument(help: "Number of the invoice.")
    var invoice: String

    @Option(parsing: .unconditional, help: "How much. Default: all that is open.")
    var amount: String?

    @Option(help: "Why, in words.")
    var reason: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let amount = try await Reading.money(amount, "--amount", engine)
        let call = try options.call(
            "invoice write-off", as: .clerk,
            ["invoice": invoice, "amount": amount?.plain, "reason": reason])
        try output.show(
            try await engine.writeOff(invoice, amount: amount, reason: reason, call))
    }
}
