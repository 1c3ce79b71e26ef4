public import MoneyCore

/// The five ways in which the client's money may be routed.
///
/// - Source: docs/spec/simulation.md#models
public enum PaymentModel: String, Hashable, Sendable, CaseIterable {
    /// (a) The client pays the agency, which pays the freelancer out of its own cash.
    case standard
    /// (b) The client pays freelancer and agency separately.
    case separate
    /// (c) The client pays the freelancer, who remits the agency's share.
    case collecting
    /// (d) The client pays into the trust.
    case trust
    /// (e) As (a), with put options on the agency's shares.
    case hedged

    /// The letter by which the documents name the model.
    public var letter: String {
        switch self {
        case .standard: "a"
        case .separate: "b"
        case .collecting: "c"
        case .trust: "d"
        case .hedged: "e"
        }
    }
}

/// Where the quota of insolvency claims comes from.
public enum QuotaMode: Hashable, Sendable {
    /// A share taken from experience; each payment is rounded on its own.
    case fixed(Share)
    /// What the waterfall leaves, paid in cents by largest remainder.
    case computed
}
