public import LedgerCore
public import MoneyCore

/// Work of one engagement that is to be billed.
public struct BillableWork: Hashable, Sendable {
    public let engagement: EngagementID
    public let terms: EngagementTerms
    public let from: Day
    public let to: Day
    public let hours: Hours

    public init(engagement: EngagementID, terms: EngagementTerms, from: Day, to: Day, hours: Hours)
    {
        self.engagement = engagement
        self.terms = terms
        self.from = from
        self.to = to
        self.hours = hours
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
    /// The freelancer's part is more than the line: by how much.
    case splitImpossible(engagement: String, missing: Money)
}

extension Invoice {
    /// Issues an invoice of billable work, one line per engagement and rate.
    ///
    /// Line net is rounded once; VAT once per status over the whole invoice and divided over its
    /// lines; the freelancer's gross is rounded as on his own invoice of these lines; the agency's
    /// part is the rest. 160 h at 100.00 / 80.00 with 19 % on both sides: 19,040.00 = 15,232.00 +
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
        let freelancerNets = try work.map { item throws(InvoicingError) in
            try priced(item.hours, item.terms.freelancerRate, item)
        }
        let client = try withVAT(
            nets, groups: work.map { VATGroup(party: nil, $0.terms.clientVAT) })
        let freelancer = try withVAT(
            freelancerNets,
            groups: work.map { VATGroup(party: $0.terms.freelancer, $0.terms.freelancerVAT) })
        var lines: [InvoiceLine] = []
        for (index, item) in work.enumerated() {
            let gross = client.gross[index]
            let (part, partGross) = (freelancerNets[index], freelancer.gross[index])
            let rest = Money(minor: gross.minor - partGross.minor, gross.currency)
            guard !rest.isNegative else {
                throw .splitImpossible(
                    engagement: item.terms.code, missing: Money(minor: -rest.minor, gross.currency))
            }
            let policy = item.terms.policy
            lines.append(
                InvoiceLine(
                    item, net: nets[index], gross: gross,
                    parts: [
                        InvoicePart(
                            owner: item.terms.freelancer, role: .freelancer,
                            rank: policy.rank(of: .freelancer), gross: partGross, net: part,
                            vat: item.terms.freelancerVAT),
                        InvoicePart(
                            owner: agency, role: .agency, rank: policy.rank(of: .agency),
                            gross: rest,
                            net: Money(minor: nets[index].minor - part.minor, gross.currency)),
                    ]))
        }
        return (lines, client.sums)
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

    /// Lines whose VAT is rounded together: of one status, and on one party's invoice.
    private struct VATGroup: Hashable {
        let party: PartyID?
        let status: VATStatus

        init(party: PartyID?, _ status: VATStatus) {
            self.party = party
            self.status = status
        }
    }

    private static func withVAT(
        _ nets: [Money], groups: [VATGroup]
    ) throws(InvoicingError)
        -> (gross: [Money], sums: [VATSum])
    {
        var gross = nets
        var sums: [VATSum] = []
        var done: Set<VATGroup> = []
        for group in groups where done.insert(group).inserted {
            let members = groups.indices.filter { groups[$0] == group }
            do {
                let net = try Money.sum(members.map { nets[$0] }, in: nets[0].currency)
                let vat = try net.times(group.status.rate)
                let parts = try vat.divided(by: members.map { nets[$0].minor })
                for (index, part) in zip(members, parts) {
                    gross[index] = try nets[index].adding(part)
                }
                sums.append(VATSum(status: group.status, net: net, vat: vat))
            } catch {
                throw .overflow
            }
        }
        return (gross, sums)
    }
}

extension InvoiceLine {
    fileprivate init(_ item: BillableWork, net: Money, gross: Money, parts: [InvoicePart]) {
        self.init(
            engagement: item.engagement, freelancer: item.terms.freelancer, from: item.from,
            to: item.to, hours: item.hours, clientRate: item.terms.clientRate,
            clientVAT: item.terms.clientVAT, net: net, gross: gross,
            freelancerRate: item.terms.freelancerRate, freelancerVAT: item.terms.freelancerVAT,
            rule: nil, setsVATAside: false, release: item.terms.release,
            subject: item.terms.subject, parts: parts)
    }
}
