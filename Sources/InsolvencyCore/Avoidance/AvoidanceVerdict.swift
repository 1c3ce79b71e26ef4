/// Whether a payment must be given back, with the reason.
public enum AvoidanceVerdict: Hashable, Sendable {
    case avoided(Ground)
    case stands(Reason)

    /// Why a payment must be given back.
    public enum Ground: String, Hashable, Sendable, CaseIterable {
        /// Made after opening: void.
        case afterOpening = "InsO §81"
        /// As owed, in the last three months, from an illiquid debtor whose creditor knew.
        case congruent = "InsO §130(1) no. 1"
        /// As owed, after filing, and the creditor knew of filing or illiquidity.
        case congruentAfterFiling = "InsO §130(1) no. 2"
        /// Not as owed, in the last month or after filing.
        case incongruentLastMonth = "InsO §131(1) no. 1"
        /// Not as owed, in the second or third month, from an illiquid debtor.
        case incongruentIlliquid = "InsO §131(1) no. 2"
        /// The same, where the creditor knew that others lose by it.
        case incongruentKnown = "InsO §131(1) no. 3"
        /// Made to harm others, as the creditor knew, within four years.
        case intent = "InsO §133"
    }

    /// Why a payment stands.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// None of the debtor's money.
        case notDebtorsMoney = "InsO §129"
        case outsidePeriod = "InsO §139"
        /// Work and pay within the days of a cash-like exchange.
        case exchange = "InsO §142"
        /// The debtor could still pay.
        case notIlliquid = "InsO §17"
        case notKnown = "InsO §130(2)"
    }

    public var isAvoided: Bool { if case .avoided = self { true } else { false } }

    /// The section that decides.
    public var citation: String {
        switch self {
        case .avoided(let ground): ground.rawValue
        case .stands(let reason): reason.rawValue
        }
    }
}
