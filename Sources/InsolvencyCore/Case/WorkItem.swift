public import EscrowCore
public import MoneyCore

/// One piece of work by one freelancer for one client: an invoice line, or the work since the
/// last invoice, with all money that has moved for it up to the filing day.
///
/// - Source: docs/spec/simulation.md#work
public struct WorkItem: Hashable, Sendable {
    public let engagement: String
    public let client: String
    public let freelancer: String
    public let freelancerVAT: FreelancerVAT
    public let clientVAT: ClientVAT
    public let title: ClaimTitle
    /// When client, agency and freelancer agreed on the routing of the money; nil if never.
    public let routingAgreedOn: Day?
    public let policy: SplitPolicy
    public let performedFrom: Day
    /// The last day of work that counts, not after the filing day.
    public let performedTo: Day
    public let hours: Hours
    public let prices: Prices
    /// Nil for work that was not invoiced by the filing day.
    public let invoice: Invoice?
    /// The client's money for this item, without what the client may have back.
    public let receipts: [Movement]
    /// Payouts to the freelancer that the bank has settled.
    public let payouts: [Movement]
    public let holding: Holding

    /// The invoice that the client has, and by when it is to be paid.
    public struct Invoice: Hashable, Sendable {
        public let number: String
        public let day: Day
        public let dueDay: Day

        public init(number: String, day: Day, dueDay: Day) {
            self.number = number
            self.day = day
            self.dueDay = dueDay
        }
    }

    /// An amount that moved on a day.
    public struct Movement: Hashable, Sendable {
        public let day: Day
        public let amount: Money

        public init(day: Day, amount: Money) {
            self.day = day
            self.amount = amount
        }
    }

    /// What lies in the trust for this item at the filing day, and what the agency has had of it.
    public struct Holding: Hashable, Sendable {
        public let freelancer: Money
        /// Exported to the bank and not yet settled or returned.
        public let freelancerInFlight: Money
        public let agency: Money
        public let agencyInFlight: Money
        /// The agency's share that has left the trust and is settled.
        public let agencyPaid: Money

        public init(
            freelancer: Money, freelancerInFlight: Money, agency: Money, agencyInFlight: Money,
            agencyPaid: Money
        ) {
            self.freelancer = freelancer
            self.freelancerInFlight = freelancerInFlight
            self.agency = agency
            self.agencyInFlight = agencyInFlight
            self.agencyPaid = agencyPaid
        }

        /// Nothing in the trust.
        public static func none(_ currency: Currency) -> Holding {
            let zero = Money.zero(currency)
            return Holding(
                freelancer: zero, freelancerInFlight: zero, agency: zero, agencyInFlight: zero,
                agencyPaid: zero)
        }
    }

    public init(
        engagement: String, client: String, freelancer: String, clientVAT: ClientVAT,
        freelancerVAT: FreelancerVAT, title: ClaimTitle, routingAgreedOn: Day? = nil,
        policy: SplitPolicy = .proRata, performedFrom: Day, performedTo: Day, hours: Hours,
        prices: Prices, invoice: Invoice? = nil, receipts: [Movement] = [],
        payouts: [Movement] = [], holding: Holding? = nil
    ) {
        self.engagement = engagement
        self.client = client
        self.freelancer = freelancer
        self.clientVAT = clientVAT
        self.freelancerVAT = freelancerVAT
        self.title = title
        self.routingAgreedOn = routingAgreedOn
        self.policy = policy
        self.performedFrom = performedFrom
        self.performedTo = performedTo
        self.hours = hours
        self.prices = prices
        self.invoice = invoice
        self.receipts = receipts
        self.payouts = payouts
        self.holding = holding ?? .none(prices.clientNet.currency)
    }
}
