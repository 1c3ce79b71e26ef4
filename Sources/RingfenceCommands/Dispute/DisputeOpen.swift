import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Freezes a disputed part.
struct DisputeOpen: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Freeze so much of a party's part of an invoice, now or when it arrives.",
        discussion: """
            What is not disputed stays as it is and can be paid out.

            EXAMPLES:
              ringfence dispute open --invoice 2013-0001 --party F-01 --amount 1190.00 \\
                --reason "ten hours" --as clerk
            """)

    @Option(help: "Number of the invoice.")
    var invoice: String

    @Option(help: "Line of the invoice. Default: the only one of which the party has a part.")
    var line: Int?

    @Option(help: "Code of the party whose part is disputed.")
    var party: String

    @Option(parsing: .unconditional, help: "How much of it.")
    var amount: String

    @Option(help: "Why, in words.")
    var reason: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let currency = try await engine.look { try $0.opened().1.currency }
        let request = DisputeRequest(
            invoice: invoice, line: line, party: party,
            amount: try Reading.money(amount, currency, "--amount"), reason: reason)
        let call = try options.call(
            "dispute open", as: .clerk,
            [
                "invoice": invoice, "line": line.map { "\($0)" }, "party": party,
                "amount": request.amount.plain, "reason": reason,
            ])
        try output.show(try await engine.openDispute(request, call))
    }
}
