/// The default rate of many equal debtors who share one normal factor.
///
/// - Source: Vasicek (2002); Basel framework CRE31; docs/spec/simulation-chance.md#portfolio
public enum Vasicek {
    /// The default rate that is not exceeded with a probability.
    ///
    /// A probability of default of 2 % and a correlation of 0.1 give 12.8 % at 99.9 %.
    ///
    /// - Throws: `outOfRange` unless probability, correlation and level are above 0 and below 1.
    public static func defaultRate(
        probability: Double, correlation: Double, level: Double
    ) throws(EstimateError) -> Double {
        try EstimateError.check(probability, "pd", above: 0, below: 1)
        try EstimateError.check(correlation, "correlation", above: 0, below: 1)
        try EstimateError.check(level, "level", above: 0, below: 1)
        return Normal.cumulative(
            (Normal.quantile(probability) + correlation.squareRoot() * Normal.quantile(level))
                / (1 - correlation).squareRoot())
    }
}
