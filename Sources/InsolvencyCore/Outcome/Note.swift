public import MoneyCore

/// What a reader must know besides the figures.
///
/// - Source: docs/spec/simulation.md#notes
public enum Note: Hashable, Sendable {
    /// Under (a) these freelancers end with more than under (d), together by this amount: the
    /// agency had paid them before the client paid.
    case standardPaysMore(freelancers: [String], by: Money)
    /// The trust does not protect against a client that never pays: so much is still open.
    case clientMayNotPay(Money)
    /// Under (b) and (c) payments in the last three months without a routing agreement made
    /// before the work may be taken back; the simulation does not deduct them.
    case directPaymentsAtRisk(Money)
    /// The agency paid more to freelancers than it had received and owned.
    case agencyOverdrawn(PaymentModel, Money)
    case ending(PaymentModel, Waterfall.Ending)
    case hedgeFailed(Hedge.Failure)
    /// What this hedge costs a year, of so much invoiced in a year.
    case hedgeCost(perYear: Money, invoicedPerYear: Money)
    /// With a fixed quota the estate does not pay for it: short by this amount.
    case fixedQuotaAboveEstate(PaymentModel, Money)
    case unverifiedCourtFees(since: Day)
}
