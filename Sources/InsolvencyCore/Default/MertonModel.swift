import Glibc

/// A listed company's default as an option of its owners: it fails if its assets are worth less
/// than its debt when that falls due.
///
/// - Source: Merton (1974); docs/spec/simulation-chance.md#filing
public struct MertonModel: Hashable, Sendable {
    public let assets: Double
    /// Yearly, of the assets.
    public let volatility: Double
    /// The face value of debt.
    public let debt: Double
    /// Continuously compounded.
    public let rate: Double
    public let years: Double

    /// - Throws: `outOfRange` unless all but the rate are above zero.
    public init(
        assets: Double, volatility: Double, debt: Double, rate: Double, years: Double
    ) throws(EstimateError) {
        try EstimateError.check(assets, "assets", above: 0)
        try EstimateError.check(volatility, "volatility", above: 0)
        try EstimateError.check(debt, "debt", above: 0)
        try EstimateError.check(finite: rate, "rate")
        try EstimateError.check(years, "years", above: 0)
        self.assets = assets
        self.volatility = volatility
        self.debt = debt
        self.rate = rate
        self.years = years
    }

    /// Finds assets and their volatility from the market value of equity and its volatility, by
    /// Newton's method on the logarithms of both.
    ///
    /// - Throws: `outOfRange`, then `noSolution`.
    public init(
        equity: Double, equityVolatility: Double, debt: Double, rate: Double, years: Double
    ) throws(EstimateError) {
        try EstimateError.check(equity, "equity", above: 0)
        try EstimateError.check(equityVolatility, "equityVolatility", above: 0)
        let start = equity + debt * exp(-rate * years)
        var model = try MertonModel(
            assets: start, volatility: equityVolatility * equity / start, debt: debt, rate: rate,
            years: years)
        for _ in 0..<100 {
            let step = model.correction(equity: equity, equityVolatility: equityVolatility)
            if step.residual < 1e-13 * (equity + debt) {
                self = model
                return
            }
            guard let assets = step.assets, let volatility = step.volatility else { break }
            model = try MertonModel(
                assets: model.assets * exp(assets), volatility: model.volatility * exp(volatility),
                debt: debt, rate: rate, years: years)
        }
        let last = model.correction(equity: equity, equityVolatility: equityVolatility)
        guard last.residual < 1e-10 * (equity + debt) else { throw .noSolution(what: "assets") }
        self = model
    }

    private struct Correction {
        let residual: Double
        /// Steps of the logarithms; nil where the equations are not independent.
        let assets: Double?
        let volatility: Double?
    }

    private func correction(equity: Double, equityVolatility: Double) -> Correction {
        let (density, share) = (Normal.density(d1), Normal.cumulative(d1))
        let first = self.equity - equity
        let second = share * volatility * assets - equityVolatility * equity
        let a = share * assets
        let b = assets * density * years.squareRoot() * volatility
        let c = (volatility * share + density / years.squareRoot()) * assets
        let d = assets * (share - density * distanceToDefault) * volatility
        let determinant = a * d - b * c
        let residual = max(abs(first), abs(second))
        guard determinant != 0 else {
            return Correction(residual: residual, assets: nil, volatility: nil)
        }
        // Steps are kept within a factor of e, so that a poor start cannot throw the search away.
        let bounded = { (step: Double) in max(-1, min(1, step)) }
        return Correction(
            residual: residual, assets: bounded((b * second - d * first) / determinant),
            volatility: bounded((c * first - a * second) / determinant))
    }

    private var d1: Double { distanceToDefault + volatility * years.squareRoot() }

    /// By how many standard deviations the assets stay above the debt, risk-neutral.
    public var distanceToDefault: Double {
        (log(assets / debt) + (rate - volatility * volatility / 2) * years)
            / (volatility * years.squareRoot())
    }

    /// Risk-neutral.
    public var defaultProbability: Double { Normal.cumulative(-distanceToDefault) }
    /// The present value of the promised debt.
    public var promised: Double { debt * exp(-rate * years) }
    public var equity: Double {
        assets * Normal.cumulative(d1) - promised * Normal.cumulative(distanceToDefault)
    }
    public var debtValue: Double {
        promised * Normal.cumulative(distanceToDefault) + assets * Normal.cumulative(-d1)
    }
    /// Of the promised debt.
    public var expectedLoss: Double { 1 - debtValue / promised }
    /// What is left of the debt if the company fails.
    public var recovery: Double {
        assets * Normal.cumulative(-d1) / (promised * defaultProbability)
    }
    /// Yearly, continuously compounded, above the rate.
    public var creditSpread: Double { -log(debtValue / debt) / years - rate }
}
