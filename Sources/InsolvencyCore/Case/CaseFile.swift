public import MoneyCore

/// The facts at the filing day: every piece of work with the money that moved for it, and what
/// lies in the trust; a plain value that the engine builds from a book, or a person by hand.
///
/// All amounts are in one currency and bounded, so that their sums cannot overflow.
///
/// - Source: docs/spec/simulation.md#case
public struct CaseFile: Hashable, Sendable {
    public let currency: Currency
    /// The day on which the agency files; whatever is booked later is not in the case.
    public let filingDay: Day
    public let head: BookHead
    /// Whether the book is a sample, which every report must say.
    public let isSample: Bool
    /// Codes in the order of the reports.
    public let clients: [String]
    /// Codes in the order of the reports.
    public let freelancers: [String]
    public let items: [WorkItem]
    public let trust: TrustPosition

    /// The state of the book from which the case was made.
    public struct BookHead: Hashable, Sendable {
        /// How many records the log had.
        public let size: Int64
        /// The root of the Merkle tree in hexadecimal digits; empty for a case made by hand.
        public let root: String

        public init(size: Int64, root: String) {
            self.size = size
            self.root = root
        }
    }

    /// The largest sum of one kind of amounts, in minor units.
    static let limit: Int64 = 1_000_000_000_000_000

    /// - Throws: the first broken rule, in the order of the error's cases.
    public init(
        currency: Currency, filingDay: Day, head: BookHead, isSample: Bool, clients: [String],
        freelancers: [String], items: [WorkItem], trust: TrustPosition? = nil
    ) throws(CaseFileError) {
        self.currency = currency
        self.filingDay = filingDay
        self.head = head
        self.isSample = isSample
        self.clients = clients
        self.freelancers = freelancers
        self.items = items
        self.trust = trust ?? .empty(currency)
        try Self.checkUnique(clients)
        try Self.checkUnique(freelancers)
        let (knownClients, knownFreelancers) = (Set(clients), Set(freelancers))
        for item in items {
            guard knownClients.contains(item.client) else {
                throw .unknownClient(item.client, engagement: item.engagement)
            }
            guard knownFreelancers.contains(item.freelancer) else {
                throw .unknownFreelancer(item.freelancer, engagement: item.engagement)
            }
            try check(item)
        }
        try checkTotals()
    }

    private static func checkUnique(_ codes: [String]) throws(CaseFileError) {
        var seen: Set<String> = []
        for code in codes where !seen.insert(code).inserted { throw .duplicateParty(code) }
    }

    private func check(_ item: WorkItem) throws(CaseFileError) {
        guard item.prices.clientNet.currency == currency else {
            throw .currencyMismatch(currency, item.prices.clientNet.currency)
        }
        guard item.performedFrom <= item.performedTo else {
            throw .workEndsBeforeItBegins(
                engagement: item.engagement, from: item.performedFrom, to: item.performedTo)
        }
        try checkDay(item.performedTo, "Work", item)
        if let invoice = item.invoice { try checkDay(invoice.day, "An invoice", item) }
        for receipt in item.receipts {
            try checkDay(receipt.day, "A receipt", item)
            try check(receipt.amount, "A receipt of engagement \(item.engagement)")
        }
        for payout in item.payouts {
            try checkDay(payout.day, "A payout", item)
            try check(payout.amount, "A payout of engagement \(item.engagement)")
        }
        let holding = item.holding
        for amount in [
            holding.freelancer, holding.freelancerInFlight, holding.agency, holding.agencyInFlight,
            holding.agencyPaid,
        ] {
            try check(amount, "A holding of engagement \(item.engagement)")
        }
        let received = try Self.sum(item.receipts.map(\.amount), currency)
        guard received.minor <= item.prices.clientGross.minor else {
            throw .receivedMoreThanGross(
                engagement: item.engagement, received: received, gross: item.prices.clientGross)
        }
    }

    private func checkDay(_ day: Day, _ what: String, _ item: WorkItem) throws(CaseFileError) {
        guard day <= filingDay else {
            throw .afterFilingDay(engagement: item.engagement, what: what, day: day)
        }
    }

    private func check(_ amount: Money, _ what: String) throws(CaseFileError) {
        guard amount.currency == currency else {
            throw .currencyMismatch(currency, amount.currency)
        }
        guard !amount.isNegative else { throw .negative(amount, what: what) }
    }

    /// Checks the trust's own figures and that no total can overflow what is computed from it.
    private func checkTotals() throws(CaseFileError) {
        try check(trust.unidentified, "Unidentified money")
        try check(trust.refundable, "Money refundable to clients")
        try check(trust.shortfall, "The shortfall")
        try check(trust.agencyTopUp, "The agency's top-up")
        let holdings = items.flatMap {
            let holding = $0.holding
            return [
                holding.freelancer, holding.freelancerInFlight, holding.agency,
                holding.agencyInFlight,
            ]
        }
        let entitlements = try bounded(
            holdings + [trust.unidentified, trust.refundable, trust.agencyTopUp])
        _ = try bounded(items.map(\.prices.clientGross))
        _ = try bounded(items.flatMap { $0.payouts.map(\.amount) + [$0.holding.agencyPaid] })
        guard trust.shortfall.minor <= entitlements.minor else {
            throw .shortfallAboveEntitlements(
                shortfall: trust.shortfall, entitlements: entitlements)
        }
    }

    private func bounded(_ amounts: [Money]) throws(CaseFileError) -> Money {
        let total = try Self.sum(amounts, currency)
        guard total.minor <= Self.limit else { throw .amountTooLarge(total) }
        return total
    }

    private static func sum(
        _ amounts: [Money], _ currency: Currency
    ) throws(CaseFileError)
        -> Money
    {
        do { return try Money.sum(amounts, in: currency) } catch { throw .overflow }
    }
}
