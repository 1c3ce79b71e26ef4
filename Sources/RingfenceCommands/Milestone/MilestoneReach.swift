import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Records that a milestone is reached.
struct MilestoneReach: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach",
        abstract: "Record that a milestone of an engagement is reached.",
        discussion: """
            EXAMPLES:
              ringfence milestone reach E-01 M-1 --on 2013-03-01 --as clerk
              ringfence release run --as clerk
            """)

    @Argument(help: "Code of the engagement.")
    var engagement: String

    @Argument(help: "Code of the milestone, as in the release milestone:CODE.")
    var milestone: String

    @Option(name: .customLong("on"), help: "The day. Default: today.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "milestone reach", as: .clerk,
            ["engagement": engagement, "milestone": milestone, "on": day?.description])
        try output.show(
            try await options.engine().reachMilestone(
                engagement: engagement, milestone: milestone, on: day, call))
    }
}
