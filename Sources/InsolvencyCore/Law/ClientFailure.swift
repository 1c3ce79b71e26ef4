public import MoneyCore

/// A client fails: what it had paid and its administrator wants back, and what it still owes.
///
/// - Source: InsO §§130 to 144; docs/spec/simulation-law.md#failure-of-a-client
public struct ClientFailure: Hashable, Sendable {
    public let rules: AvoidanceRules
    /// The client's own quota.
    public let quota: Share
    /// Years from opening to the client's distribution.
    public let years: Share

    public init(rules: AvoidanceRules, quota: Share, years: Share) {
        self.rules = rules
        self.quota = quota
        self.years = years
    }

    /// One freelancer's side of it, in minor units.
    public struct Result: Hashable, Sendable {
        /// What he still was to get of the client.
        public let open: Int64
        /// What he must give back.
        public let givenBack: Int64
        /// The quota on both.
        public let quota: Int64

        public var lost: Int64 { open + givenBack - quota }
    }

    /// What a creditor loses who has an open claim and had been paid.
    public func settle(open: Int64, payments: [AvoidablePayment]) -> Result {
        let givenBack = Clawback(payments, rules).total
        return Result(open: open, givenBack: givenBack, quota: quota.of(open + givenBack))
    }
}
