public import MoneyCore

/// What a rule is applied to: one line with its amounts, and what the engagement agrees.
public struct RuledLine: Hashable, Sendable {
    public let rule: SplitRule
    public let net: Money
    public let gross: Money
    public let hours: Hours?
    public let units: Int64?
    /// Per hour, net.
    public let freelancerRate: Money?
    public let clientVAT: VATStatus
    public let freelancerVAT: VATStatus
    /// Lines of one freelancer stand on one invoice of his, so their VAT is rounded together.
    public let freelancer: Int64
    public let policy: SplitPolicy

    public init(
        rule: SplitRule, net: Money, gross: Money, hours: Hours? = nil, units: Int64? = nil,
        freelancerRate: Money? = nil, clientVAT: VATStatus, freelancerVAT: VATStatus,
        freelancer: Int64 = 0, policy: SplitPolicy = .proRata
    ) {
        self.rule = rule
        self.net = net
        self.gross = gross
        self.hours = hours
        self.units = units
        self.freelancerRate = freelancerRate
        self.clientVAT = clientVAT
        self.freelancerVAT = freelancerVAT
        self.freelancer = freelancer
        self.policy = policy
    }
}

/// One part of a line, as its rule gives it.
public struct RuledPart: Hashable, Sendable {
    public let payee: RulePayee
    public let rank: UInt8
    public let gross: Money
    public let net: Money
    public let vat: VATStatus?
    public let share: PartShare?
}

/// Why a rule cannot divide a line, which is counted from 0.
public enum RuleDivisionError: Error, Equatable, Sendable {
    case hoursMissing(line: Int)
    case rateMissing(line: Int)
    case unitsMissing(line: Int)
    /// The freelancer's part comes to nothing.
    case noAmount(line: Int)
    /// The parts are more than the line: by how much.
    case impossible(line: Int, missing: Money)
    case overflow

    public var line: Int? {
        switch self {
        case .hoursMissing(let line), .rateMissing(let line), .unitsMissing(let line),
            .noAmount(let line), .impossible(let line, _):
            line
        case .overflow: nil
        }
    }
}

extension SplitRule {
    /// Computes the parts of lines that are billed together: the one function behind invoices and
    /// previews.
    ///
    /// Premiums come off first. Then each part is reckoned from what is left, VAT is added to net
    /// amounts, once per payee and status over all lines, and the remainder takes the rest of the
    /// gross.
    ///
    /// - Parameter lines: Each with its own rule, in the order of the invoice.
    /// - Returns: Per line one part per part of its rule, in its order; their sum is the gross.
    /// - Throws: In the order of the cases of `RuleDivisionError`, line by line.
    /// - Source: docs/spec/rule.md#arithmetic
    public static func divide(
        _ lines: [RuledLine]
    )
        throws(RuleDivisionError) -> [[RuledPart]]
    {
        var drafts = lines.enumerated().map { LineDraft($1, number: $0) }
        for isPassedThrough in [true, false] {
            for index in drafts.indices { try drafts[index].reckon(isPassedThrough) }
            try addVAT(to: &drafts)
        }
        return try drafts.map { draft throws(RuleDivisionError) in try draft.finished() }
    }

    /// A line with its premiums reckoned, and nothing else.
    static func premiums(of line: RuledLine) throws(RuleDivisionError) -> LineDraft {
        var drafts = [LineDraft(line, number: 0)]
        try drafts[0].reckon(true)
        try addVAT(to: &drafts)
        return drafts[0]
    }

    /// Amounts whose VAT is rounded together: of one status, on one payee's invoice.
    private struct VATGroup: Hashable {
        let payee: RulePayee
        let freelancer: Int64?
        let status: VATStatus
    }

    private static func addVAT(to drafts: inout [LineDraft]) throws(RuleDivisionError) {
        var groups: [VATGroup] = []
        var members: [VATGroup: [(line: Int, part: Int, net: Money)]] = [:]
        for (line, draft) in drafts.enumerated() {
            for (part, slot) in draft.slots.enumerated() {
                guard let net = slot.net, slot.gross == nil else { continue }
                let rulePart = draft.line.rule.parts[part]
                let group = VATGroup(
                    payee: rulePart.payee,
                    freelancer: rulePart.payee == .freelancer ? draft.line.freelancer : nil,
                    status: draft.line.vat(of: rulePart) ?? .smallBusiness)
                if members[group] == nil { groups.append(group) }
                members[group, default: []].append((line, part, net))
            }
        }
        for group in groups {
            guard let members = members[group] else { continue }
            let gross = try gross(of: members.map(\.net), group.status)
            for (member, gross) in zip(members, gross) {
                drafts[member.line].slots[member.part].gross = gross
            }
        }
    }

    /// Net amounts with the VAT of their sum, divided by largest remainder.
    private static func gross(
        of nets: [Money], _ status: VATStatus
    ) throws(RuleDivisionError)
        -> [Money]
    {
        guard let first = nets.first, nets.contains(where: \.isPositive) else { return nets }
        do {
            let vat = try Money.sum(nets, in: first.currency).times(status.rate)
            var gross: [Money] = []
            for (net, part) in zip(nets, try vat.divided(by: nets.map(\.minor))) {
                gross.append(try net.adding(part))
            }
            return gross
        } catch {
            throw .overflow
        }
    }
}

extension RuledLine {
    /// The VAT that a part carries; nil where it has none of its own.
    func vat(of part: RulePart) -> VATStatus? {
        switch part.payee {
        case .freelancer: freelancerVAT
        case .agency: clientVAT
        case .producer: part.vat
        }
    }
}

extension VATStatus {
    /// The net amount inside a gross amount, rounded once: 6,722.69 of 8,000.00 at 19 %.
    ///
    /// - Throws: `overflow`.
    /// - Source: docs/spec/rule.md#arithmetic
    public func net(inside gross: Money) throws(MoneyError) -> Money {
        let (sum, overflow) = rate.numerator.addingReportingOverflow(rate.denominator)
        guard !overflow, let share = Share(rate.denominator, over: sum) else { throw .overflow }
        return try gross.times(share)
    }
}
