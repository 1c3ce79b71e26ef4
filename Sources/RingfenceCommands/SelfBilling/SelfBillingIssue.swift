import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Issues the freelancers' side of invoices.
struct SelfBillingIssue: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue the freelancers' side of one invoice, or of a freelancer's month.",
        discussion: """
            What is billed already and has changed since, by a credit note for example, is corrected \
            with a document of its own.

            EXAMPLES:
              ringfence self-billing issue --invoice 2013-0001 --as clerk
              ringfence self-billing issue --freelancer F-01 --month 2013-01 --as clerk
            """)

    @Option(help: "Number of the invoice.")
    var invoice: String?

    @Option(help: "Code of the freelancer, with --month.")
    var freelancer: String?

    @Option(help: "All invoices of this month, such as 2013-01, with --freelancer.")
    var month: String?

    @Option(help: "The document's day. Default: today.")
    var day: Day?

    @OptionGroup var options: WriteOptions

    func validate() throws {
        guard (invoice != nil) != (freelancer != nil), (freelancer == nil) == (month == nil) else {
            throw ValidationError("Give --invoice, or --freelancer with --month.")
        }
    }

    func run() async throws {
        let call = try options.call(
            "self-billing issue", as: .clerk,
            [
                "invoice": invoice, "freelancer": freelancer, "month": month,
                "day": day?.description,
            ])
        let request = SelfBillingRequest(try scope(), day: day)
        try output.show(try await options.engine().issueSelfBilling(request, call))
    }

    private func scope() throws -> SelfBillingRequest.Scope {
        if let invoice { return .invoice(invoice) }
        guard let freelancer, let month, let first = Day("\(month)-01") else {
            throw Failure(
                "month.wrong", "--month \(month ?? "") is no month",
                hint: "write it such as 2013-01", .refused)
        }
        let last =
            (27...30).compactMap { days in
                let day = first.adding(days: days)
                return "\(day)".hasPrefix(month) ? day : nil
            }.last ?? first
        return .span(freelancer: freelancer, from: first, through: last)
    }
}
