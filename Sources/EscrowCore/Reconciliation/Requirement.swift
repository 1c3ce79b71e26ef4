public import MoneyCore

/// How much money a trust account must hold, and by how much it holds too little or too much.
///
/// - Source: docs/spec/reconciliation.md#requirement; CASS 7.15 (U2, U3, U6) as the pattern
public struct Requirement: Hashable, Sendable {
    /// The sum of all entitlements above zero, and of unidentified money.
    public let amount: Money

    /// Adds up what must be there; a balance below zero never lessens it, since nobody's money
    /// covers somebody else's debt.
    ///
    /// 5,000; -300; 2,000 and 700 unidentified: 7,700, not 7,400.
    ///
    /// - Throws: `currencyMismatch` before `overflow`.
    public init(balances: [Money], unidentified: Money) throws(MoneyError) {
        let positive =
            balances.filter(\.isPositive) + (unidentified.isPositive ? [unidentified] : [])
        for balance in balances where balance.currency != unidentified.currency {
            throw .currencyMismatch(unidentified.currency, balance.currency)
        }
        amount = try Money.sum(positive, in: unidentified.currency)
    }

    /// What the agency has to pay in today; zero if there is enough.
    ///
    /// - Throws: `currencyMismatch` before `overflow`.
    public func shortfall(resource: Money) throws(MoneyError) -> Money {
        let missing = try amount.subtracting(resource)
        return missing.isPositive ? missing : .zero(amount.currency)
    }

    /// What lies in the account beyond the requirement; zero if there is none.
    ///
    /// - Throws: `currencyMismatch` before `overflow`.
    public func excess(resource: Money) throws(MoneyError) -> Money {
        let over = try resource.subtracting(amount)
        return over.isPositive ? over : .zero(amount.currency)
    }
}
