/// A loss as many paths show it, each figure with its standard error.
///
/// - Source: docs/spec/simulation-chance.md#risk
public struct LossEstimate: Hashable, Sendable {
    /// A figure and by how much it may be off.
    public struct Estimate: Hashable, Sendable {
        public let value: Double
        public let error: Double
    }

    /// What may be lost with a small probability.
    public struct Tail: Hashable, Sendable {
        public let level: Double
        public let valueAtRisk: Estimate
        public let expectedShortfall: Estimate
    }

    /// One bar of a histogram: losses above the lower and up to the upper bound.
    public struct Bin: Hashable, Sendable {
        public let lower: Double
        public let upper: Double
        public let paths: Int
    }

    public let mean: Estimate
    public let deviation: Double
    public let median: Double
    public let least: Double
    public let greatest: Double
    public let tails: [Tail]
    /// The share of paths that lose nothing, to the cent: the atom of the distribution.
    public let nothingLost: Double
    /// The share of paths that lose the most that any path loses: the other atom.
    public let mostLost: Double
    public let histogram: [Bin]

    private static let bins = 40

    init(_ losses: [Double], _ settings: PathSettings) throws(EstimateError) {
        let sample = try LossSample(losses)
        let replicates = try Self.replicates(losses, settings)
        let estimate = { (figure: (LossSample) -> Double, error: Double) in
            Estimate(
                value: figure(sample),
                error: replicates.isEmpty ? error : Self.error(replicates.map(figure)))
        }
        mean = estimate(\.mean, sample.meanError)
        deviation = sample.variance.squareRoot()
        median = sample.valueAtRisk(0.5)
        least = sample.losses[0]
        greatest = sample.losses[sample.losses.count - 1]
        tails = settings.levels.map { level in
            Tail(
                level: level,
                valueAtRisk: estimate({ $0.valueAtRisk(level) }, sample.valueAtRiskError(level)),
                expectedShortfall: estimate(
                    { $0.expectedShortfall(level) }, sample.expectedShortfallError(level)))
        }
        nothingLost = 1 - sample.share(above: 0.5)
        mostLost = sample.share(above: greatest - 0.5)
        histogram = Self.histogram(sample)
    }

    /// One sample for each independent scrambling; none for counted numbers.
    private static func replicates(
        _ losses: [Double], _ settings: PathSettings
    ) throws(EstimateError) -> [LossSample] {
        guard case .even(let count) = settings.numbers else { return [] }
        let size = losses.count / count
        var samples: [LossSample] = []
        for place in 0..<count {
            samples.append(try LossSample(Array(losses[(place * size)..<((place + 1) * size)])))
        }
        return samples
    }

    /// The standard error of the mean of independent figures.
    private static func error(_ figures: [Double]) -> Double {
        let count = Double(figures.count)
        let mean = figures.reduce(0, +) / count
        let squares = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / (count * (count - 1))).squareRoot()
    }

    private static func histogram(_ sample: LossSample) -> [Bin] {
        let (least, greatest) = (sample.losses[0], sample.losses[sample.losses.count - 1])
        guard greatest > least else {
            return [Bin(lower: least, upper: greatest, paths: sample.losses.count)]
        }
        let width = (greatest - least) / Double(bins)
        var counts = [Int](repeating: 0, count: bins)
        for loss in sample.losses {
            let place = Int(((loss - least) / width).rounded(.up)) - 1
            counts[max(0, min(bins - 1, place))] += 1
        }
        return counts.enumerated().map { place, paths in
            Bin(
                lower: least + Double(place) * width, upper: least + Double(place + 1) * width,
                paths: paths)
        }
    }
}
