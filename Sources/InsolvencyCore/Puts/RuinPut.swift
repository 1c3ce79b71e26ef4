import Glibc

/// A European put on a share that becomes nearly worthless if the company fails.
///
/// Until then the share follows Black and Scholes with the hazard added to the rate; failing adds
/// `(K - S*) e^(-rT) (1 - e^(-hazard T))`. With a price S* after default above zero the value is an
/// approximation, since the share's drift is still that of a fall to zero.
///
/// - Source: Merton (1976); docs/spec/simulation-chance.md#puts
public struct RuinPut: Hashable, Sendable {
    /// The option as Black and Scholes would have it, without default.
    public let plain: BlackScholes
    public let hazard: Double
    /// S*: what a share is worth once the company has failed.
    public let priceAfterDefault: Double
    private let alive: BlackScholes

    /// - Throws: `outOfRange` for a hazard or a price below zero.
    public init(
        _ plain: BlackScholes, hazard: Double, priceAfterDefault: Double = 0
    ) throws(EstimateError) {
        guard hazard >= 0, hazard.isFinite else {
            throw .outOfRange(what: "hazard", hazard, allowed: "zero or more")
        }
        guard priceAfterDefault >= 0, priceAfterDefault.isFinite else {
            throw .outOfRange(
                what: "priceAfterDefault", priceAfterDefault, allowed: "zero or more")
        }
        self.plain = plain
        self.hazard = hazard
        self.priceAfterDefault = priceAfterDefault
        alive = try BlackScholes(
            spot: plain.spot, strike: plain.strike, years: plain.years, rate: plain.rate + hazard,
            dividend: plain.dividend, volatility: plain.volatility)
    }

    public var value: Double { alive.put + defaultLeg }

    /// Risk-neutral, within the term.
    public var defaultProbability: Double { -expm1(-hazard * plain.years) }

    /// What the put is worth because the company may fail.
    public var defaultLeg: Double {
        max(0, plain.strike - priceAfterDefault) * exp(-plain.rate * plain.years)
            * defaultProbability
    }
}
