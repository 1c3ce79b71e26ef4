import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Takes hours off a day that are not invoiced yet.
struct HoursCorrect: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Take off hours of a day that were recorded too many and are not invoiced yet.",
        discussion: """
            What was recorded stays, and a record of less than none is added. For hours that are \
            invoiced already issue a credit note.

            EXAMPLES:
              ringfence hours correct E-01 --day 2013-01-07 --less 1.5 --as clerk
            """)

    @Argument(help: "Code of the engagement.")
    var engagement: String

    @Option(help: "The day worked.")
    var day: Day

    @Option(help: "How many hours less: 7.5, or 7:30.")
    var less: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        guard let hours = Hours(less), hours.seconds > 0 else {
            throw Failure(
                "hours.amount", "--less \(less) are no hours of more than none",
                hint: "write hours such as 1.5 or 1:30", .refused)
        }
        let call = try options.call(
            "hours correct", as: .clerk,
            ["engagement": engagement, "day": day.description, "seconds": "\(hours.seconds)"])
        let request = HoursRequest(
            engagement: engagement, day: day, hours: Hours(seconds: -hours.seconds))
        try output.show(try await options.engine().recordHours([request], call))
    }
}
