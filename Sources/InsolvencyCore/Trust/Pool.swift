import EscrowCore
public import MoneyCore

/// How the trust's money is divided when it does not cover all entitlements.
///
/// - Source: docs/spec/simulation.md#pool
public enum Pool {
    /// One entitlement to the pooled money.
    public struct Entitlement: Hashable, Sendable {
        public let amount: Money
        public let isAgency: Bool

        public init(amount: Money, isAgency: Bool) {
            self.amount = amount
            self.isAgency = isAgency
        }
    }

    /// Divides a resource among entitlements: in full where it suffices, else rateably.
    ///
    /// With the agency subordinated, the agency gets only what the others leave. The resource is
    /// not negative; what exceeds all entitlements is not divided.
    ///
    /// - Returns: One amount for each entitlement, in their order.
    /// - Throws: what adding and dividing throw, as `overflow`.
    public static func divide(
        _ resource: Money, among entitlements: [Entitlement], agencySubordinated: Bool
    ) throws(SimulationError) -> [Money] {
        do {
            _ = try Money.sum(entitlements.map(\.amount), in: resource.currency)
            let shares = try PoolRule.divide(
                resource.minor,
                among: entitlements.map { entitlement in
                    PoolRule.Claim(
                        whole: entitlement.amount.minor,
                        rank: agencySubordinated && entitlement.isAgency ? .agency : .beneficiary)
                })
            return shares.given.map { Money(minor: $0, resource.currency) }
        } catch {
            throw .overflow
        }
    }
}
