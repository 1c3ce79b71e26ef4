public import MoneyCore

/// What the administrator gets back, and what that does to those who must give it back.
///
/// - Source: InsO §§143, 144; docs/spec/simulation-law.md#avoidance
public struct Clawback: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public let payment: AvoidablePayment
        public let verdict: AvoidanceVerdict
    }

    /// In the order of the payments.
    public let items: [Item]
    /// The day on which the money is back with the estate.
    public let repaymentDay: Day

    /// Tests payments by the rules.
    public init(_ payments: [AvoidablePayment], _ rules: AvoidanceRules) {
        items = payments.map { Item(payment: $0, verdict: rules.test($0)) }
        repaymentDay = rules.openingDay.adding(days: rules.repaymentDays)
    }

    /// CB: what comes back to the estate, in minor units.
    public var total: Int64 { avoided.reduce(0) { $0 + $1.minor } }

    /// The claims that revive when the money is given back, per creditor (InsO §144(1)).
    public var revived: [String: Int64] {
        avoided.reduce(into: [:]) { $0[$1.creditor, default: 0] += $1.minor }
    }

    /// The debtor's input VAT in what comes back: an estate liability (R12).
    public var inputVAT: Int64 { avoided.reduce(0) { $0 + $1.inputVAT } }

    /// The VAT that creditors had paid on what they give back, and need not have (UStG §17).
    public var creditorVAT: [String: Int64] {
        avoided.reduce(into: [:]) { $0[$1.creditor, default: 0] += $1.creditorVAT }
    }

    private var avoided: [AvoidablePayment] {
        items.filter(\.verdict.isAvoided).map(\.payment)
    }
}

/// What a test of payments comes to, without the payments.
struct ClawbackSums: Sendable {
    var total: Int64 = 0
    var revived: [String: Int64] = [:]
    var inputVAT: Int64 = 0
    var creditorVAT: [String: Int64] = [:]
    let repaymentDay: Day

    init(_ clawback: Clawback) {
        total = clawback.total
        revived = clawback.revived
        inputVAT = clawback.inputVAT
        creditorVAT = clawback.creditorVAT
        repaymentDay = clawback.repaymentDay
    }

    /// Nothing to give back yet.
    init(repaymentDay: Day) { self.repaymentDay = repaymentDay }
}
