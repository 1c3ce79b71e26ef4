public import MoneyCore

/// What every party holds at the end under one model; the sum is the same under all models.
///
/// - Source: docs/spec/simulation.md#conservation
public struct Holdings: Hashable, Sendable {
    /// Who may hold something at the end.
    public enum Party: String, Hashable, Sendable, CaseIterable {
        case freelancers = "freelancers"
        case clients = "clients"
        /// Left for subordinated claims and owners.
        case agencyEstate = "agency's estate"
        case securedBank = "secured bank"
        case estateCreditors = "estate creditors"
        case otherCreditors = "other creditors"
        case courtAndAdministrator = "court and administrator"
        case taxOffice = "tax office"
        case optionWriter = "option writer"
        /// Negative if the agency paid freelancers from other money of its business.
        case spentBeforeFiling = "spent before filing"
        /// Bank charges and the like; negative if others put money in.
        case takenFromTrust = "taken from the trust"
        /// Who need not give back what only open proceedings could have avoided.
        case avoidanceDebtors = "avoidance debtors"
    }

    private let amounts: [Party: Int64]
    public let currency: Currency

    init(_ amounts: [Party: Int64], _ currency: Currency) {
        self.amounts = amounts
        self.currency = currency
    }

    public subscript(party: Party) -> Money { Money(minor: amounts[party] ?? 0, currency) }

    /// What all parties hold together.
    public var total: Money { Money(minor: amounts.values.reduce(0, +), currency) }
}
