import EscrowCore
import MoneyCore

/// What all models share: the work, the invoices, each client's payments before and after filing.
///
/// Only the routing of the money differs. All amounts are minor units.
///
/// - Source: docs/spec/simulation.md#one-world
struct World: Sendable {
    let caseFile: CaseFile
    let scenario: Scenario
    let context: FilingContext
    /// The day of the final distribution.
    let distributionDay: Day
    let items: [WorldItem]
    let discount: Discount

    init(_ caseFile: CaseFile, _ scenario: Scenario) throws(SimulationError) {
        self.caseFile = caseFile
        self.scenario = scenario
        let time = scenario.time
        let context = try FilingContext(scenario, filingDay: caseFile.filingDay)
        self.context = context
        let span = Rounding.halfAway(
            Int128(time.years.numerator) * 365, over: Int128(time.years.denominator))
        distributionDay = context.openingDay.adding(days: Int(span ?? 0))
        discount = Discount(rate: time.discountRate)
        items = caseFile.items.map { WorldItem($0, context) }
    }

    var filingDay: Day { caseFile.filingDay }
    var openingDay: Day { context.openingDay }

    /// All that the parties together hold at the end, the same in every model.
    var total: Int64 {
        let estate = scenario.estate
        let trust = caseFile.trust
        let own =
            estate.cash.minor + estate.otherAssets.minor + estate.avoidance.minor
            + estate.collected.of(estate.receivables.minor)
        let clients = items.reduce(Int64(0)) { $0 + $1.received + $1.collected }
        return own + clients + trust.unidentified.minor + trust.refundable.minor
            + trust.agencyTopUp.minor
    }

    /// One tally for each freelancer, in the case's order, with what every model has in common.
    func tallies() -> [FreelancerTally] {
        var tallies = caseFile.freelancers.map { FreelancerTally($0) }
        let places = places
        for item in items {
            guard let place = places[item.item.freelancer] else { continue }
            tallies[place].performed += item.freelancerGross
        }
        for (freelancer, amount) in scenario.habit.oldClaims {
            guard let place = places[freelancer] else { continue }
            tallies[place].exposure += amount.minor
            tallies[place].claim += amount.minor
        }
        return tallies
    }

    /// Where each freelancer stands.
    var places: [String: Int] {
        Dictionary(
            caseFile.freelancers.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// One piece of work with what its client pays, split by its policy, in minor units.
struct WorldItem: Sendable {
    let item: WorkItem
    let clientGross: Int64
    let freelancerGross: Int64
    /// Paid by the client up to the filing day, and the freelancer's part of it.
    let received: Int64
    let receivedForFreelancer: Int64
    /// Still owed by the client.
    let open: Int64
    /// What the client pays of it after filing.
    let collected: Int64
    /// The part of an open amount that is paid.
    let paying: Share
    let paymentDay: Day

    init(_ item: WorkItem, _ context: FilingContext) {
        self.item = item
        clientGross = item.prices.clientGross.minor
        freelancerGross = item.prices.freelancerGross.minor
        received = item.receipts.reduce(0) { $0 + $1.amount.minor }
        receivedForFreelancer = Self.freelancerPart(of: received, item)
        open = clientGross - received
        let risk = context.scenario.risk(of: item.client)
        paying = risk.defaultProbability.complementOfProduct(with: risk.lossGivenDefault)
        collected = paying.of(open)
        let later = context.filingDay.adding(days: context.scenario.time.clientDays)
        let dueDay = item.invoice?.dueDay ?? later
        paymentDay = dueDay > context.filingDay ? dueDay : later
    }

    var openForFreelancer: Int64 { freelancerGross - receivedForFreelancer }

    /// The freelancer's part of so much of the client's money.
    ///
    /// - Source: docs/spec/split.md; two parts by largest remainder, a tie to the freelancer
    static func freelancerPart(of received: Int64, _ item: WorkItem) -> Int64 {
        let gross = item.prices.freelancerGross.minor
        let agency = item.prices.agencyGross.minor
        switch item.policy {
        case .freelancerFirst: return min(received, gross)
        case .agencyFirst: return received - min(received, agency)
        case .proRata:
            let part = Rounding.halfAway(
                Int128(received) * Int128(gross), over: Int128(item.prices.clientGross.minor))
            return part ?? 0
        }
    }

    /// The VAT in so much of the freelancer's gross.
    func freelancerVAT(in amount: Int64) -> Int64 {
        let vat = item.prices.freelancerGross.minor - item.prices.freelancerNet.minor
        return Self.part(vat, of: freelancerGross, in: amount)
    }

    /// The VAT in so much of the client's gross, where the agency invoiced all of it.
    func clientVAT(in amount: Int64) -> Int64 {
        Self.part(clientGross - item.prices.clientNet.minor, of: clientGross, in: amount)
    }

    /// The VAT in so much of the agency's own part, where it invoiced that part alone.
    func agencyVAT(in amount: Int64) -> Int64 {
        Self.part(
            max(0, item.prices.agencyVAT.minor), of: item.prices.agencyGross.minor, in: amount)
    }

    private static func part(_ part: Int64, of whole: Int64, in amount: Int64) -> Int64 {
        guard whole > 0 else { return 0 }
        return Rounding.halfAway(Int128(amount) * Int128(part), over: Int128(whole)) ?? 0
    }
}
