import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Corrects a document whose amounts have changed.
struct SelfBillingCorrect: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct a document whose parts have changed since (§ 17, § 14c UStG).",
        discussion: """
            A credit note, a dispute decided for the client or a write-off lowers what the freelancer \
            gets; the correction says by how much, with its VAT, under a number of its own.

            EXAMPLES:
              ringfence self-billing correct GS-2013-0001 --as clerk
            """)

    @Argument(help: "Number of the document.")
    var number: String

    @Option(help: "The correction's day. Default: today.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "self-billing correct", as: .clerk, ["number": number, "day": day?.description])
        try output.show(try await options.engine().correctSelfBilling(number, on: day, call))
    }
}
