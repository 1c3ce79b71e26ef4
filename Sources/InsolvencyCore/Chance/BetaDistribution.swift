import Glibc

/// Beta on 0 to 1: how much of a claim is recovered where anything is.
///
/// - Source: docs/spec/simulation-chance.md#recovery
public struct BetaDistribution: Distribution, Hashable {
    public let alpha: Double
    public let beta: Double

    /// - Throws: `outOfRange` unless both are above zero.
    public init(alpha: Double, beta: Double) throws(EstimateError) {
        try EstimateError.check(alpha, "alpha", above: 0)
        try EstimateError.check(beta, "beta", above: 0)
        self.alpha = alpha
        self.beta = beta
    }

    /// With these moments: `k = m (1 - m) / s^2 - 1`, `alpha = m k`, `beta = (1 - m) k`.
    ///
    /// Mean 0.06 and sd 0.08 give 0.46875 and 7.34375.
    ///
    /// - Throws: `outOfRange` for a mean not between 0 and 1, or a deviation that no such
    ///   distribution has: it is below the square root of `m (1 - m)`.
    public init(mean: Double, deviation: Double) throws(EstimateError) {
        try EstimateError.check(mean, "mean", above: 0, below: 1)
        try EstimateError.check(
            deviation, "sd", above: 0, below: (mean * (1 - mean)).squareRoot())
        let size = mean * (1 - mean) / (deviation * deviation) - 1
        try self.init(alpha: mean * size, beta: (1 - mean) * size)
    }

    public var mean: Double { alpha / (alpha + beta) }

    public var variance: Double {
        let sum = alpha + beta
        return alpha * beta / (sum * sum * (sum + 1))
    }

    public func cumulative(_ x: Double) -> Double { IncompleteBeta.value(x, alpha, beta) }
    public func quantile(_ probability: Double) -> Double {
        IncompleteBeta.inverse(probability, alpha, beta)
    }
}

/// Zero with a probability, else by Beta: most proceedings pay nothing at all.
///
/// - Source: docs/spec/simulation-chance.md#recovery; Q4
public struct HurdleBeta: Distribution, Hashable {
    public let zeroProbability: Double
    public let positive: BetaDistribution

    /// - Throws: `outOfRange` for a probability not from 0 to below 1.
    public init(
        zeroProbability: Double, positive: BetaDistribution
    ) throws(EstimateError) {
        guard zeroProbability >= 0, zeroProbability < 1 else {
            throw .outOfRange(what: "zero", zeroProbability, allowed: "from 0 to below 1")
        }
        self.zeroProbability = zeroProbability
        self.positive = positive
    }

    /// By volume of claims: nothing for a third, else 9.15 % on average; together 6.1 %.
    ///
    /// - Throws: never for these figures.
    public static func byVolume() throws(EstimateError) -> HurdleBeta {
        try HurdleBeta(
            zeroProbability: 1.0 / 3, positive: BetaDistribution(mean: 0.0915, deviation: 0.10))
    }

    /// By number of proceedings: nothing in 63 %, else 5.4 % on average.
    ///
    /// - Throws: never for these figures.
    public static func byCase() throws(EstimateError) -> HurdleBeta {
        try HurdleBeta(
            zeroProbability: 0.63, positive: BetaDistribution(mean: 0.054, deviation: 0.06))
    }

    public var mean: Double { (1 - zeroProbability) * positive.mean }

    public var variance: Double {
        let square = positive.variance + positive.mean * positive.mean
        return (1 - zeroProbability) * square - mean * mean
    }

    public func cumulative(_ x: Double) -> Double {
        x < 0 ? 0 : zeroProbability + (1 - zeroProbability) * positive.cumulative(x)
    }

    public func quantile(_ probability: Double) -> Double {
        guard probability > zeroProbability else { return 0 }
        return positive.quantile((probability - zeroProbability) / (1 - zeroProbability))
    }
}
