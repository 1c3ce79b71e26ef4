/// Losses of equally likely paths, with estimates and their standard errors.
///
/// - Source: docs/spec/simulation-chance.md#risk
public struct LossSample: Hashable, Sendable {
    /// In ascending order.
    public let losses: [Double]
    public let mean: Double
    /// Of one loss, with n - 1.
    public let variance: Double

    /// - Throws: `noData`, then `outOfRange` for a figure that is not finite.
    public init(_ losses: [Double]) throws(EstimateError) {
        guard !losses.isEmpty else { throw .noData(what: "losses") }
        for loss in losses { try EstimateError.check(finite: loss, "loss") }
        let sorted = losses.sorted()
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.losses = sorted
        self.mean = mean
        variance = sorted.count > 1 ? squares / Double(sorted.count - 1) : 0
    }

    public var meanError: Double { (variance / Double(losses.count)).squareRoot() }

    /// The least loss of the sample that is not exceeded by the level's share of it (type 1).
    public func valueAtRisk(_ level: Double) -> Double { losses[place(level)] }

    /// Between neighbours (type 7), as numpy has it; only to compare with others' figures.
    public func interpolatedQuantile(_ level: Double) -> Double {
        let position = level * Double(losses.count - 1)
        let below = min(losses.count - 1, Int(position))
        let above = min(losses.count - 1, below + 1)
        return losses[below] + (position - Double(below)) * (losses[above] - losses[below])
    }

    /// The mean of the worst part `1 - level`; an atom at the quantile is divided.
    public func expectedShortfall(_ level: Double) -> Double {
        let value = valueAtRisk(level)
        let above = losses.reduce(0) { $0 + max(0, $1 - value) }
        return value + above / (Double(losses.count) * (1 - level))
    }

    /// Half the width of the span of order statistics that holds the quantile with 68.27 %.
    ///
    /// It needs no density, so that an atom gives zero and not infinity.
    public func valueAtRiskError(_ level: Double) -> Double {
        let count = Double(losses.count)
        let spread = (count * level * (1 - level)).squareRoot()
        let low = max(0, Int((count * level - spread).rounded(.down)) - 1)
        let high = min(losses.count - 1, Int((count * level + spread).rounded(.up)) - 1)
        return (losses[max(low, 0)]...losses[max(high, low)]).length / 2
    }

    public func expectedShortfallError(_ level: Double) -> Double {
        let value = valueAtRisk(level)
        let tail = losses.suffix(losses.count - place(level) - 1)
        let excess = tail.map { $0 - value }
        let mean = excess.reduce(0, +) / Double(max(1, excess.count))
        let variance =
            excess.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, excess.count - 1))
        return StandardError.expectedShortfall(
            level, tailVariance: variance, excess: expectedShortfall(level) - value,
            count: losses.count)
    }

    /// The share of paths with a loss above a limit.
    public func share(above limit: Double) -> Double {
        Double(losses.count - firstPlace(above: limit)) / Double(losses.count)
    }

    /// The share of paths with exactly this loss.
    public func share(at loss: Double) -> Double {
        let above = firstPlace(above: loss)
        var start = above
        while start > 0, losses[start - 1] == loss { start -= 1 }
        return Double(above - start) / Double(losses.count)
    }

    private func place(_ level: Double) -> Int {
        let rank = Int((level * Double(losses.count) - 1e-9).rounded(.up))
        return min(losses.count - 1, max(0, rank - 1))
    }

    private func firstPlace(above limit: Double) -> Int {
        var (low, high) = (0, losses.count)
        while low < high {
            let middle = (low + high) / 2
            if losses[middle] > limit { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension ClosedRange<Double> {
    fileprivate var length: Double { upperBound - lowerBound }
}
