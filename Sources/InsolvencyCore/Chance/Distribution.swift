/// A distribution of one uncertain figure, drawn by its inverse.
///
/// - Source: docs/spec/simulation-chance.md#distributions
public protocol Distribution: Sendable {
    var mean: Double { get }
    /// The probability of at most `x`.
    func cumulative(_ x: Double) -> Double
    /// The least figure that is not exceeded with a probability from 0 to 1 (type 1).
    func quantile(_ probability: Double) -> Double
}

/// A distribution whose expected shortfall has a closed form.
public protocol TailDistribution: Distribution {
    /// The mean of the worst part `1 - level`, of losses, by atoms divided where need be.
    func expectedShortfall(_ level: Double) -> Double
}
