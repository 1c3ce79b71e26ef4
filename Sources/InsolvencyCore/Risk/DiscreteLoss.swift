/// A loss with finitely many outcomes.
///
/// - Source: docs/spec/simulation-chance.md#risk
public struct DiscreteLoss: Hashable, Sendable {
    public struct Outcome: Hashable, Sendable {
        public let loss: Double
        public let probability: Double

        public init(loss: Double, probability: Double) {
            self.loss = loss
            self.probability = probability
        }
    }

    /// By loss, each once.
    public let outcomes: [Outcome]

    /// - Throws: `noData`, then `outOfRange` for a probability not from 0 to 1, or a sum that is
    ///   not 1 within 10^-9.
    public init(_ outcomes: [Outcome]) throws(EstimateError) {
        guard !outcomes.isEmpty else { throw .noData(what: "outcomes") }
        for outcome in outcomes {
            try EstimateError.check(finite: outcome.loss, "loss")
            try EstimateError.check(outcome.probability, "probability", in: 0...1)
        }
        let sum = outcomes.reduce(0) { $0 + $1.probability }
        guard abs(sum - 1) < 1e-9 else {
            throw .outOfRange(what: "sum of probabilities", sum, allowed: "1")
        }
        var merged: [Outcome] = []
        for outcome in outcomes.sorted(by: { $0.loss < $1.loss }) {
            if let last = merged.last, last.loss == outcome.loss {
                merged[merged.count - 1] = Outcome(
                    loss: last.loss, probability: last.probability + outcome.probability)
            } else {
                merged.append(outcome)
            }
        }
        self.outcomes = merged
    }

    /// The sum of independent losses, each of one amount or nothing, by all their combinations.
    ///
    /// - Throws: `outOfRange`, also for more than 20 of them.
    public init(
        independent obligors: [(probability: Double, loss: Double)]
    ) throws(EstimateError) {
        guard obligors.count <= 20 else {
            throw .outOfRange(what: "obligors", Double(obligors.count), allowed: "at most 20")
        }
        var states = [Outcome(loss: 0, probability: 1)]
        for obligor in obligors {
            try EstimateError.check(obligor.probability, "probability", in: 0...1)
            states = states.flatMap { state in
                [
                    Outcome(
                        loss: state.loss,
                        probability: state.probability * (1 - obligor.probability)),
                    Outcome(
                        loss: state.loss + obligor.loss,
                        probability: state.probability * obligor.probability),
                ]
            }
        }
        try self.init(states)
    }

    public var mean: Double { outcomes.reduce(0) { $0 + $1.loss * $1.probability } }

    /// The probability of exactly this loss.
    public func probability(of loss: Double) -> Double {
        outcomes.first { $0.loss == loss }?.probability ?? 0
    }

    /// The least loss that is not exceeded with the level's probability.
    public func valueAtRisk(_ level: Double) -> Double {
        var sum = 0.0
        for outcome in outcomes {
            sum += outcome.probability
            // Sums of binary fractions may fall short of a level that they reach.
            if sum >= level - 1e-12 { return outcome.loss }
        }
        return outcomes[outcomes.count - 1].loss
    }

    /// The mean of the worst part `1 - level`; an atom at the quantile is divided.
    ///
    /// Nothing with 97 %, else 100: 60 at 95 %, not 100.
    ///
    /// - Source: Rockafellar and Uryasev (2002): `VaR + E[(L - VaR)+] / (1 - level)`
    public func expectedShortfall(_ level: Double) -> Double {
        let value = valueAtRisk(level)
        let above = outcomes.reduce(0) { $0 + max(0, $1.loss - value) * $1.probability }
        return value + above / (1 - level)
    }
}
