import Glibc

/// What one unit of money that is paid if a company fails within a term is worth today.
///
/// Two American puts with strikes below any price of a living company give it:
/// `(P(K2) - P(K1)) / (K2 - K1)`.
///
/// - Source: Carr and Wu (2011); docs/spec/simulation-chance.md#puts
public struct UnitRecoveryClaim: Hashable, Sendable {
    public let hazard: Double
    /// Continuously compounded.
    public let rate: Double
    public let years: Double

    /// - Throws: `outOfRange` unless hazard and years are above zero, and the rate is finite.
    public init(hazard: Double, rate: Double, years: Double) throws(EstimateError) {
        try EstimateError.check(hazard, "hazard", above: 0)
        try EstimateError.check(finite: rate, "rate")
        try EstimateError.check(years, "years", above: 0)
        self.hazard = hazard
        self.rate = rate
        self.years = years
    }

    /// Paid on the day of default.
    public var paidAtDefault: Double {
        let sum = rate + hazard
        return sum == 0 ? hazard * years : -hazard / sum * expm1(-sum * years)
    }

    /// Paid at the end of the term.
    public var paidAtEnd: Double { -exp(-rate * years) * expm1(-hazard * years) }
}
