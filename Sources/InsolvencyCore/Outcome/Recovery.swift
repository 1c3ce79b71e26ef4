public import MoneyCore

/// The way by which money reaches a freelancer after filing.
public enum CashRoute: String, Hashable, Sendable, CaseIterable {
    case trust, client
    case setOff = "set-off"
    case quota, hedge, premium
    /// Given back to the estate; negative.
    case clawback
}

/// One payment to a freelancer after filing; a premium and what is given back are negative.
public struct CashFlow: Hashable, Sendable {
    public let route: CashRoute
    public let day: Day
    public let amount: Money
}

/// What a freelancer gets after filing, by route.
public struct Recovery: Hashable, Sendable {
    public let trust: Money
    public let client: Money
    public let setOff: Money
    public let quota: Money
    public let hedge: Money
    /// Paid for the hedge; positive.
    public let premiums: Money

    /// All routes less the premiums.
    public var total: Money {
        Money(minor: protected.minor + quota.minor, trust.currency)
    }

    /// What does not depend on the quota: all other routes less the premiums.
    public var protected: Money {
        let minor = trust.minor + client.minor + setOff.minor + hedge.minor - premiums.minor
        return Money(minor: minor, trust.currency)
    }

    static func sum(_ recoveries: [Recovery], in currency: Currency) -> Recovery {
        let total = { (part: (Recovery) -> Money) in
            Money(minor: recoveries.reduce(0) { $0 + part($1).minor }, currency)
        }
        return Recovery(
            trust: total(\.trust), client: total(\.client), setOff: total(\.setOff),
            quota: total(\.quota), hedge: total(\.hedge), premiums: total(\.premiums))
    }
}
