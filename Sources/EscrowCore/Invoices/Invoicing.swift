public import LedgerCore
public import MoneyCore

/// Work of one engagement that is to be billed.
public struct BillableWork: Hashable, Sendable {
    public let engagement: EngagementID
    public let terms: EngagementTerms
    public let from: Day
    public let to: Day
    public let hours: Hours
    /// nil where the terms name no rule.
    public let rule: AgreedRule?

    public init(
        engagement: EngagementID, terms: EngagementTerms, from: Day, to: Day, hours: Hours,
        rule: AgreedRule? = nil
    ) {
        self.engagement = engagement
        self.terms = terms
        self.from = from
        self.to = to
        self.hours = hours
        self.rule = rule
    }
}

/// The version of a rule that terms name, with the parties behind its codes.
public struct AgreedRule: Hashable, Sendable {
    public let id: RuleID
    public let rule: SplitRule
    public let producers: [String: PartyID]

    public init(id: RuleID, rule: SplitRule, producers: [String: PartyID]) {
        self.id = id
        self.rule = rule
        self.producers = producers
    }
}

/// The facts of an invoice that are not amounts.
public struct InvoiceHeading: Hashable, Sendable {
    public let number: String
    public let client: PartyID
    public let agency: PartyID
    public let bank: TrustAccountID
    public let day: Day

    public init(
        number: String, client: PartyID, agency: PartyID, bank: TrustAccountID, day: Day
    ) {
        self.number = number
        self.client = client
        self.agency = agency
        self.bank = bank
        self.day = day
    }
}

/// Why work cannot be invoiced, in the order of the checks.
public enum InvoicingError: Error, Equatable, Sendable {
    case nothingToBill
    case tooManyLines(Int)
    /// The number has too few or too many letters and digits for a creditor reference.
    case number(String)
    case otherClient(engagement: String)
    case currencies
    case termsDiffer
    case noAmount(engagement: String)
    case overflow
    /// The rule reckons by units, and work has none.
    case unitsMissing(engagement: String)
    /// The rule has no part for the freelancer, or one for a producer that the book does not have.
    case ruleParties(engagement: String)
    /// The parts are more than the line: by how much.
    case splitImpossible(engagement: String, missing: Money)
}

extension Invoice {
    /// Issues an invoice of billable work, one line per engagement and rate.
    ///
    /// Line net is rounded once; VAT once per status over the whole invoice and divided over its
    /// lines; then each line divides by its rule. Without one, the freelancer's gross is rounded as
    /// on his own invoice of these lines, and the agency's part is the rest. 160 h at 100.00 / 80.00 with 19 % on both sides: 19,040.00 = 15,232.00 +
    /// 3,808.00.
    ///
    /// - Throws: In the order of the cases of `InvoicingError`.
    /// - Source: docs/spec/invoice.md#arithmetic
    public static func issue(
        _ heading: InvoiceHeading, _ work: [BillableWork]
    )
        throws(InvoicingError) -> Invoice
    {
        guard let first = work.first else { throw .nothingToBill }
        guard work.count <= InvoiceLineID.linesMax else { throw .tooManyLines(work.count) }
        let body = heading.number.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard let reference = CreditorReference(for: body) else { throw .number(heading.number) }
        for item in work {
            guard item.terms.client == heading.client else {
                throw .otherClient(engagement: item.terms.code)
            }
            guard item.terms.clientRate.currency == first.terms.clientRate.currency else {
                throw .currencies
            }
            guard item.terms.termDays == first.terms.termDays else { throw .termsDiffer }
        }
        let (lines, taxes) = try Self.lines(of: work, agency: heading.agency)
        return Invoice(
            number: heading.number, reference: reference, client: heading.client,
            agency: heading.agency, bank: heading.bank, day: heading.day,
            dueDay: heading.day.adding(days: first.terms.termDays), lines: lines, taxes: taxes)
    }

    private static func lines(
        of work: [BillableWork], agency: PartyID
    ) throws(InvoicingError)
        -> ([InvoiceLine], [VATSum])
    {
        let nets = try work.map { item throws(InvoicingError) in
            try priced(item.hours, item.terms.clientRate, item)
        }
        let client = try withVAT(nets, statuses: work.map(\.terms.clientVAT))
        let ruled = zip(work.indices, work).map { index, item in
            RuledLine(
                rule: item.rule?.rule ?? .standard(nets[index].currency), net: nets[index],
                gross: client.gross[index], hours: item.hours,
                freelancerRate: item.terms.freelancerRate, clientVAT: item.terms.clientVAT,
                freelancerVAT: item.terms.freelancerVAT,
                freelancer: item.terms.freelancer.sequence, policy: item.terms.policy)
        }
        let divided = try divide(ruled, work)
        var lines: [InvoiceLine] = []
        for (index, item) in work.enumerated() {
            lines.append(
                InvoiceLine(
                    item, net: nets[index], gross: client.gross[index],
                    parts: try owned(divided[index], item, agency: agency)))
        }
        return (lines, client.sums)
    }

    /// The parts of all lines by their rules.
    private static func divide(
        _ lines: [RuledLine], _ work: [BillableWork]
    ) throws(InvoicingError) -> [[RuledPart]] {
        do throws(RuleDivisionError) {
            return try SplitRule.divide(lines)
        } catch {
            let code = error.line.map { work[$0].terms.code } ?? ""
            switch error {
            case .hoursMissing, .rateMissing, .noAmount: throw .noAmount(engagement: code)
            case .unitsMissing: throw .unitsMissing(engagement: code)
            case .impossible(_, let missing):
                throw .splitImpossible(engagement: code, missing: missing)
            case .overflow: throw .overflow
            }
        }
    }

    /// The parts with their owners.
    private static func owned(
        _ parts: [RuledPart], _ item: BillableWork, agency: PartyID
    ) throws(InvoicingError) -> [InvoicePart] {
        guard parts.contains(where: { $0.payee == .freelancer }) else {
            throw .ruleParties(engagement: item.terms.code)
        }
        return try parts.map { part throws(InvoicingError) in
            let owner: PartyID? =
                switch part.payee {
                case .freelancer: item.terms.freelancer
                case .agency: agency
                case .producer(let code): item.rule?.producers[code]
                }
            guard let owner else { throw .ruleParties(engagement: item.terms.code) }
            return InvoicePart(
                owner: owner, role: part.payee.role, rank: part.rank, gross: part.gross,
                net: part.net, vat: part.vat, share: part.share)
        }
    }

    private static func priced(
        _ hours: Hours, _ rate: Money, _ item: BillableWork
    )
        throws(InvoicingError) -> Money
    {
        guard let amount = try? hours.at(ratePerHour: rate) else { throw .overflow }
        guard amount.isPositive else { throw .noAmount(engagement: item.terms.code) }
        return amount
    }

    /// Lines of one status have their VAT rounded together and divided by largest remainder.
    private static func withVAT(
        _ nets: [Money], statuses: [VATStatus]
    ) throws(InvoicingError)
        -> (gross: [Money], sums: [VATSum])
    {
        var gross = nets
        var sums: [VATSum] = []
        var done: Set<VATStatus> = []
        for status in statuses where done.insert(status).inserted {
            let members = statuses.indices.filter { statuses[$0] == status }
            do {
                let net = try Money.sum(members.map { nets[$0] }, in: nets[0].currency)
                let vat = try net.times(status.rate)
                let parts = try vat.divided(by: members.map { nets[$0].minor })
                for (index, part) in zip(members, parts) {
                    gross[index] = try nets[index].adding(part)
                }
                sums.append(VATSum(status: status, net: net, vat: vat))
            } catch {
                throw .overflow
            }
        }
        return (gross, sums)
    }
}

extension InvoiceLine {
    fileprivate init(_ item: BillableWork, net: Money, gross: Money, parts: [InvoicePart]) {
        let rule = item.rule?.rule
        let agreed: Money? =
            if case .hours(let rate) = rule?.part(of: .freelancer)?.amount { rate } else { nil }
        self.init(
            engagement: item.engagement, freelancer: item.terms.freelancer, from: item.from,
            to: item.to, hours: item.hours, clientRate: item.terms.clientRate,
            clientVAT: item.terms.clientVAT, net: net, gross: gross,
            freelancerRate: agreed ?? item.terms.freelancerRate,
            freelancerVAT: item.terms.freelancerVAT, rule: item.rule?.id,
            setsVATAside: rule?.setsVATAside ?? false,
            release: rule?.release ?? item.terms.release,
            subject: item.terms.subject, parts: parts)
    }
}
