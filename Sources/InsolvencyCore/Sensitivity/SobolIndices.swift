import Glibc

/// Which uncertain figures make a result uncertain: the parts of its variance.
///
/// - Source: Sobol (1993); Saltelli and others (2010); docs/spec/simulation-chance.md#sensitivity
public struct SobolIndices: Hashable, Sendable {
    public let mean: Double
    public let variance: Double
    /// What each figure explains by itself.
    public let first: [Double]
    /// What each figure explains with all others that it acts together with.
    public let total: [Double]

    /// By Gauss-Legendre quadrature over uniform spans: exact for smooth functions of a few figures.
    ///
    /// - Complexity: O(nodes^n) calls for *n* figures.
    /// - Throws: `noData`, then `outOfRange` for more than four figures.
    public static func byQuadrature(
        _ spans: [ClosedRange<Double>], nodes: Int = 40, _ result: ([Double]) -> Double
    ) throws(EstimateError) -> SobolIndices {
        guard !spans.isEmpty else { throw .noData(what: "spans") }
        guard spans.count <= 4 else {
            throw .outOfRange(what: "spans", Double(spans.count), allowed: "at most 4")
        }
        let rule = GaussLegendre(nodes: nodes)
        let count = spans.count
        let size = (0..<count).reduce(1) { size, _ in size * nodes }
        var values: [Double] = []
        values.reserveCapacity(size)
        for index in 0..<size {
            values.append(
                result(
                    spans.indices.map { place in
                        let node = rule.nodes[digit(index, place, nodes)]
                        let span = spans[place]
                        return span.lowerBound + (span.upperBound - span.lowerBound) * node
                    }))
        }
        let grid = Grid(values: values, count: count, rule: rule)
        let mean = grid.mean
        let variance = grid.secondMoment - mean * mean
        guard variance > 0 else {
            let zeros = spans.map { _ in 0.0 }
            return SobolIndices(mean: mean, variance: 0, first: zeros, total: zeros)
        }
        return SobolIndices(
            mean: mean, variance: variance,
            first: (0..<count).map { grid.varianceOfMean(keeping: $0, mean) / variance },
            total: (0..<count).map { 1 - grid.varianceOfMean(dropping: $0, mean) / variance })
    }

    /// The digit of an index in the base of the number of nodes.
    fileprivate static func digit(_ index: Int, _ place: Int, _ base: Int) -> Int {
        var rest = index
        for _ in 0..<place { rest /= base }
        return rest % base
    }

    /// By scrambled points: Saltelli's estimate of the first, Jansen's of the total indices.
    ///
    /// At most 16 distributions, since two points are drawn for each; the count is a power of two.
    ///
    /// - Complexity: O(*count* (*n* + 2)) calls for *n* figures.
    /// - Throws: `noData`, then `outOfRange`.
    public static func bySampling(
        _ distributions: [any Distribution], count: Int, seed: UInt64,
        _ result: ([Double]) -> Double
    ) throws(EstimateError) -> SobolIndices {
        guard !distributions.isEmpty else { throw .noData(what: "distributions") }
        guard count > 1, count & (count - 1) == 0 else {
            throw .outOfRange(what: "count", Double(count), allowed: "a power of two")
        }
        let n = distributions.count
        let points = try SobolSequence(dimension: 2 * n, scrambleSeed: seed)
        var (sum, squares) = (0.0, 0.0)
        var (first, total) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
        for index in 0..<count {
            let point = points.point(UInt64(index))
            let one = (0..<n).map { distributions[$0].quantile(point[$0]) }
            let other = (0..<n).map { distributions[$0].quantile(point[n + $0]) }
            let (fromOne, fromOther) = (result(one), result(other))
            sum += fromOne + fromOther
            squares += fromOne * fromOne + fromOther * fromOther
            for place in 0..<n {
                var mixed = one
                mixed[place] = other[place]
                let fromMixed = result(mixed)
                first[place] += fromOther * (fromMixed - fromOne)
                total[place] += (fromOne - fromMixed) * (fromOne - fromMixed)
            }
        }
        let size = Double(count)
        let mean = sum / (2 * size)
        let variance = squares / (2 * size) - mean * mean
        let scale = variance > 0 ? 1 / (variance * size) : 0
        return SobolIndices(
            mean: mean, variance: variance, first: first.map { $0 * scale },
            total: total.map { $0 * scale / 2 })
    }
}

/// Values on a grid of quadrature nodes, the first figure's node changing fastest.
private struct Grid {
    let values: [Double]
    let count: Int
    let rule: GaussLegendre

    var mean: Double { average(values) }
    var secondMoment: Double { average(values.map { $0 * $0 }) }

    /// The variance of the mean over all other figures.
    func varianceOfMean(keeping place: Int, _ mean: Double) -> Double {
        var kept = values
        for other in (0..<count).reversed() where other != place {
            kept = averaged(kept, over: other)
        }
        return zip(kept, rule.weights).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    }

    /// The variance of the mean over one figure.
    func varianceOfMean(dropping place: Int, _ mean: Double) -> Double {
        average(averaged(values, over: place).map { ($0 - mean) * ($0 - mean) })
    }

    private func averaged(_ values: [Double], over place: Int) -> [Double] {
        let nodes = rule.nodes.count
        let step = (0..<place).reduce(1) { step, _ in step * nodes }
        return (0..<values.count / nodes).map { index in
            let base = index / step * step * nodes + index % step
            return (0..<nodes).reduce(0) { $0 + rule.weights[$1] * values[base + $1 * step] }
        }
    }

    private func average(_ values: [Double]) -> Double {
        var rest = values
        while rest.count > 1 { rest = averaged(rest, over: 0) }
        return rest[0]
    }
}

/// Nodes and weights on 0 to 1 that integrate polynomials of degree 2n - 1 exactly.
///
/// - Source: NIST Digital Library of Mathematical Functions 3.5.15, by Newton's method
struct GaussLegendre: Sendable {
    let nodes: [Double]
    let weights: [Double]

    init(nodes count: Int) {
        var nodes: [Double] = []
        var weights: [Double] = []
        for index in 0..<count {
            var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 1.0
            for _ in 0..<100 {
                var (before, value) = (1.0, x)
                for degree in stride(from: 2, through: count, by: 1) {
                    let n = Double(degree)
                    (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n)
                }
                slope = Double(count) * (x * value - before) / (x * x - 1)
                let step = value / slope
                x -= step
                if abs(step) < 1e-16 { break }
            }
            nodes.append((1 + x) / 2)
            weights.append(1 / ((1 - x * x) * slope * slope))
        }
        self.nodes = nodes
        self.weights = weights
    }
}
