import Glibc

/// How much a portfolio of many debtors may lose, whose defaults move together through one common
/// factor: for an association whose members work for many agencies.
///
/// For one agency's default it is the wrong tool: that loss is one event.
///
/// - Source: CreditRisk+ (CSFB 1997), one sector, Panjer's recursion;
///   docs/spec/simulation-chance.md#portfolio
public struct CreditRiskPlus: Hashable, Sendable {
    public struct Obligor: Hashable, Sendable {
        /// What is lost if the obligor fails.
        public let exposure: Double
        public let defaultProbability: Double

        public init(exposure: Double, defaultProbability: Double) {
            self.exposure = exposure
            self.defaultProbability = defaultProbability
        }
    }

    public let exposure: Double
    public let expectedLoss: Double
    /// Exposures are rounded up to whole units; expected losses stay.
    public let unit: Double
    /// Of the rounded portfolio, and of the portfolio as it is.
    public let deviation: Double
    public let unroundedDeviation: Double
    /// The probability of a loss of so many units, until nearly all is counted.
    public let probabilities: [Double]

    /// - Parameters:
    ///   - obligors: With exposures and probabilities above zero.
    ///   - deviationRatio: The factor's standard deviation over its mean; 0.5 in the model's
    ///     document.
    ///   - unit: Nil for the largest exposure over 100, rounded up.
    ///   - coverage: How much probability is to be counted.
    /// - Throws: `noData`, `outOfRange`, then `noSolution` for a portfolio so large that the
    ///   probability of no loss is no longer a number.
    public init(
        _ obligors: [Obligor], deviationRatio: Double, unit: Double? = nil,
        coverage: Double = 1 - 1e-9
    ) throws(EstimateError) {
        guard let largest = obligors.map(\.exposure).max() else { throw .noData(what: "obligors") }
        for obligor in obligors {
            try EstimateError.check(obligor.exposure, "exposure", above: 0)
            guard obligor.defaultProbability > 0, obligor.defaultProbability <= 1 else {
                throw .outOfRange(
                    what: "pd", obligor.defaultProbability, allowed: "above 0 and at most 1")
            }
        }
        try EstimateError.check(deviationRatio, "deviationRatio", above: 0)
        try EstimateError.check(coverage, "coverage", above: 0, below: 1)
        let size = unit ?? (largest / 100).rounded(.up)
        try EstimateError.check(size, "unit", above: 0)
        let expected = obligors.map { $0.exposure * $0.defaultProbability }
        let bands = obligors.map { max(1, ($0.exposure / size).rounded(.up)) }
        let units = expected.map { $0 / size }
        let defaults = zip(units, bands).reduce(0) { $0 + $1.0 / $1.1 }
        let common = deviationRatio * deviationRatio
        let sum = expected.reduce(0, +)
        exposure = obligors.reduce(0) { $0 + $1.exposure }
        expectedLoss = sum
        self.unit = size
        let banded = zip(units, bands).reduce(0) { $0 + $1.0 * $1.1 }
        let own = zip(expected, obligors).reduce(0) { $0 + $1.0 * $1.1.exposure }
        deviation = (banded * size * size + common * sum * sum).squareRoot()
        unroundedDeviation = (own + common * sum * sum).squareRoot()
        probabilities = try Self.recursion(
            bands: bands.map { Int($0) }, units: units, defaults: defaults, common: common, coverage
        )
    }

    /// A_0 = (1 - p)^alpha; A_n = p / (n mu) sum over v of eps_v (alpha - 1 + n / v) A_(n-v).
    private static func recursion(
        bands: [Int], units: [Double], defaults: Double, common: Double, _ coverage: Double
    ) throws(EstimateError) -> [Double] {
        let alpha = 1 / common
        let beta = common * defaults
        let p = beta / (1 + beta)
        var byBand: [Int: Double] = [:]
        for (band, units) in zip(bands, units) { byBand[band, default: 0] += units }
        let sorted = byBand.sorted { $0.key < $1.key }
        let none = pow(1 - p, alpha)
        guard none > 1e-300 else { throw .noSolution(what: "probability of no loss") }
        var result = [none]
        var counted = none
        let limit = 5_000_000
        while counted < coverage, result.count < limit {
            let n = result.count
            var sum = 0.0
            for (band, units) in sorted {
                if band > n { break }
                sum += units * (alpha - 1 + Double(n) / Double(band)) * result[n - band]
            }
            let next = p / (Double(n) * defaults) * sum
            counted += next
            result.append(next)
        }
        return result
    }

    /// The loss that is not exceeded with the level's probability, a whole number of units.
    public func valueAtRisk(_ level: Double) -> Double { Double(band(level).index) * unit }

    /// The same, interpolated within its unit, as the model's document shows it.
    public func interpolatedValueAtRisk(_ level: Double) -> Double {
        let (index, before) = band(level)
        guard index > 0, probabilities[index] > 0 else { return 0 }
        return (Double(index) - 1 + (level - before) / probabilities[index]) * unit
    }

    /// The mean of the worst part `1 - level`, by whole units.
    public func expectedShortfall(_ level: Double) -> Double {
        let value = valueAtRisk(level)
        var above = 0.0
        for (index, probability) in probabilities.enumerated() {
            above += max(0, Double(index) * unit - value) * probability
        }
        return value + above / (1 - level)
    }

    private func band(_ level: Double) -> (index: Int, before: Double) {
        var sum = 0.0
        for (index, probability) in probabilities.enumerated() {
            if sum + probability >= level { return (index, sum) }
            sum += probability
        }
        return (probabilities.count - 1, sum)
    }
}
