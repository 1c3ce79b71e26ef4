import EscrowCore
import MoneyCore

/// What one model gives each freelancer as a linear function of what is drawn, in minor units.
///
/// The figures come from the one-case simulation's own routing with clients that all pay, so that
/// the two never differ in law.
struct PathVariant: Sendable {
    /// What open client money of one freelancer is, by client.
    struct Open: Sendable {
        let client: Int
        let minor: Double
    }

    /// Open client money of all freelancers that comes in the same way.
    struct Wave: Hashable, Sendable {
        let client: Int
        /// Days from filing by the scenario, and how long the invoice has waited.
        let days: Int
        let waited: Int?
    }

    let exposure: [Double]
    let claim: [Double]
    /// Out of the trust, and by set-off.
    let trust: [Double]
    let setOff: [Double]
    /// Given back if it is asked for and won.
    let clawback: [Double]
    /// Per freelancer, its part of `open`.
    let spans: [Range<Int>]
    let open: [Open]
    /// Per wave, what all freelancers get of it.
    let waves: [(wave: Wave, minor: Double)]
    /// Whether a client's default becomes a claim against the agency.
    let isGuaranteed: Bool

    init(_ routed: Routed, _ world: World, clients: [String: Int], isGuaranteed: Bool) {
        let settings = world.scenario.avoidance
        let revived =
            settings.isTested
            ? Clawback(routed.payments, settings.rules(world.context)).revived : [:]
        let sum = { (tally: FreelancerTally, route: CashRoute) in
            Double(tally.cash.reduce(Int64(0)) { $1.route == route ? $0 + $1.minor : $0 })
        }
        exposure = routed.tallies.map { Double($0.exposure) }
        claim = routed.tallies.map { Double($0.claim) }
        trust = routed.tallies.map { sum($0, .trust) }
        setOff = routed.tallies.map { sum($0, .setOff) }
        clawback = routed.tallies.map { Double(revived[$0.freelancer] ?? 0) }
        self.isGuaranteed = isGuaranteed
        var open: [Open] = []
        var spans: [Range<Int>] = []
        var waves: [Wave: Int64] = [:]
        for tally in routed.tallies {
            let start = open.count
            var byClient: [Int: Int64] = [:]
            for cash in tally.cash {
                guard let item = cash.item, let client = clients[item.client] else { continue }
                byClient[client, default: 0] += cash.minor
                let wave = Wave(
                    client: client, days: world.filingDay.days(to: cash.day),
                    waited: item.invoice.map { $0.day.days(to: world.filingDay) })
                waves[wave, default: 0] += cash.minor
            }
            for (client, minor) in byClient.sorted(by: { $0.key < $1.key }) {
                open.append(Open(client: client, minor: Double(minor)))
            }
            spans.append(start..<open.count)
        }
        self.open = open
        self.spans = spans
        self.waves = waves.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) }
    }
}

extension PathVariant.Wave: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        (left.client, left.days, left.waited ?? -1) < (right.client, right.days, right.waited ?? -1)
    }
}

/// What all paths have in common: every model's variant, and how figures are drawn.
struct PathPlan: Sendable {
    /// One model: as stated, and for (d) as it is if the trust loses a dispute.
    struct Model: Sendable {
        let model: PaymentModel
        let stated: PathVariant
        let lost: PathVariant?
        /// Shares hedged and premiums, per freelancer; empty without puts.
        let shares: [Double]
        let premiums: [Double]
    }

    let models: [Model]
    let freelancers: [String]
    let risks: [ClientRisk]
    /// One month's pay, per freelancer.
    let monthly: [Double]
    let strike: Double
    let statedPrice: Double
    let releaseDays: Int
    let openingDays: Int
    let repaymentDays: Int
    let discountRate: Double

    init(_ caseFile: CaseFile, _ scenario: Scenario) throws(SimulationError) {
        let outcome = try Simulation.run(caseFile, scenario)
        let world = try World(caseFile, scenario.withoutClientRisk)
        var clients: [String: Int] = [:]
        for (place, client) in caseFile.clients.enumerated() { clients[client] = place }
        var models: [Model] = []
        for result in outcome.models {
            models.append(try Self.model(result, world, clients))
        }
        self.models = models
        freelancers = caseFile.freelancers
        risks = caseFile.clients.map(scenario.risk)
        monthly = Self.monthly(world)
        strike = Double(scenario.puts?.strike.minor ?? 0)
        statedPrice = Double(scenario.puts?.priceAtFiling.minor ?? 0)
        releaseDays = scenario.trust.releaseDays
        openingDays = world.filingDay.days(to: world.openingDay)
        repaymentDays = openingDays + scenario.avoidance.repaymentDays
        discountRate = scenario.time.discountRate.value
    }

    private static func model(
        _ result: ModelResult, _ world: World, _ clients: [String: Int]
    ) throws(SimulationError) -> Model {
        let settings = world.scenario.trust
        let isTrust = result.model == .trust
        let variant = { (grade: TrustGrade) throws(SimulationError) in
            PathVariant(
                try Simulation.route(result.model, world, grade), world, clients: clients,
                isGuaranteed: isTrust && settings.guaranteesClients)
        }
        let pays = { (hedge: Hedge) in hedge.failure == nil || hedge.failure == .noFall }
        return Model(
            model: result.model, stated: try variant(settings.grade),
            lost: isTrust && settings.grade != .quotaOnly ? try variant(.quotaOnly) : nil,
            shares: result.hedges.map { pays($0) ? Double($0.contracts * 100) : 0 },
            premiums: result.hedges.map { Double($0.premiums.minor) })
    }

    /// All that was earned over the days from the first work to the last, for a twelfth of a year.
    private static func monthly(_ world: World) -> [Double] {
        let first = world.items.map(\.item.performedFrom).min() ?? world.filingDay
        let last = world.items.map(\.item.performedTo).max() ?? world.filingDay
        let days = Double(first.days(to: last) + 1)
        return world.tallies().map { Double($0.performed) / days * 365 / 12 }
    }
}
