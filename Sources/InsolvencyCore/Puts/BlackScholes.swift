import Glibc

/// European options on one share by Black and Scholes, with continuous rates.
///
/// - Source: docs/spec/simulation-chance.md#puts
public struct BlackScholes: Hashable, Sendable {
    public let spot: Double
    public let strike: Double
    public let years: Double
    /// Continuously compounded.
    public let rate: Double
    /// Continuous dividend yield.
    public let dividend: Double
    /// Yearly; 0.2 is 20 %.
    public let volatility: Double

    /// - Throws: `outOfRange` unless spot, strike, years and volatility are above zero.
    public init(
        spot: Double, strike: Double, years: Double, rate: Double, dividend: Double = 0,
        volatility: Double
    ) throws(EstimateError) {
        try EstimateError.check(spot, "spot", above: 0)
        try EstimateError.check(strike, "strike", above: 0)
        try EstimateError.check(years, "years", above: 0)
        try EstimateError.check(finite: rate, "rate")
        try EstimateError.check(finite: dividend, "dividend")
        try EstimateError.check(volatility, "volatility", above: 0)
        self.spot = spot
        self.strike = strike
        self.years = years
        self.rate = rate
        self.dividend = dividend
        self.volatility = volatility
    }

    private var spread: Double { volatility * years.squareRoot() }
    private var d1: Double {
        (log(spot / strike) + (rate - dividend + volatility * volatility / 2) * years) / spread
    }
    private var d2: Double { d1 - spread }
    private var discountedStrike: Double { strike * exp(-rate * years) }
    private var discountedSpot: Double { spot * exp(-dividend * years) }

    public var put: Double {
        discountedStrike * Normal.cumulative(-d2) - discountedSpot * Normal.cumulative(-d1)
    }
    public var call: Double {
        discountedSpot * Normal.cumulative(d1) - discountedStrike * Normal.cumulative(d2)
    }
    /// By how much the put changes with the share.
    public var putDelta: Double { -exp(-dividend * years) * Normal.cumulative(-d1) }
    /// By how much the delta changes with the share.
    public var gamma: Double { exp(-dividend * years) * Normal.density(d1) / (spot * spread) }
    /// By how much an option changes with 1.00 of volatility.
    public var vega: Double { discountedSpot * Normal.density(d1) * years.squareRoot() }

    /// What the put is worth if the share ends where a uniform figure above 0 and below 1 says,
    /// discounted.
    public func discountedPayoff(uniform: Double) -> Double {
        let drift = (rate - dividend - volatility * volatility / 2) * years
        let end = spot * exp(drift + spread * Normal.quantile(uniform))
        return exp(-rate * years) * max(0, strike - end)
    }
}
