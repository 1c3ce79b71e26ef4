public import MoneyCore

/// Two claims against each other, of which the smaller may be set off in full: the creditor is paid
/// so at par.
///
/// - Source: InsO §§94 to 96 (F15); docs/spec/simulation-law.md#set-off
public struct MutualClaims: Hashable, Sendable {
    /// One of the two.
    public struct Claim: Hashable, Sendable {
        /// Minor units, zero or more.
        public let minor: Int64
        public let arose: Day
        public let dueDay: Day

        public init(minor: Int64, arose: Day, dueDay: Day) {
            self.minor = minor
            self.arose = arose
            self.dueDay = dueDay
        }
    }

    /// Why nothing may be set off.
    public enum Bar: String, Hashable, Sendable, CaseIterable {
        /// The creditor's claim is due only after his debt was (InsO §95(1) sentence 3).
        case dueLater = "InsO §95(1)"
        /// The debt to the estate arose after opening.
        case debtAfterOpening = "InsO §96(1) no. 1"
        /// The creditor got his claim from somebody else after opening.
        case acquiredAfterOpening = "InsO §96(1) no. 2"
        /// The creditor could set off only by an act that may be avoided.
        case avoidableAct = "InsO §96(1) no. 3"
        /// Stated: the parties excluded it, or the claims are not between the same two.
        case stated = "BGB §387"
    }

    /// What is left of the two claims.
    public struct Result: Hashable, Sendable {
        public let setOff: Int64
        /// What the creditor still pays to the estate, at par.
        public let owed: Int64
        /// What is left to him as an insolvency claim.
        public let claim: Int64
        /// Nil if nothing stood in the way.
        public let bar: Bar?
    }

    /// What the creditor owes the estate.
    public let debt: Claim
    /// What the creditor is owed by the debtor.
    public let claim: Claim
    /// When the creditor bought the claim; nil if it always was his.
    public var acquiredOn: Day?
    public var isByAvoidableAct = false
    public var isExcluded = false

    public init(debt: Claim, claim: Claim) {
        self.debt = debt
        self.claim = claim
    }

    /// Sets off what may be, if proceedings opened that day.
    public func settle(openedOn openingDay: Day) -> Result {
        let bar = bar(openedOn: openingDay)
        let setOff = bar == nil ? min(debt.minor, claim.minor) : 0
        return Result(
            setOff: setOff, owed: debt.minor - setOff, claim: claim.minor - setOff, bar: bar)
    }

    private func bar(openedOn openingDay: Day) -> Bar? {
        if isExcluded { return .stated }
        if debt.arose >= openingDay { return .debtAfterOpening }
        if let acquiredOn, acquiredOn >= openingDay { return .acquiredAfterOpening }
        if isByAvoidableAct { return .avoidableAct }
        // A right to set off that existed at opening is kept (§94).
        let existed = claim.dueDay < openingDay && claim.arose < openingDay
        return !existed && debt.dueDay < claim.dueDay ? .dueLater : nil
    }
}
