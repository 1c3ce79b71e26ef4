public import MoneyCore

/// The agency's estate without this book's client money, which each model adds by itself.
///
/// - Source: docs/spec/simulation.md#estate
public struct EstateSettings: Hashable, Sendable {
    /// C0: cash.
    public var cash: Money
    /// A0: other free assets.
    public var otherAssets: Money
    /// V: the agency's other receivables at their book value.
    public var receivables: Money
    /// k: how much of them is collected.
    public var collected: Share = .whole
    /// g: the part of all receivables that is assigned to the bank.
    public var assigned: Share = .zero
    /// B: the bank's loan.
    public var loan: Money
    /// What of the assigned proceeds goes to the estate: 9/100 by InsO §§170, 171 (F26); 4/100 if
    /// the bank collects by itself.
    public var contribution: Share
    /// X: recovered from others by avoidance.
    public var avoidance: Money
    /// E55 founded after notice of insufficiency (InsO §209(1)2).
    public var newLiabilities: Money
    /// E55 founded before it.
    public var oldLiabilities: Money
    /// O: other insolvency claims (InsO §38).
    public var otherClaims: Money
    /// Insolvency claims that the administrator disputes; their quota is held in reserve.
    public var disputedClaims: Money
    /// Tax claims from ordinary business, before the corrections of 6.6.
    public var taxClaims: Money
    /// The part of the book's client money, after what was paid on, that the agency had spent
    /// before it filed.
    public var spentShare: Share = .whole

    /// An agency with nothing.
    public init(_ currency: Currency) {
        let zero = Money.zero(currency)
        cash = zero
        otherAssets = zero
        receivables = zero
        loan = zero
        contribution = Share(9, over: 100) ?? .zero
        avoidance = zero
        newLiabilities = zero
        oldLiabilities = zero
        otherClaims = zero
        disputedClaims = zero
        taxClaims = zero
    }
}
