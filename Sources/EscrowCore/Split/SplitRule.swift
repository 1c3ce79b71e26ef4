public import MoneyCore

/// How the lines of an engagement divide: a named contract, whose versions are records.
///
/// - Source: docs/spec/rule.md
public struct SplitRule: Hashable, Sendable {
    public let code: String
    public let currency: Currency
    /// In the order that decides ties; each payee once.
    public let parts: [RulePart]
    /// Who is served first under a partial payment: groups one after the other, each pro rata; nil
    /// leaves it to the policy of the engagement.
    public let order: [[RulePayee]]?
    /// nil leaves it to the engagement.
    public let release: Release?
    /// Whether the VAT inside the agency's part is to be set aside (J22).
    public let setsVATAside: Bool

    /// Makes a rule that can divide a line, or says why it cannot.
    ///
    /// - Throws: In the order of the cases of `SplitRuleError`.
    /// - Source: docs/spec/rule.md#refused
    public init(
        code: String, currency: Currency, parts: [RulePart], order: [[RulePayee]]? = nil,
        release: Release? = nil, setsVATAside: Bool = false
    ) throws(SplitRuleError) {
        self.init(
            unchecked: code, currency, parts: parts, order: order, release: release,
            setsVATAside: setsVATAside)
        try check()
    }

    private init(
        unchecked code: String, _ currency: Currency, parts: [RulePart], order: [[RulePayee]]?,
        release: Release?, setsVATAside: Bool
    ) {
        self.code = code
        self.currency = currency
        self.parts = parts
        self.order = order
        self.release = release
        self.setsVATAside = setsVATAside
    }

    /// What holds where no rule was agreed: the freelancer's hours at his rate with his VAT, the
    /// rest for the agency.
    public static func standard(_ currency: Currency) -> SplitRule {
        SplitRule(
            unchecked: "", currency,
            parts: [
                RulePart(.freelancer, .hours(rate: nil), basis: .net),
                RulePart(.agency, .remainder, basis: .gross),
            ], order: nil, release: nil, setsVATAside: false)
    }

    /// The part of a payee; nil if the rule gives it none.
    public func part(of payee: RulePayee) -> RulePart? { parts.first { $0.payee == payee } }

    /// The codes of the producers that the rule names.
    public var producers: [String] {
        parts.compactMap { part in
            switch part.payee {
            case .freelancer, .agency: nil
            case .producer(let code): code
            }
        }
    }

    /// Where a payee stands among those to be served: a lower rank first.
    public func rank(of payee: RulePayee, policy: SplitPolicy) -> UInt8 {
        guard let order else { return policy.rank(of: payee.role) }
        return UInt8(order.firstIndex { $0.contains(payee) } ?? 0)
    }
}

/// Whom a part of a rule is for: the engagement's own parties, or a producer by its code.
public enum RulePayee: Hashable, Sendable {
    case freelancer
    case agency
    case producer(String)

    public var role: PartRole {
        switch self {
        case .freelancer: .freelancer
        case .agency: .agency
        case .producer: .producer
        }
    }

    /// As rule files write it.
    public var name: String {
        switch self {
        case .freelancer: "freelancer"
        case .agency: "agency"
        case .producer(let code): code
        }
    }

    public init(_ name: String) {
        switch name {
        case "freelancer": self = .freelancer
        case "agency": self = .agency
        default: self = .producer(name)
        }
    }
}

/// One part of a rule: for whom, and how much.
public struct RulePart: Hashable, Sendable {
    public let payee: RulePayee
    public let amount: RuleAmount
    /// Net: the payee's VAT is added to the amount.
    ///
    /// Gross: it is inside.
    public let basis: AmountBasis
    /// A producer's; the freelancer's and the agency's follow from the engagement.
    public let vat: VATStatus?
    /// A premium: it comes off first, and the other parts are reckoned from what is left.
    public let isPassedThrough: Bool
    /// Never less, in terms of the basis.
    public let floor: Money?
    /// Never more.
    public let cap: Money?

    public init(
        _ payee: RulePayee, _ amount: RuleAmount, basis: AmountBasis, vat: VATStatus? = nil,
        isPassedThrough: Bool = false, floor: Money? = nil, cap: Money? = nil
    ) {
        self.payee = payee
        self.amount = amount
        self.basis = basis
        self.vat = vat
        self.isPassedThrough = isPassedThrough
        self.floor = floor
        self.cap = cap
    }
}

/// How much a part of a rule is.
public enum RuleAmount: Hashable, Sendable {
    /// Hours times a rate, net; nil takes the freelancer's rate of the engagement.
    case hours(rate: Money?)
    /// A fraction of the line's net or gross amount.
    case share(Share)
    /// Marginal: each tier's fraction applies to what lies between its bound and the one before.
    case tiers([Tier])
    case fixed(Money)
    case perUnit(Money)
    /// What the others leave of the gross amount.
    case remainder

    /// A fraction up to a bound of the line's net or gross amount.
    public struct Tier: Hashable, Sendable {
        /// nil in the last tier, and only there.
        public let upTo: Money?
        public let share: Share

        public init(upTo: Money?, share: Share) {
            self.upTo = upTo
            self.share = share
        }
    }
}

extension [Share] {
    /// The same fractions over one denominator of at most 10^12; nil if there is none.
    var overOne: (numerators: [Int64], denominator: Int64)? {
        var common: Int64 = 1
        for share in self {
            guard let reduced = Share(common, over: share.denominator) else { return nil }
            let (product, overflow) = common.multipliedReportingOverflow(by: reduced.denominator)
            guard !overflow, product <= 1_000_000_000_000 else { return nil }
            common = product
        }
        var numerators: [Int64] = []
        for share in self {
            let (product, overflow) = share.numerator.multipliedReportingOverflow(
                by: common / share.denominator)
            guard !overflow else { return nil }
            numerators.append(product)
        }
        return (numerators, common)
    }
}
