/// Whose money is left on a mixed account: no rule is right everywhere, so it is a parameter, and
/// the spread between rules is a result.
///
/// - Source: docs/spec/simulation-law.md#tracing
public enum TracingRule: String, Hashable, Sendable, CaseIterable {
    /// What came first went first.
    ///
    /// - Source: Devaynes v Noble, Clayton's Case (1816); U11
    case firstIn = "fifo"
    /// What came last went first.
    case lastIn = "lifo"
    /// What is left, by what each had paid in (ex post).
    ///
    /// - Source: Barlow Clowes v Vaughan (1992); U11
    case pariPassu = "pari-passu"
    /// Each withdrawal takes of everybody in proportion to what he then has.
    ///
    /// - Source: the North American rolling charge; U11
    case rolling = "rolling-charge"
    /// The holder's own money goes first, and no later money of the holder refills a claim above
    /// the lowest balance since.
    ///
    /// - Source: Re Hallett's Estate (1880), Roscoe v Winder (1915); U11 to U13
    case lowestBalance = "libr"
    /// All, if the account held nothing but others' money and was never used for the holder's own
    /// purposes; else nothing for anybody.
    ///
    /// - Source: InsO §47; BGH IX ZR 49/10, IX ZR 120/02 (F5, F6)
    case segregation = "inso-47"
    /// What was collected without right, up to the lowest balance of any day's end since.
    ///
    /// - Source: InsO §48; BGH IX ZR 164/98 (F10, F11)
    case substitute = "inso-48"
}

/// In which order the movements of one day are taken, since statements often do not say.
///
/// - Source: docs/spec/simulation-law.md#order-of-a-day; U13
public enum DayOrder: String, Hashable, Sendable, CaseIterable {
    /// As the account's ledger has them.
    case ledger
    /// The order that leaves the beneficiaries least.
    case worst
    /// The order that leaves the beneficiaries most.
    case best
}

/// How a rule is applied.
public struct TracingSettings: Hashable, Sendable {
    public var order = DayOrder.ledger
    /// Whether the holder's own money goes before others' also under FIFO, LIFO and the rolling
    /// charge (Hallett's order).
    public var ownMoneyFirst = false
    /// Whether the holder takes part only in what all others leave (pari passu).
    public var holderSubordinated = false

    public init() {}
}

/// Whose money is left on a mixed account under one rule, in minor units.
public struct Traced: Hashable, Sendable {
    public struct Position: Hashable, Sendable {
        public let beneficiary: String
        /// What he paid in less what he was paid.
        public let claim: Int64
        /// What of it is found on the account.
        public let traced: Int64
        /// Under a rule of the lowest balance, what he would have if he alone asked.
        public let limit: Int64

        /// What he must claim otherwise.
        public var missing: Int64 { claim - traced }
    }

    public let rule: TracingRule
    /// The account's last balance; below zero if it is overdrawn.
    public let closing: Int64
    /// In the order of their first money.
    public let positions: [Position]

    public var total: Int64 { positions.reduce(0) { $0 + $1.traced } }
    /// What is the holder's: all that nobody else has.
    public var own: Int64 { closing - total }

    public func traced(_ beneficiary: String) -> Int64 {
        positions.first { $0.beneficiary == beneficiary }?.traced ?? 0
    }
}
