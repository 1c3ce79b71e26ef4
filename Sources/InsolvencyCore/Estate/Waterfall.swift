public import MoneyCore

/// How the estate is divided: what each step of the waterfall gave, and to whom.
///
/// - Source: docs/spec/simulation.md#waterfall
public struct Waterfall: Hashable, Sendable {
    /// How the proceedings end for the insolvency creditors.
    public enum Ending: String, Hashable, Sendable, CaseIterable {
        /// A quota by what is left.
        case distributed
        /// A quota taken from experience; costs and estate liabilities are not computed.
        case fixedQuota
        /// InsO §208: costs are covered, other estate liabilities not in full.
        case estateInsufficient
        /// InsO §207: not even the costs are covered.
        case costsNotCovered
        /// InsO §26: never opened.
        case notOpened
    }

    /// What the secured bank realises (step 1).
    public struct Security: Hashable, Sendable {
        /// Y: proceeds of what is assigned to the bank.
        public let proceeds: Money
        /// z: what of it the estate keeps.
        public let contribution: Money
        /// b: what the bank gets.
        public let bank: Money
        /// What is left of the proceeds.
        public let surplus: Money
    }

    /// What the proceedings cost (step 3).
    public struct Costs: Hashable, Sendable {
        public let administrator: Money
        public let provisionalAdministrator: Money
        public let expenses: Money
        public let committee: Money
        public let vat: Money
        public let court: Money
        /// K54: their sum.
        public let total: Money
        /// What is paid on them.
        public let paid: Money
    }

    public let ending: Ending
    public let security: Security
    /// M: the free estate.
    public let mass: Money
    public let costs: Costs
    /// E55 and what is paid on it.
    public let newLiabilities: Money
    public let newLiabilitiesPaid: Money
    public let oldLiabilities: Money
    public let oldLiabilitiesPaid: Money
    /// R2: what is divided among the claims.
    public let distributable: Money
    /// The quota as an exact fraction.
    public let quota: Share
    /// In the order of their ids.
    public let claims: [CreditorClaim]
    /// What stays with the estate, for subordinated claims and owners.
    ///
    /// With a fixed quota, the difference between the estate and what that quota pays, which may
    /// be negative.
    public let residual: Money

    /// What is paid on a creditor's claim; zero if there is none.
    public func paid(to creditor: Creditor) -> Int64 {
        claims.first { $0.creditor == creditor }?.paid.minor ?? 0
    }
}

/// What flows into the waterfall, in minor units; what only open proceedings bring stands apart.
///
/// No amount is negative, none is above 10^15, and no share is above the whole.
public struct WaterfallInput: Hashable, Sendable {
    public var currency: Currency
    /// Cash and other free assets, without receivables.
    public var freeAssets: Int64 = 0
    /// What is collected on all receivables, before the bank's part.
    public var proceeds: Int64 = 0
    /// g.
    public var assigned: Share = .zero
    /// B.
    public var loan: Int64 = 0
    public var contribution: Share = .zero
    /// X.
    public var avoidance: Int64 = 0
    /// CB: what comes back of payments before filing (InsO §143).
    public var clawback: Int64 = 0
    /// The claims that revive with it (InsO §144).
    public var revived: [Creditor: Int64] = [:]
    /// The VAT in it, an estate liability (R12).
    public var vatOnClawback: Int64 = 0
    public var newLiabilities: Int64 = 0
    public var oldLiabilities: Int64 = 0
    /// Claims without the bank's rest, which the waterfall adds.
    public var claims: [Creditor: Int64] = [:]

    public init(_ currency: Currency) { self.currency = currency }
}
