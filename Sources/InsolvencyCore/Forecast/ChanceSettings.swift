import Glibc

/// What is uncertain given that the agency has failed.
///
/// Its parts are drafts that anybody may fill in; `MonteCarlo` refuses what is out of range.
///
/// - Source: docs/spec/simulation-chance.md#monte-carlo
public struct ChanceSettings: Hashable, Sendable {
    /// The quota of insolvency claims, from 0 to 1.
    public var quota: Uncertain
    /// Years from opening to distribution.
    public var years: Uncertain
    /// How long clients take from the invoice's day; nil for the scenario's days.
    public var clientPayments: SurvivalCurve?
    /// How likely the administrator asks for what may be avoided, and how likely he then wins.
    public var challenged = 1.0
    public var won = 1.0
    /// How likely the trust's grade is disputed, and how likely the trust then loses.
    public var disputed = 0.0
    public var lost = 0.0
    /// When the trust's money is paid out if it wins a dispute.
    public var disputeDays = 1205
    /// The price of a share after default; nil for the scenario's.
    public var sharePrice: Uncertain?
    /// Whether the agency fails at all within so many days; nil if that is given.
    public var filing: Filing?

    /// A failure that may come.
    public struct Filing: Hashable, Sendable {
        public let curve: HazardCurve
        public let horizonDays: Int

        public init(curve: HazardCurve, horizonDays: Int) {
            self.curve = curve
            self.horizonDays = horizonDays
        }

        /// By Merton's model of a listed agency: the constant rate that has its probability over its
        /// years.
        ///
        /// - Throws: `outOfRange` for a probability that rounds to 1.
        public init(_ model: MertonModel) throws(EstimateError) {
            let rate = -log1p(-model.defaultProbability) / model.years
            try EstimateError.check(finite: rate, "hazard")
            self.init(
                curve: try HazardCurve(rate: rate),
                horizonDays: max(1, Int((model.years * 365).rounded())))
        }
    }

    /// A quota by volume of claims, and 4.25 years on average.
    ///
    /// - Throws: never for these figures.
    public init() throws(EstimateError) {
        quota = .hurdle(try HurdleBeta.byVolume())
        years = .lognormal(try LognormalDistribution(mean: 4.25, sigma: 0.5), atLeast: 1)
    }

    /// - Throws: the first probability that is none.
    func validate() throws(EstimateError) {
        for (value, what) in [
            (challenged, "challenged"), (won, "won"), (disputed, "disputed"), (lost, "lost"),
        ] {
            try EstimateError.check(value, what, in: 0...1)
        }
        guard (0...36_500).contains(disputeDays) else {
            throw .outOfRange(
                what: "disputeDays", Double(disputeDays), allowed: "from 0 to 36500")
        }
        if let filing, filing.horizonDays < 1 {
            throw .outOfRange(
                what: "horizonDays", Double(filing.horizonDays), allowed: "1 or more")
        }
    }
}

/// How many paths are run, and by which numbers.
public struct PathSettings: Hashable, Sendable {
    /// Where the uniform figures come from.
    public enum Numbers: Hashable, Sendable {
        /// By counting: Philox.
        case counted
        /// Sobol's points, in so many independent scramblings.
        case even(replicates: Int)
    }

    public var seed: UInt64 = 1
    public var paths = 16_384
    public var numbers = Numbers.counted
    /// Of value at risk and expected shortfall.
    public var levels = [0.95, 0.99]
    /// Days after filing at which the cash that has come is shown.
    public var cashDays = [30, 60, 90, 180, 365, 730, 1095, 1460, 1825, 2555, 3650]

    public init() {}

    /// - Throws: the first figure out of range.
    func validate() throws(EstimateError) {
        guard (1...100_000_000).contains(paths) else {
            throw .outOfRange(what: "paths", Double(paths), allowed: "from 1 to 100000000")
        }
        if case .even(let replicates) = numbers {
            guard replicates >= 2, paths % replicates == 0 else {
                throw .outOfRange(
                    what: "replicates", Double(replicates),
                    allowed: "2 or more, and \(paths) paths a multiple of it")
            }
        }
        for level in levels { try EstimateError.check(level, "level", above: 0, below: 1) }
    }
}
