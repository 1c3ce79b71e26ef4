import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Issues an invoice of hours that are not billed yet.
struct InvoiceIssue: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue an invoice of all hours of a client that are not billed yet.")

    @Option(help: "Code of the client.")
    var client: String

    @Option(help: "The invoice's day.")
    var day: Day

    @Option(help: "The last day whose hours are billed. Default: the invoice's day.")
    var through: Day?

    @Option(help: "Number of the invoice. Default: the next of the year.")
    var number: String?

    @Option(
        name: .customLong("engagement"),
        help: "Only this engagement; may be given several times. Default: all of the client.")
    var engagements: [String] = []

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let request = InvoiceRequest(
            number: number, client: client, day: day, through: through, engagements: engagements)
        let call = try options.call(
            "invoice issue", as: .clerk,
            [
                "client": client, "day": day.description, "through": through?.description,
                "number": number, "engagements": engagements.joined(separator: "\n"),
            ])
        try output.show(try await options.engine().issueInvoice(request, call))
    }
}
