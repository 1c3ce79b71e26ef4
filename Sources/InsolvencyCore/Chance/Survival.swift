import Glibc

/// Kaplan-Meier's estimate of how long something lasts: here, how many days a client takes to pay,
/// counting those who had not paid when watching ended.
///
/// - Source: Kaplan and Meier (1958); docs/spec/simulation-chance.md#client-payments
public struct SurvivalCurve: Hashable, Sendable {
    /// One thing watched for so many days; whether the event came then, or watching ended.
    public struct Observation: Hashable, Sendable {
        public let days: Int
        public let isEvent: Bool

        public init(days: Int, isEvent: Bool) {
            self.days = days
            self.isEvent = isEvent
        }
    }

    /// The curve's fall on one day.
    public struct Step: Hashable, Sendable {
        public let days: Int
        public let atRisk: Int
        public let events: Int
        /// Share that lasts beyond these days.
        public let survival: Double
        /// Greenwood's standard error of it.
        public let standardError: Double
    }

    /// By day, each with at least one event.
    public let steps: [Step]
    /// The longest time that anything was watched.
    public let lastDay: Int

    /// - Throws: `noData`, then `outOfRange` for days below zero.
    public init(_ observations: [Observation]) throws(EstimateError) {
        guard let lastDay = observations.map(\.days).max() else {
            throw .noData(what: "durations")
        }
        for observation in observations where observation.days < 0 {
            throw .outOfRange(
                what: "durations", Double(observation.days), allowed: "zero or more")
        }
        let sorted = observations.sorted { $0.days < $1.days }
        var steps: [Step] = []
        var survival = 1.0
        var variance = 0.0
        var start = 0
        while start < sorted.count {
            var end = start
            var events = 0
            while end < sorted.count, sorted[end].days == sorted[start].days {
                events += sorted[end].isEvent ? 1 : 0
                end += 1
            }
            let atRisk = sorted.count - start
            if events > 0 {
                survival *= 1 - Double(events) / Double(atRisk)
                variance += Double(events) / (Double(atRisk) * Double(atRisk - events))
                let error = events == atRisk ? 0 : survival * variance.squareRoot()
                steps.append(
                    Step(
                        days: sorted[start].days, atRisk: atRisk, events: events,
                        survival: survival, standardError: error))
            }
            start = end
        }
        self.steps = steps
        self.lastDay = lastDay
    }

    /// The share that lasts beyond so many days.
    public func survival(after days: Int) -> Double {
        steps.last { $0.days <= days }?.survival ?? 1
    }

    /// The first day by which so much has ended, above 0 and up to 1; nil if the curve never falls so
    /// far.
    ///
    /// One half gives the median.
    public func days(untilEnded share: Double) -> Int? {
        steps.first { $0.survival <= 1 - share + 1e-12 }?.days
    }

    /// The day of the end for a uniform figure, given that it had not come after so many days.
    ///
    /// What lasts beyond the curve is taken to end on its last day; nil where nothing was watched so
    /// long, so that the curve says nothing.
    public func day(uniform: Double, waited: Int) -> Int? {
        let reached = survival(after: waited)
        guard reached > 0, waited < lastDay else { return nil }
        let target = uniform * reached
        var (low, high) = (0, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].survival <= target { high = middle } else { low = middle + 1 }
        }
        return max(waited + 1, low < steps.count ? steps[low].days : lastDay)
    }

    /// The mean number of days up to a horizon, what lasts longer counted to the horizon.
    public func restrictedMean(to horizon: Int) -> Double {
        var (mean, previous, survival) = (0.0, 0, 1.0)
        for step in steps where step.days < horizon {
            mean += survival * Double(step.days - previous)
            previous = step.days
            survival = step.survival
        }
        return mean + survival * Double(horizon - previous)
    }
}
