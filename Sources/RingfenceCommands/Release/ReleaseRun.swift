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
              ringfence release run --limit 10000 --as clerk
            """)

    @Option(help: "Conditions met by this day. Default: today.")
    var day: Day?

    @Option(help: "At most this many entries; run again until nothing more is due. Default: all.")
    var limit: Int?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        guard limit ?? 1 > 0 else { throw ValidationError("--limit must be 1 or more") }
        let call = try options.call(
            "release run", as: .clerk,
            ["day": day?.description, "limit": limit.map { "\($0)" }])
        try output.show(try await options.engine().runReleases(by: day, limit: limit, call))
    }
}
