import Glibc

/// One figure of a scenario: known, or drawn from a distribution by one uniform figure.
///
/// - Source: docs/spec/simulation-chance.md#distributions
public enum Uncertain: Hashable, Sendable {
    case value(Double)
    case uniform(ClosedRange<Double>)
    case normal(NormalDistribution)
    case beta(BetaDistribution)
    case hurdle(HurdleBeta)
    /// Not below a least value: proceedings take a year at least.
    case lognormal(LognormalDistribution, atLeast: Double)
    case discrete(DiscreteLoss)

    /// The value of a uniform figure above 0 and below 1.
    public func draw(_ uniform: Double) -> Double {
        switch self {
        case .value(let value): value
        case .uniform(let span):
            span.lowerBound + (span.upperBound - span.lowerBound) * uniform
        case .normal(let normal): normal.quantile(uniform)
        case .beta(let beta): beta.quantile(uniform)
        case .hurdle(let hurdle): hurdle.quantile(uniform)
        case .lognormal(let lognormal, let least): max(least, lognormal.quantile(uniform))
        case .discrete(let discrete): discrete.valueAtRisk(uniform)
        }
    }

    /// In closed form.
    public var mean: Double {
        switch self {
        case .value(let value): value
        case .uniform(let span): (span.lowerBound + span.upperBound) / 2
        case .normal(let normal): normal.mean
        case .beta(let beta): beta.mean
        case .hurdle(let hurdle): hurdle.mean
        case .lognormal(let lognormal, let least): lognormal.mean(atLeast: least)
        case .discrete(let discrete): discrete.mean
        }
    }
}

extension LognormalDistribution {
    /// The mean of the greater of the variable and a least value.
    func mean(atLeast least: Double) -> Double {
        guard least > 0 else { return mean }
        let z = (log(least) - location) / sigma
        return least * Normal.cumulative(z) + mean * Normal.cumulative(sigma - z)
    }
}
