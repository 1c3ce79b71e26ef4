import Glibc

/// Normal with a mean and a standard deviation.
///
/// - Source: McNeil, Frey, Embrechts, Quantitative Risk Management, 2.2.4
public struct NormalDistribution: TailDistribution, Hashable {
    public let mean: Double
    public let deviation: Double

    /// - Throws: `outOfRange` unless both are finite and the deviation is above zero.
    public init(mean: Double, deviation: Double) throws(EstimateError) {
        try EstimateError.check(finite: mean, "mean")
        try EstimateError.check(deviation, "sd", above: 0)
        self.mean = mean
        self.deviation = deviation
    }

    public func density(_ x: Double) -> Double {
        Normal.density((x - mean) / deviation) / deviation
    }
    public func cumulative(_ x: Double) -> Double { Normal.cumulative((x - mean) / deviation) }
    public func quantile(_ probability: Double) -> Double {
        mean + deviation * Normal.quantile(probability)
    }
    public func expectedShortfall(_ level: Double) -> Double {
        mean + deviation * Normal.density(Normal.quantile(level)) / (1 - level)
    }

    /// The variance of losses above the quantile of a level.
    public func tailVariance(_ level: Double) -> Double {
        let z = Normal.quantile(level)
        let shortfall = Normal.density(z) / (1 - level)
        return deviation * deviation * (1 + z * shortfall - shortfall * shortfall)
    }
}

/// Exponential with a rate: the time to an event that never ages.
public struct ExponentialDistribution: TailDistribution, Hashable {
    public let rate: Double

    /// - Throws: `outOfRange` unless the rate is above zero.
    public init(rate: Double) throws(EstimateError) {
        try EstimateError.check(rate, "rate", above: 0)
        self.rate = rate
    }

    public var mean: Double { 1 / rate }
    public func cumulative(_ x: Double) -> Double { x <= 0 ? 0 : -expm1(-rate * x) }
    public func quantile(_ probability: Double) -> Double { -log1p(-probability) / rate }
    public func expectedShortfall(_ level: Double) -> Double { quantile(level) + 1 / rate }
}

/// Student's t, centred at zero.
public struct StudentDistribution: TailDistribution, Hashable {
    public let degrees: Double

    /// - Throws: `outOfRange` unless there is more than one degree of freedom, since with one the
    ///   mean does not exist.
    public init(degrees: Double) throws(EstimateError) {
        try EstimateError.check(degrees, "nu", above: 1)
        self.degrees = degrees
    }

    public var mean: Double { 0 }

    public func density(_ x: Double) -> Double {
        let half = degrees / 2
        let scale =
            GammaFunction.logarithm(half + 0.5) - GammaFunction.logarithm(half)
            - 0.5 * log(degrees * Double.pi)
        return exp(scale - (half + 0.5) * log1p(x * x / degrees))
    }

    public func cumulative(_ x: Double) -> Double {
        let tail = IncompleteBeta.value(degrees / (degrees + x * x), degrees / 2, 0.5) / 2
        return x > 0 ? 1 - tail : tail
    }

    public func quantile(_ probability: Double) -> Double {
        let tail = min(probability, 1 - probability)
        let x = IncompleteBeta.inverse(2 * tail, degrees / 2, 0.5)
        let t = (degrees * (1 - x) / x).squareRoot()
        return probability < 0.5 ? -t : t
    }

    public func expectedShortfall(_ level: Double) -> Double {
        let t = quantile(level)
        return density(t) / (1 - level) * (degrees + t * t) / (degrees - 1)
    }
}

/// Pareto: losses above a minimum with a heavy tail.
public struct ParetoDistribution: TailDistribution, Hashable {
    public let minimum: Double
    public let shape: Double

    /// - Throws: `outOfRange` unless the minimum is above zero and the shape above one, since with
    ///   less the mean does not exist.
    public init(minimum: Double, shape: Double) throws(EstimateError) {
        try EstimateError.check(minimum, "xm", above: 0)
        try EstimateError.check(shape, "shape", above: 1)
        self.minimum = minimum
        self.shape = shape
    }

    public var mean: Double { shape * minimum / (shape - 1) }
    public func cumulative(_ x: Double) -> Double {
        x <= minimum ? 0 : 1 - pow(minimum / x, shape)
    }
    public func quantile(_ probability: Double) -> Double {
        minimum * pow(1 - probability, -1 / shape)
    }
    public func expectedShortfall(_ level: Double) -> Double {
        quantile(level) * shape / (shape - 1)
    }
}

/// Lognormal: the exponential of a normal variable.
public struct LognormalDistribution: TailDistribution, Hashable {
    /// Mean and deviation of the logarithm.
    public let location: Double
    public let sigma: Double

    /// - Throws: `outOfRange` unless the location is finite and sigma above zero.
    public init(location: Double, sigma: Double) throws(EstimateError) {
        try EstimateError.check(finite: location, "location")
        try EstimateError.check(sigma, "sigma", above: 0)
        self.location = location
        self.sigma = sigma
    }

    /// With this mean, above zero.
    ///
    /// - Throws: `outOfRange`.
    public init(mean: Double, sigma: Double) throws(EstimateError) {
        try EstimateError.check(mean, "mean", above: 0)
        try self.init(location: log(mean) - sigma * sigma / 2, sigma: sigma)
    }

    public var mean: Double { exp(location + sigma * sigma / 2) }
    public func cumulative(_ x: Double) -> Double {
        x <= 0 ? 0 : Normal.cumulative((log(x) - location) / sigma)
    }
    public func quantile(_ probability: Double) -> Double {
        exp(location + sigma * Normal.quantile(probability))
    }
    public func expectedShortfall(_ level: Double) -> Double {
        mean * Normal.cumulative(sigma - Normal.quantile(level)) / (1 - level)
    }
}
