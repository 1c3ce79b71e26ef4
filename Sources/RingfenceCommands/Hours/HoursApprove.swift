import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Records the client's approval of hours.
struct HoursApprove: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Record that the client approved the hours of some days.",
        discussion: """
            What is held with the release hours-approved is released by `ringfence release run` \
            once all hours of its invoice line are approved.

            EXAMPLES:
              ringfence hours approve E-01 --from 2013-01-01 --to 2013-01-31 \\
                --by-client 2013-02-04 --as clerk
            """)

    @Argument(help: "Code of the engagement.")
    var engagement: String

    @Option(help: "The first day.")
    var from: Day

    @Option(help: "The last day.")
    var to: Day

    @Option(name: .customLong("by-client"), help: "When the client approved. Default: today.")
    var approvedOn: Day?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let call = try options.call(
            "hours approve", as: .clerk,
            [
                "engagement": engagement, "from": from.description, "to": to.description,
                "by-client": approvedOn?.description,
            ])
        try output.show(
            try await options.engine().approveHours(
                engagement: engagement, from: from, to: to, approvedOn: approvedOn, call))
    }
}
