import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Releases what is due.
struct ReleaseRun: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Release everything held whose condition is met: days, hours, milestones.",
        discussion: """
            What a returned payout brought back, what is disputed, what is not final and what \
            waits for somebody's word stays held; so does the agency's share during a shortfall.

            EXAMPLES:
              ringfence release run --as clerk
              ringfence release run --day 2013-03-15 --as clerk
            """)

    @Option(help: "Conditions met by this day. Default: today.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call("release run", as: .clerk, ["day": day?.description])
        try output.show(try await options.engine().runReleases(by: day, call))
    }
}
