/// How far an estimate of many paths may be off: asymptotic standard errors.
///
/// - Source: Manistre and Hancock (2005); docs/spec/simulation-chance.md#risk
public enum StandardError {
    /// Of a mean with this standard deviation of one path.
    public static func mean(deviation: Double, count: Int) -> Double {
        deviation / Double(count).squareRoot()
    }

    /// Of a quantile with this density at it: `sqrt(a (1 - a) / n) / f`.
    public static func valueAtRisk(_ level: Double, density: Double, count: Int) -> Double {
        (level * (1 - level) / Double(count)).squareRoot() / density
    }

    /// Of an expected shortfall: `sqrt((v + a e^2) / (n (1 - a)))`.
    ///
    /// The tail's variance v is of losses above the quantile; the excess e is the expected shortfall
    /// less the quantile.
    public static func expectedShortfall(
        _ level: Double, tailVariance: Double, excess: Double, count: Int
    ) -> Double {
        ((tailVariance + level * excess * excess) / (Double(count) * (1 - level))).squareRoot()
    }

    /// Of a share of paths.
    public static func probability(_ probability: Double, count: Int) -> Double {
        (probability * (1 - probability) / Double(count)).squareRoot()
    }

    /// How many paths give a probability with a relative error.
    public static func count(probability: Double, relativeError: Double) -> Double {
        (1 - probability) / (probability * relativeError * relativeError)
    }
}

/// The interval that holds an unknown probability, from how often something came.
///
/// - Source: docs/spec/simulation-chance.md#risk
public struct ProbabilityInterval: Hashable, Sendable {
    public let lower: Double
    public let upper: Double

    /// By Wilson's score: close to the level on average, and never empty.
    ///
    /// - Throws: `outOfRange`.
    public static func wilson(
        hits: Int, of count: Int, level: Double
    ) throws(EstimateError) -> ProbabilityInterval {
        try check(hits, count, level)
        let (n, p) = (Double(count), Double(hits) / Double(count))
        let z = Normal.quantile(0.5 + level / 2)
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let root = (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let half = z * root / (1 + z * z / n)
        return ProbabilityInterval(lower: max(0, middle - half), upper: min(1, middle + half))
    }

    /// By Clopper and Pearson: never holds less often than the level says.
    ///
    /// - Throws: `outOfRange`.
    public static func exact(
        hits: Int, of count: Int, level: Double
    ) throws(EstimateError) -> ProbabilityInterval {
        try check(hits, count, level)
        let tail = (1 - level) / 2
        let (k, rest) = (Double(hits), Double(count - hits))
        return ProbabilityInterval(
            lower: hits == 0 ? 0 : IncompleteBeta.inverse(tail, k, rest + 1),
            upper: hits == count ? 1 : IncompleteBeta.inverse(1 - tail, k + 1, rest))
    }

    private static func check(_ hits: Int, _ count: Int, _ level: Double) throws(EstimateError) {
        guard count > 0 else {
            throw .outOfRange(what: "n", Double(count), allowed: "1 or more")
        }
        guard (0...count).contains(hits) else {
            throw .outOfRange(what: "hits", Double(hits), allowed: "from 0 to \(count)")
        }
        try EstimateError.check(level, "level", above: 0, below: 1)
    }
}
