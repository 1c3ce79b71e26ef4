import LedgerCore

extension Account {
    /// What becomes of a payout out of this account that comes back, for people.
    ///
    /// - Source: docs/spec/events.md#J13
    var whenBack: String {
        switch self {
        case .freelancerAvailable, .agencyAvailable, .producerAvailable:
            "it is held until it is released"
        case .clientRefundable: "it is refundable again"
        case .unidentified: "it waits unidentified again"
        default: "it is there again"
        }
    }
}
