/// Why an estimate cannot be made of the figures given.
public enum EstimateError: Error, Equatable, Sendable {
    /// `what` names the figure as a scenario file or an oracle does.
    case outOfRange(what: String, Double, allowed: String)
    case noData(what: String)
    case countMismatch(what: String, Int, expected: Int)
    /// The equations have no solution that the search finds.
    case noSolution(what: String)
}

extension EstimateError: CustomStringConvertible {
    /// What happened, with its values, and what is allowed.
    public var description: String {
        switch self {
        case .outOfRange(let what, let value, let allowed):
            "\(what) is \(value); it must be \(allowed)."
        case .noData(let what): "There are no figures for \(what); give at least one."
        case .countMismatch(let what, let count, let expected):
            "\(what) has \(count) figures; \(expected) are expected."
        case .noSolution(let what):
            "No \(what) fits these figures; check them, or state it yourself."
        }
    }
}

extension EstimateError {
    /// Refuses a figure that is not a number or not strictly inside an interval.
    static func check(
        _ value: Double, _ what: String, above lower: Double, below upper: Double = .infinity
    ) throws(EstimateError) {
        guard value > lower, value < upper else {
            let allowed =
                upper.isFinite ? "above \(lower) and below \(upper)" : "above \(lower) and finite"
            throw .outOfRange(what: what, value, allowed: allowed)
        }
    }

    /// Refuses a figure that is not a number or outside a closed interval.
    static func check(
        _ value: Double, _ what: String, in range: ClosedRange<Double>
    ) throws(EstimateError) {
        guard range.contains(value) else {
            throw .outOfRange(
                what: what, value, allowed: "from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    /// Refuses a figure that is not finite.
    static func check(finite value: Double, _ what: String) throws(EstimateError) {
        guard value.isFinite else { throw .outOfRange(what: what, value, allowed: "finite") }
    }
}
