import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Takes back days of sales that were recorded wrongly.
struct SaleReverse: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverse",
        abstract: "Take back days of sales that were recorded wrongly.",
        discussion: """
            What is still expected goes off, what is here becomes the shop's, what was paid out the
            producer owes until later sales meet it. Then import the right file.

            Example: ringfence sale reverse SALES-2026-0001 --reason "the till's file of 6 January"
            """)

    @Argument(help: "Their numbers, such as SALES-2026-0001; see `ringfence sale list`.")
    var numbers: [String]

    @Option(help: "Why, in words.")
    var reason: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "sale reverse", as: .clerk,
            ["numbers": numbers.joined(separator: " "), "reason": reason])
        try output.show(
            try await options.engine().reverseSales(numbers, reason: reason, call))
    }
}
