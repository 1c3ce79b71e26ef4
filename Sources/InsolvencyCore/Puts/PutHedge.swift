import Glibc

/// How many puts cover a receivable if the company fails, and what that costs.
///
/// - Source: docs/spec/simulation-chance.md#puts
public struct PutHedge: Hashable, Sendable {
    /// E: what is at stake.
    public let exposure: Double
    /// R: what of it comes back in any case.
    public let recovery: Double
    public let put: RuinPut
    /// Shares of one contract.
    public let contractSize: Int

    /// - Throws: `outOfRange` for an exposure below zero, a recovery not from 0 to 1, a contract of
    ///   no shares, or a price after default that is not below the strike.
    public init(
        exposure: Double, recovery: Double, put: RuinPut, contractSize: Int = 100
    ) throws(EstimateError) {
        guard exposure >= 0, exposure.isFinite else {
            throw .outOfRange(what: "exposure", exposure, allowed: "zero or more")
        }
        try EstimateError.check(recovery, "recovery", in: 0...1)
        guard contractSize > 0 else {
            throw .outOfRange(what: "contractSize", Double(contractSize), allowed: "1 or more")
        }
        guard put.priceAfterDefault < put.plain.strike else {
            throw .outOfRange(
                what: "priceAfterDefault", put.priceAfterDefault,
                allowed: "below the strike \(put.plain.strike)")
        }
        self.exposure = exposure
        self.recovery = recovery
        self.put = put
        self.contractSize = contractSize
    }

    /// `N = E (1 - R) / (K - S*)`.
    public var shares: Double { exposure * (1 - recovery) / payoffPerShare }
    /// Whole contracts that are enough.
    public var contracts: Int { Int((shares / Double(contractSize) - 1e-9).rounded(.up)) }
    /// What so many shares' puts cost.
    public var premium: Double { shares * put.value }
    /// What is expected to be lost without them, discounted from the end of the term.
    public var expectedLoss: Double {
        exposure * (1 - recovery) * put.defaultProbability
            * exp(-put.plain.rate * put.plain.years)
    }
    /// With whole contracts and without their premium; below zero is a gain.
    public var lossIfDefault: Double {
        exposure * (1 - recovery) - Double(contracts * contractSize) * payoffPerShare
    }
    /// What rolling the whole contracts for a year costs.
    public var costPerYear: Double {
        Double(contracts * contractSize) * put.value / put.plain.years
    }

    private var payoffPerShare: Double { put.plain.strike - put.priceAfterDefault }
}
