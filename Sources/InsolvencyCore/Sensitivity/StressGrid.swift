/// A result for every combination of a few figures' values.
///
/// - Source: docs/spec/simulation-chance.md#sensitivity
public struct StressGrid: Hashable, Sendable {
    public struct Axis: Hashable, Sendable {
        public let name: String
        public let values: [Double]

        public init(name: String, values: [Double]) {
            self.name = name
            self.values = values
        }
    }

    public let axes: [Axis]
    /// The last axis' values change fastest.
    public let results: [Double]

    private static let limit = 1_000_000

    /// - Throws: `noData` for an axis without values, then `outOfRange` for more than a million
    ///   combinations.
    public init(_ axes: [Axis], _ result: ([Double]) -> Double) throws(EstimateError) {
        var count = 1
        for axis in axes {
            guard !axis.values.isEmpty else { throw .noData(what: axis.name) }
            count = count.multipliedReportingOverflow(by: axis.values.count).partialValue
            guard count <= Self.limit else {
                throw .outOfRange(
                    what: "combinations", Double(count), allowed: "at most \(Self.limit)")
            }
        }
        self.axes = axes
        results = (0..<count).map { index in
            var rest = index
            let values = axes.reversed().map { axis in
                let value = axis.values[rest % axis.values.count]
                rest /= axis.values.count
                return value
            }
            return result(values.reversed())
        }
    }

    /// The result at the place of each axis' value.
    public func result(at places: [Int]) -> Double {
        results[zip(axes, places).reduce(0) { $0 * $1.0.values.count + $1.1 }]
    }
}
