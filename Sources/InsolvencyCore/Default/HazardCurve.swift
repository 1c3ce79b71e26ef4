import Glibc

/// How likely a company is to be alive after so many days, by a rate of default that is constant
/// between knots.
///
/// `S(t) = exp(-integral of the rate)`; days are counted by Act/365.
///
/// - Source: docs/spec/simulation-chance.md#filing
public struct HazardCurve: Hashable, Sendable {
    /// A yearly rate that holds up to a day.
    public struct Segment: Hashable, Sendable {
        /// The last day on which the rate holds; the last segment's holds for good.
        public let untilDay: Int
        public let rate: Double

        public init(untilDay: Int, rate: Double) {
            self.untilDay = untilDay
            self.rate = rate
        }
    }

    private let segments: [Segment]

    /// - Throws: `noData`, then `outOfRange` for a rate below zero, or days that do not rise.
    public init(_ segments: [Segment]) throws(EstimateError) {
        guard !segments.isEmpty else { throw .noData(what: "hazard") }
        var previous = 0
        for segment in segments {
            guard segment.rate >= 0, segment.rate.isFinite else {
                throw .outOfRange(what: "hazard", segment.rate, allowed: "zero or more")
            }
            guard segment.untilDay > previous else {
                throw .outOfRange(
                    what: "hazard.untilDay", Double(segment.untilDay), allowed: "above \(previous)")
            }
            previous = segment.untilDay
        }
        self.segments = segments
    }

    /// The same rate for good.
    ///
    /// - Throws: `outOfRange` for a rate below zero.
    public init(rate: Double) throws(EstimateError) {
        try self.init([Segment(untilDay: 365, rate: rate)])
    }

    /// The rates that market spreads of rising terms imply: `average = spread / (1 - recovery)`,
    /// and between terms what makes the averages come out.
    ///
    /// Spreads of 50, 60 and 100 basis points over 3, 5 and 10 years with a recovery of 60 % give
    /// 1.25 %, 1.875 % and 3.5 %.
    ///
    /// - Parameters:
    ///   - spreads: Yearly, 0.005 for 50 basis points.
    ///   - years: Rising terms, one for each spread.
    ///   - recovery: From 0 to below 1.
    /// - Throws: `countMismatch`, then `outOfRange`, also where spreads fall so fast that a rate
    ///   would be below zero.
    public init(
        spreads: [Double], years: [Double], recovery: Double
    ) throws(EstimateError) {
        guard spreads.count == years.count else {
            throw .countMismatch(what: "years", years.count, expected: spreads.count)
        }
        let averages = try Self.averageRates(spreads: spreads, recovery: recovery)
        var segments: [Segment] = []
        var (elapsed, sum) = (0.0, 0.0)
        for (average, term) in zip(averages, years) {
            let total = average * term
            let rate = term > elapsed ? (total - sum) / (term - elapsed) : -1
            // What is left of equal spreads by rounding is no rate below zero.
            segments.append(
                Segment(
                    untilDay: Int((term * 365).rounded()), rate: abs(rate) < 1e-15 ? 0 : rate))
            (elapsed, sum) = (term, total)
        }
        try self.init(segments)
    }

    /// Average rates of default by the credit triangle.
    ///
    /// - Throws: `outOfRange` for a recovery not from 0 to below 1.
    public static func averageRates(
        spreads: [Double], recovery: Double
    ) throws(EstimateError) -> [Double] {
        guard recovery >= 0, recovery < 1 else {
            throw .outOfRange(what: "recovery", recovery, allowed: "from 0 to below 1")
        }
        return spreads.map { $0 / (1 - recovery) }
    }

    /// The yearly rate on a day.
    public func rate(on day: Int) -> Double {
        (segments.first { day <= $0.untilDay } ?? segments[segments.count - 1]).rate
    }

    /// The probability of being alive after so many days, zero or more.
    public func survival(days: Int) -> Double { exp(-cumulated(days)) }

    /// The probability of failing between two days, alive on the first.
    public func defaultProbability(from first: Int = 0, to last: Int) -> Double {
        -expm1(cumulated(first) - cumulated(last))
    }

    /// The day of default for a uniform figure above 0 and below 1; nil if not within a horizon.
    public func day(uniform: Double, horizon: Int) -> Int? {
        let target = -log1p(-uniform)
        guard cumulated(horizon) >= target else { return nil }
        var (low, high) = (0, horizon)
        while low < high {
            let middle = (low + high) / 2
            if cumulated(middle) >= target { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func cumulated(_ days: Int) -> Double {
        var (sum, start) = (0.0, 0)
        for (place, segment) in segments.enumerated() {
            let end = place == segments.count - 1 ? days : min(days, segment.untilDay)
            if end > start { sum += segment.rate * Double(end - start) / 365 }
            start = max(start, segment.untilDay)
            if days <= segment.untilDay { break }
        }
        return sum
    }
}
