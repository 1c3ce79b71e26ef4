public import MoneyCore

/// What lies in the trust at the filing day besides the money of single items.
///
/// - Source: docs/spec/simulation.md#trust
public struct TrustPosition: Hashable, Sendable {
    /// Receipts whose payer or invoice is not known (account 2000 and 2010).
    public let unidentified: Money
    /// What clients may have back (account 2300).
    public let refundable: Money
    /// By how much the money in the account falls short of all entitlements.
    public let shortfall: Money
    /// The agency's own money in the trust (account 2800); it cures a shortfall first.
    public let agencyTopUp: Money

    public init(unidentified: Money, refundable: Money, shortfall: Money, agencyTopUp: Money) {
        self.unidentified = unidentified
        self.refundable = refundable
        self.shortfall = shortfall
        self.agencyTopUp = agencyTopUp
    }

    public static func empty(_ currency: Currency) -> TrustPosition {
        let zero = Money.zero(currency)
        return TrustPosition(
            unidentified: zero, refundable: zero, shortfall: zero, agencyTopUp: zero)
    }
}
