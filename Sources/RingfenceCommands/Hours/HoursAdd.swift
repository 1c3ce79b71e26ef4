import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Records hours of one day.
struct HoursAdd: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record the hours of one day of an engagement.")

    @Argument(help: "Code of the engagement.")
    var engagement: String

    @Option(help: "The day worked.")
    var day: Day

    @Option(parsing: .unconditional, help: "Hours such as 7.5, or 7:30.")
    var hours: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        guard let worked = Hours(hours), worked.seconds > 0 else {
            throw Failure(
                "hours.amount", "--hours \(hours) are no hours of more than none",
                hint: "write hours such as 7.5 or 7:30", .refused)
        }
        let call = try options.call(
            "hours add", as: .clerk,
            ["engagement": engagement, "day": day.description, "seconds": "\(worked.seconds)"])
        let request = HoursRequest(engagement: engagement, day: day, hours: worked)
        try output.show(try await options.engine().recordHours([request], call))
    }
}
