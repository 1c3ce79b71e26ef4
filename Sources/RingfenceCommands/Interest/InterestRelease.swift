import ArgumentParser
import EscrowCore
import EscrowEngine

/// Lets held interest become available.
struct InterestRelease: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Release the interest that is held for a party.",
        discussion: """
            EXAMPLES:
              ringfence interest release F-01 --as clerk
            """)

    @Argument(help: "The party's code.")
    var party: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("interest release", as: .clerk, ["party": party])
        try output.show(try await options.engine().releaseInterest(party: party, call))
    }
}
