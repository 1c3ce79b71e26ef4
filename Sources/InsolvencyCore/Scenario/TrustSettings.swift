public import EscrowCore
public import MoneyCore

/// How model (d) treats money in the trust and money still with the client.
///
/// - Source: docs/legal-model.md#grades
public struct TrustSettings: Hashable, Sendable {
    public var grade = TrustGrade.segregated
    /// Whether somebody chose the grade; if not, the book's own goes before the default.
    public var isGradeStated = false
    /// c: what grade G2 gives to the estate's costs; 9/100, 4/100, or zero if the trustee realises
    /// (InsO §§170, 171; F26).
    public var contribution: Share
    /// Whether the agency's own share bears a shortfall before anybody else's.
    public var agencySubordinated = true
    /// Days from filing until the trust money is paid out.
    public var releaseDays = 30
    /// Puts every engagement under one title; nil leaves each its own.
    public var titleOverride: ClaimTitle?
    /// Whether the agency answers for a client's default; the deficiency is then a §38 claim.
    public var guaranteesClients = false

    public init() { contribution = Share(9, over: 100) ?? .zero }
}

/// What the agency does under models (a) and (e), and the freelancer under (c), before filing.
public struct HabitSettings: Hashable, Sendable {
    /// The agency pays a freelancer's invoice so many days after the invoice's day.
    public var daysAfterInvoice = 60
    /// Under (c) the freelancer remits the agency's share so many days after a receipt.
    public var remitDays = 30
    /// Older claims of freelancers against the agency, by freelancer; under (c) they may be set off.
    public var oldClaims: [String: Money] = [:]
    /// Whether set-off is barred (InsO §96).
    public var isSetOffBarred = false

    public init() {}
}

/// When proceedings open and end, and what later money is worth.
public struct TimeSettings: Hashable, Sendable {
    /// D_o; nil for so many days after filing as `openingDays` says.
    public var openingDay: Day?
    public var openingDays = 75
    /// T: years from the opening to the final distribution.
    public var years: Share
    /// r: discount rate a year, compounded yearly.
    public var discountRate: Share
    /// Days until a client pays what is not invoiced yet or already overdue.
    public var clientDays = 30

    public init() {
        years = Share(17, over: 4) ?? .zero
        discountRate = Share(8, over: 100) ?? .zero
    }
}

/// How likely a client is not to pay what is open, and how much of it is then lost.
public struct ClientRisk: Hashable, Sendable {
    public var defaultProbability: Share = .zero
    public var lossGivenDefault: Share = .whole

    public init() {}

    public init(defaultProbability: Share, lossGivenDefault: Share = .whole) {
        self.defaultProbability = defaultProbability
        self.lossGivenDefault = lossGivenDefault
    }
}

/// Put options on the agency's shares, in contracts of 100 shares each, held by each freelancer.
public struct PutSettings: Hashable, Sendable {
    /// How many contracts a freelancer holds.
    public enum Size: Hashable, Sendable {
        /// So many as cover this part of the loss that the quota leaves.
        case ratio(Share)
        case contracts(Int64)
    }

    public var isListed = true
    /// The price at which a share may be sold.
    public var strike: Money
    /// What one put on one share costs.
    public var premium: Money
    /// The price of a share at the filing day.
    public var priceAtFiling: Money
    public var expiry: Day
    public var size = Size.ratio(.whole)
    /// How often the premium was paid.
    public var rolls: Int64 = 1
    /// How many months one premium lasts.
    public var monthsPerRoll: Int64 = 12

    public init(strike: Money, premium: Money, priceAtFiling: Money, expiry: Day) {
        self.strike = strike
        self.premium = premium
        self.priceAtFiling = priceAtFiling
        self.expiry = expiry
    }
}
