public import MoneyCore

/// What one freelancer, or all of them together, keep and lose under one model.
///
/// - Source: docs/spec/simulation.md#result
public struct FreelancerResult: Hashable, Sendable {
    /// The freelancer's code; nil for the total.
    public let freelancer: String?
    /// The gross value of all work up to filing.
    public let performed: Money
    /// Received before filing.
    public let alreadyPaid: Money
    /// The gross value of work up to filing for which no final money has come.
    public let exposure: Money
    /// The part of the exposure that lies in the trust.
    public let inTrust: Money
    /// The part of the exposure that the client has not paid yet.
    public let withClient: Money
    public let recovered: Recovery
    /// Received before filing and given back after opening.
    public let clawedBack: Money
    /// Exposure and what was given back, less what is recovered; negative if a hedge pays more than was at stake.
    public let loss: Money
    /// The loss less the VAT that need not be paid on it.
    public let lossNetOfVAT: Money
    /// By day, then in the order of the routes.
    public let cash: [CashFlow]
    /// What the cash is worth on the filing day.
    public let presentValue: Money

    /// What is recovered without the quota, in hundredths of a percent of the exposure; nil if
    /// nothing is exposed.
    public var protectedShare: Int64? { share(recovered.protected) }

    /// All that is recovered, in hundredths of a percent of the exposure; nil if nothing is
    /// exposed.
    public var recoveredShare: Int64? { share(recovered.total) }

    /// The first day on which money comes; nil if none does.
    public var firstCashDay: Day? { cash.first { $0.amount.isPositive }?.day }

    /// All that the freelancer has in the end: paid before and kept, and recovered after.
    public var finally: Money {
        Money(
            minor: alreadyPaid.minor - clawedBack.minor + recovered.total.minor,
            performed.currency)
    }

    private func share(_ part: Money) -> Int64? {
        guard exposure.isPositive else { return nil }
        return Rounding.halfAway(Int128(part.minor) * 10_000, over: Int128(exposure.minor))
    }

    /// Adds up several freelancers; the loss net of VAT and present values are sums of the rows.
    static func total(_ rows: [FreelancerResult], in currency: Currency) -> FreelancerResult {
        let sum = { (part: (FreelancerResult) -> Money) in
            Money(minor: rows.reduce(0) { $0 + part($1).minor }, currency)
        }
        return FreelancerResult(
            freelancer: nil, performed: sum(\.performed), alreadyPaid: sum(\.alreadyPaid),
            exposure: sum(\.exposure), inTrust: sum(\.inTrust), withClient: sum(\.withClient),
            recovered: Recovery.sum(rows.map(\.recovered), in: currency),
            clawedBack: sum(\.clawedBack), loss: sum(\.loss),
            lossNetOfVAT: sum(\.lossNetOfVAT), cash: CashFlow.merged(rows.flatMap(\.cash)),
            presentValue: sum(\.presentValue))
    }
}

extension CashFlow {
    /// Adds up flows of the same day and route, in the order of days, then of routes.
    static func merged(_ flows: [CashFlow]) -> [CashFlow] {
        var merged: [CashFlow] = []
        for flow in flows.sorted(by: { $0.order < $1.order }) {
            if let last = merged.last, last.order == flow.order {
                merged[merged.count - 1] = CashFlow(
                    route: flow.route, day: flow.day,
                    amount: Money(
                        minor: last.amount.minor + flow.amount.minor, flow.amount.currency))
            } else {
                merged.append(flow)
            }
        }
        return merged
    }

    private var order: (Int32, Int) {
        (day.number, CashRoute.allCases.firstIndex(of: route) ?? 0)
    }
}
