import ArgumentParser
import EscrowCore
import EscrowEngine

/// Lets held money become available.
struct PayoutRelease: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Release what is held of an invoice for a party, such as a returned payout.",
        discussion: """
            A returned payout is held, so that it is not sent again before its cause is mended: \
            correct the account with `ringfence party change`, then release.

            EXAMPLES:
              ringfence payout release F-01 --invoice 2013-0001 --as clerk
            """)

    @Argument(help: "The party's code.")
    var party: String

    @Option(help: "The invoice's number.")
    var invoice: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "payout release", as: .clerk, ["party": party, "invoice": invoice])
        try output.show(
            try await options.engine().release(party: party, invoice: invoice, call))
    }
}
