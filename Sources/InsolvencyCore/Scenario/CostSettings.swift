public import MoneyCore

/// What the proceedings cost, and whether they are opened.
///
/// - Source: InsVV §§2, 8, 11; GKG §34, KV 2310, 2320; docs/spec/simulation.md#costs
public struct CostSettings: Hashable, Sendable {
    /// Who fails; the administrator's minimum rises with the creditors of a natural person only
    /// (Q11).
    public enum Debtor: Hashable, Sendable {
        case legalPerson
        case naturalPerson(creditors: Int)

        /// By how many creditors the minimum fee is measured.
        var creditors: Int {
            switch self {
            case .legalPerson: 0
            case .naturalPerson(let creditors): creditors
            }
        }
    }

    /// Whether proceedings are opened.
    public enum Opening: String, Hashable, Sendable, CaseIterable {
        /// If the estate, without what only open proceedings bring, covers the costs (§26).
        case tested
        /// In any case, for example because the costs were advanced (§26(1) sentence 2).
        case opened
        case refused
    }

    public var debtor = Debtor.legalPerson
    public var opening = Opening.tested
    /// The provisional administrator's part of a full fee (§63(3) InsO); zero without such a phase.
    public var provisionalShare: Share
    /// The value the provisional administrator dealt with; nil for the estate's own value.
    public var provisionalBase: Money?
    public var expenses: Money
    public var committee: Money
    /// VAT on fees and expenses; zero if the estate deducts it as input VAT.
    public var vatOnFees: Share = .zero

    public init(_ currency: Currency) {
        provisionalShare = Share(25, over: 100) ?? .zero
        expenses = .zero(currency)
        committee = .zero(currency)
    }
}
