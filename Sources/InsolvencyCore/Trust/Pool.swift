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
        guard agencySubordinated else { return try rateable(resource, entitlements.map(\.amount)) }
        let zero = Money.zero(resource.currency)
        let others = entitlements.map { $0.isAgency ? zero : $0.amount }
        let agency = entitlements.map { $0.isAgency ? $0.amount : zero }
        let toOthers = try rateable(resource, others)
        let left = resource.minor - toOthers.reduce(0) { $0 + $1.minor }
        let toAgency = try rateable(Money(minor: left, resource.currency), agency)
        return zip(toOthers, toAgency).map { Money(minor: $0.minor + $1.minor, resource.currency) }
    }

    private static func rateable(
        _ resource: Money, _ amounts: [Money]
    ) throws(SimulationError)
        -> [Money]
    {
        do {
            let total = try Money.sum(amounts, in: resource.currency)
            guard total.minor > resource.minor else { return amounts }
            return try resource.divided(by: amounts.map(\.minor))
        } catch {
            throw .overflow
        }
    }
}
