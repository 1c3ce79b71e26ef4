import EscrowCore
import LedgerCore
package import MoneyCore

/// Which hours an invoice bills.
package struct InvoiceRequest: Hashable, Sendable {
    /// nil takes the next number of the day's year: `2013-0001`.
    package let number: String?
    package let client: String
    package let day: Day
    /// The last day whose hours are billed; nil is the invoice's day.
    package let through: Day?
    /// Only these engagements; empty is all of the client.
    package let engagements: [String]

    package init(number: String?, client: String, day: Day, through: Day?, engagements: [String]) {
        self.number = number
        self.client = client
        self.day = day
        self.through = through
        self.engagements = engagements
    }
}

extension Engine {
    /// Issues an invoice of all hours that are not billed yet, one line per engagement and span of
    /// terms, and records what it lets everybody expect (J1).
    ///
    /// - Source: docs/spec/invoice.md
    package func issueInvoice(
        _ request: InvoiceRequest, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            let today = draft.header.recordedDay
            guard request.day <= today else {
                throw Refusal(
                    "invoice.day", "\(request.day) has not come yet, it is \(today)",
                    remedy: "give the day on which the invoice is issued")
            }
            let client = try draft.writer.knownParty(code: request.client, role: .client)
            let agency = try draft.writer.agency()
            let account = try draft.receivingAccount()
            let work = try Self.billable(request, client: client.id, in: draft)
            if let given = request.number { try Self.checkForm(given) }
            let number = try request.number ?? Self.nextNumber(for: request.day, in: draft)
            guard try draft.writer.invoiceRow(number: number) == nil else {
                throw Refusal(
                    "invoice.exists", "there is an invoice \(number) already",
                    remedy: "leave --number away to take the next free one")
            }
            let heading = InvoiceHeading(
                number: number, client: client.id, agency: agency.id, bank: account.id,
                day: request.day)
            let invoice = try Self.issue(heading, work, client: request.client)
            try Self.checkReference(invoice, in: draft)
            let id = InvoiceID(sequence: try draft.append(.invoice(invoice)))
            try draft.append(.entry(try Entry.expectation(invoice, id: id)))
            return Answer(
                "Issued invoice \(number) to \(request.client) over \(invoice.gross), due on \(invoice.dueDay), reference \(invoice.reference).",
                [
                    "invoice": number, "client": request.client, "gross": invoice.gross.plain,
                    "reference": invoice.reference.description, "due": "\(invoice.dueDay)",
                ])
        }
    }

    /// A short number could be a word of any remittance text: `Rent, 12 months` is not invoice 12.
    private static func checkForm(_ number: String) throws {
        guard number.filter({ $0.isLetter || $0.isNumber }).count >= 5,
            number.contains(where: \.isNumber)
        else {
            throw Refusal(
                "invoice.number",
                "a number such as \(number) stands in texts that do not mean the invoice",
                remedy: "give a number of five letters and digits or more, with a digit in it")
        }
    }

    private static func billable(
        _ request: InvoiceRequest, client: PartyID, in draft: borrowing Draft
    ) throws -> [BillableWork] {
        let last = request.through ?? request.day
        let spans = try draft.writer.rows(
            EngagementRow.self,
            Selection(index: "engagementByClient", equals: [.integer(client.sequence)])
        )
        .filter { request.engagements.isEmpty || request.engagements.contains($0.code) }
        .sorted { ($0.code, $0.validFrom) < ($1.code, $1.validFrom) }
        for code in request.engagements where !spans.contains(where: { $0.code == code }) {
            throw Refusal(
                "engagement.unknown", "\(request.client) has no engagement \(code)",
                remedy: "see `ringfence engagement list`")
        }
        var work: [BillableWork] = []
        for span in spans {
            let through = span.validTo.map { min($0, last) } ?? last
            let rows = try draft.writer.rows(
                HoursRow.self,
                Selection(
                    equals: [.integer(span.id.sequence)],
                    from: .integer(Int64(span.validFrom.number)),
                    through: .integer(Int64(through.number)))
            ).filter { $0.invoiceLine == nil }
            guard let from = rows.first?.day, let to = rows.last?.day else { continue }
            let seconds = rows.reduce(Int64(0)) { $0 + $1.hours.seconds }
            // All of it was corrected away.
            guard seconds > 0 else { continue }
            let terms = try draft.writer.terms(span)
            for status in [terms.clientVAT, terms.freelancerVAT] {
                try draft.writer.checkVAT(status, on: to, of: "engagement \(terms.code)")
            }
            work.append(
                BillableWork(
                    engagement: span.id, terms: terms, from: from, to: to,
                    hours: Hours(seconds: seconds), rule: try draft.writer.agreedRule(of: terms)))
        }
        return work
    }

    /// The year and a counter of four digits, behind the highest that the year has.
    private static func nextNumber(for day: Day, in draft: borrowing Draft) throws -> String {
        let year = String("\(day)".prefix(4))
        let newest = try draft.writer.rows(
            InvoiceRow.self,
            Selection(
                index: "invoiceByNumber", from: .text("\(year)-0000"),
                through: .text("\(year)-9999"),
                isDescending: true, limit: 1)
        ).first
        let last = newest.flatMap { Int($0.number.dropFirst(5)) } ?? 0
        guard last < 9999 else {
            throw Refusal(
                "invoice.numbers", "the year \(year) has used all its automatic invoice numbers",
                remedy: "give a number of your own with --number")
        }
        return "\(year)-" + String(String(last + 10_001).dropFirst())
    }

    private static func issue(
        _ heading: InvoiceHeading, _ work: [BillableWork], client: String
    ) throws -> Invoice {
        do throws(InvoicingError) {
            return try Invoice.issue(heading, work)
        } catch {
            throw error.refusal(client: client, number: heading.number)
        }
    }

    private static func checkReference(_ invoice: Invoice, in draft: borrowing Draft) throws {
        let same = try draft.writer.rows(
            InvoiceRow.self,
            Selection(
                index: "invoiceByReference", equals: [.text(invoice.reference.description)]))
        if let other = same.first {
            throw Refusal(
                "invoice.reference",
                "invoice \(other.number) has the same creditor reference as \(invoice.number)",
                remedy: "choose a number that differs in its letters and digits")
        }
    }
}

extension InvoicingError {
    func refusal(client: String, number: String) -> Refusal {
        switch self {
        case .nothingToBill:
            Refusal(
                "invoice.nothing", "there are no hours of \(client) to bill",
                remedy: "record hours with `ringfence hours add`, or choose another day")
        case .tooManyLines(let count):
            Refusal(
                "invoice.lines", "\(count) lines are more than one invoice can have",
                remedy: "bill some engagements apart with --engagement")
        case .number(let number):
            Refusal(
                "invoice.number",
                "the number \(number) does not have 1 to 21 letters and digits for a creditor reference",
                remedy: "choose a number such as 2013-0001")
        case .otherClient(let engagement):
            Refusal(
                "invoice.client", "engagement \(engagement) is not \(client)'s",
                remedy: "bill it to its own client")
        case .currencies:
            Refusal(
                "invoice.currencies", "the engagements are in different currencies",
                remedy: "bill them apart with --engagement")
        case .termsDiffer:
            Refusal(
                "invoice.terms", "the engagements have different payment terms",
                remedy: "bill them apart with --engagement")
        case .noAmount(let engagement):
            Refusal(
                "invoice.zero", "the hours of engagement \(engagement) come to no amount",
                remedy: "correct its rate or its hours")
        case .overflow:
            Refusal(
                "invoice.overflow", "the amounts of invoice \(number) are too large",
                remedy: "bill fewer hours at once")
        case .unitsMissing(let engagement):
            Refusal(
                "invoice.units",
                "the rule of engagement \(engagement) reckons by units, and hours have none",
                remedy: "agree a rule without perUnit for it")
        case .ruleParties(let engagement):
            Refusal(
                "invoice.rule",
                "the rule of engagement \(engagement) is without the freelancer, or for a producer that is not known",
                remedy: "agree another rule for it")
        case .splitImpossible(let engagement, let missing):
            Refusal(
                "invoice.split",
                "the parts of engagement \(engagement) are \(missing) more than the client pays, VAT included",
                remedy: "correct rates, rule or VAT, or let the agency fund the difference first")
        }
    }
}
