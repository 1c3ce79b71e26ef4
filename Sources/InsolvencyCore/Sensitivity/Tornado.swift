/// How much a result moves when one figure at a time goes from its low to its high value.
///
/// - Source: docs/spec/simulation-chance.md#sensitivity
public struct Tornado: Hashable, Sendable {
    /// One figure with its plausible span.
    public struct Parameter: Hashable, Sendable {
        public let name: String
        public let low: Double
        public let base: Double
        public let high: Double

        public init(name: String, low: Double, base: Double, high: Double) {
            self.name = name
            self.low = low
            self.base = base
            self.high = high
        }
    }

    public struct Bar: Hashable, Sendable {
        public let name: String
        /// The result at the figure's low value, and at its high one.
        public let low: Double
        public let high: Double

        public var swing: Double { abs(high - low) }
    }

    public let base: Double
    /// By swing, the largest first; equal ones in the order of the figures.
    public let bars: [Bar]

    public init(_ parameters: [Parameter], _ result: ([Double]) -> Double) {
        let values = parameters.map(\.base)
        base = result(values)
        let bars = parameters.enumerated().map { place, parameter in
            var (low, high) = (values, values)
            low[place] = parameter.low
            high[place] = parameter.high
            return Bar(name: parameter.name, low: result(low), high: result(high))
        }
        self.bars = bars.enumerated()
            .sorted { ($1.element.swing, $0.offset) < ($0.element.swing, $1.offset) }
            .map(\.element)
    }
}
