public import MoneyCore

/// What the puts of model (e) did for one freelancer.
///
/// - Source: docs/spec/simulation.md#model-e
public struct Hedge: Hashable, Sendable {
    /// Why puts gave nothing.
    public enum Failure: String, Hashable, Sendable, CaseIterable {
        case noPuts, notListed, expired, noFall
    }

    public let freelancer: String
    /// Of 100 shares each.
    public let contracts: Int64
    public let payoff: Money
    /// For all rolls.
    public let premiums: Money
    /// What one year of this hedge costs.
    public let costPerYear: Money
    /// Nil if the puts paid.
    public let failure: Failure?
}

/// (e) As (a), with puts on the agency's shares that each freelancer holds.
enum HedgedModel {
    private static let sharesPerContract: Int64 = 100

    /// Sizes and settles the puts of one freelancer, on what the quota leaves of the exposure.
    static func hedge(
        _ freelancer: String, uncovered: Money, _ puts: PutSettings?, filingDay: Day
    ) throws(SimulationError) -> Hedge {
        let none = { (failure: Hedge.Failure) in
            let zero = Money.zero(uncovered.currency)
            return Hedge(
                freelancer: freelancer, contracts: 0, payoff: zero, premiums: zero,
                costPerYear: zero, failure: failure)
        }
        guard let puts else { return none(.noPuts) }
        guard puts.isListed else { return none(.notListed) }
        let gap = puts.strike.minor - puts.priceAtFiling.minor
        let contracts = contracts(puts, uncovered: uncovered.minor, gap: gap)
        let isExpired = puts.expiry < filingDay
        let failure: Hedge.Failure? = isExpired ? .expired : gap <= 0 ? .noFall : nil
        let shares = try product(contracts, sharesPerContract)
        let premium = try product(shares, puts.premium.minor)
        let yearly = Rounding.halfAway(Int128(premium) * 12, over: Int128(puts.monthsPerRoll))
        guard let yearly else { throw .overflow }
        let money = { (minor: Int64) in Money(minor: minor, uncovered.currency) }
        return Hedge(
            freelancer: freelancer, contracts: contracts,
            payoff: money(failure == nil ? try product(shares, gap) : 0),
            premiums: money(try product(premium, puts.rolls)), costPerYear: money(yearly),
            failure: failure)
    }

    /// So many whole contracts as cover the ratio of what is uncovered; sized for a price of zero
    /// if the price did not fall below the strike.
    private static func contracts(_ puts: PutSettings, uncovered: Int64, gap: Int64) -> Int64 {
        switch puts.size {
        case .contracts(let count): return count
        case .ratio(let ratio):
            let perShare = gap > 0 ? gap : puts.strike.minor
            guard perShare > 0, uncovered > 0 else { return 0 }
            let need = Int128(uncovered) * Int128(ratio.numerator)
            let each = Int128(perShare) * Int128(sharesPerContract) * Int128(ratio.denominator)
            return Int64((need + each - 1) / each)
        }
    }

    private static func product(_ first: Int64, _ second: Int64) throws(SimulationError) -> Int64 {
        let (product, overflow) = first.multipliedReportingOverflow(by: second)
        guard !overflow, product <= CaseFile.limit else { throw .overflow }
        return product
    }
}
