import EscrowCore
import EscrowTestSupport
import InsolvencyCore
import MoneyCore
import Testing

/// Cases and scenarios that a seed decides.
enum RandomCase {
    /// A case whose amounts are all multiples of a scale; a complete one has nothing short, and
    /// every claim is the freelancer's.
    static func caseFile(
        _ random: inout SeededRandom, scale: Int64 = 1, isComplete: Bool = false
    ) throws -> CaseFile {
        let clients = ["C-01", "C-02", "C-03"]
        let freelancers = ["F-01", "F-02", "F-03", "F-04"]
        var items: [WorkItem] = []
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            items.append(
                try item(
                    client: clients.randomElement(using: &random) ?? "C-01",
                    freelancer: freelancers.randomElement(using: &random) ?? "F-01", scale,
                    isComplete: isComplete, &random)
            )
        }
        let unidentified = Int64.random(in: 0...1_000, using: &random) * scale
        let topUp = Int64.random(in: 0...500, using: &random) * scale
        let entitled = items.reduce(unidentified + topUp) {
            $0 + $1.holding.freelancer.minor + $1.holding.agency.minor
        }
        let isShort = Bool.random(using: &random) && !isComplete
        let shortfall =
            isShort ? Int64.random(in: 0...(entitled / scale), using: &random) * scale : 0
        return try CaseFile(
            currency: .eur, filingDay: Example.filingDay, head: .init(size: 1, root: ""),
            isSample: false, clients: clients, freelancers: freelancers, items: items,
            trust: TrustPosition(
                unidentified: Example.eur(unidentified), refundable: Example.eur(0),
                shortfall: Example.eur(shortfall), agencyTopUp: Example.eur(topUp)))
    }

    private static func item(
        client: String, freelancer: String, _ scale: Int64, isComplete: Bool,
        _ random: inout SeededRandom
    ) throws -> WorkItem {
        let freelancerNet = Int64.random(in: 1...1_000_000, using: &random)
        let freelancerGross = freelancerNet + .random(in: 0...(freelancerNet / 4), using: &random)
        let clientGross = freelancerGross + .random(in: 0...500_000, using: &random)
        let clientNet = Int64.random(in: (clientGross + 1) / 2...clientGross, using: &random)
        let received = Int64.random(in: 0...clientGross, using: &random)
        let paid = Int64.random(in: 0...min(received, freelancerGross), using: &random)
        let held = Int64.random(in: 0...(min(received, freelancerGross) - paid), using: &random)
        let agency = Int64.random(in: 0...(received - paid - held), using: &random)
        let swept = Int64.random(in: 0...(received - paid - held - agency), using: &random)
        let money = { (units: Int64) in Example.eur(units * scale) }
        let end = Example.filingDay.adding(days: -Int.random(in: 0...200, using: &random))
        let term = Int.random(in: 0...60, using: &random)
        let isInvoiced = Bool.random(using: &random)
        let titles: [ClaimTitle] = [
            .agency, .freelancer, .trustee(assignedOn: end, globalAssignmentReleased: true),
        ]
        return WorkItem(
            engagement: "E", client: client, freelancer: freelancer,
            clientVAT: .domestic(Example.vat), freelancerVAT: .domestic(Example.vat),
            title: isComplete ? .freelancer : titles.randomElement(using: &random) ?? .agency,
            routingAgreedOn: Bool.random(using: &random) ? end.adding(days: -40) : nil,
            policy: SplitPolicy.allCases.randomElement(using: &random) ?? .proRata,
            performedFrom: end.adding(days: -20), performedTo: end, hours: Hours(seconds: 3600),
            prices: try Prices(
                clientNet: money(clientNet), clientGross: money(clientGross),
                freelancerNet: money(freelancerNet), freelancerGross: money(freelancerGross)),
            invoice: isInvoiced
                ? .init(number: "R", day: end, dueDay: end.adding(days: term)) : nil,
            receipts: received == 0 ? [] : [.init(day: end, amount: money(received))],
            payouts: paid == 0 ? [] : [.init(day: end, amount: money(paid))],
            holding: .init(
                freelancer: money(held), freelancerInFlight: money(0), agency: money(agency),
                agencyInFlight: money(0), agencyPaid: money(swept)))
    }

    static func scenario(_ caseFile: CaseFile, _ random: inout SeededRandom) throws -> Scenario {
        var estate = EstateSettings(.eur)
        let amount = { (random: inout SeededRandom) in
            Example.eur(.random(in: 0...3_000_000, using: &random))
        }
        estate.cash = amount(&random)
        estate.otherAssets = amount(&random)
        estate.receivables = amount(&random)
        estate.collected = share(&random)
        estate.assigned = share(&random)
        estate.loan = amount(&random)
        estate.avoidance = amount(&random)
        estate.newLiabilities = amount(&random)
        estate.oldLiabilities = amount(&random)
        estate.otherClaims = amount(&random)
        estate.disputedClaims = amount(&random)
        estate.taxClaims = amount(&random)
        estate.spentShare = share(&random)
        var trust = TrustSettings()
        trust.agencySubordinated = .random(using: &random)
        trust.guaranteesClients = .random(using: &random)
        trust.contribution = share(&random)
        var habit = HabitSettings()
        habit.daysAfterInvoice = .random(in: 0...90, using: &random)
        habit.oldClaims = ["F-02": amount(&random)]
        habit.isSetOffBarred = .random(using: &random)
        var puts = PutSettings(
            strike: Example.eur(20_00), premium: Example.eur(1_10), priceAtFiling: amount(&random),
            expiry: Example.filingDay.adding(days: .random(in: -2...2, using: &random)))
        puts.size = .ratio(share(&random))
        let quota: QuotaMode = Bool.random(using: &random) ? .computed : .fixed(share(&random))
        return try Scenario(
            quota: quota, habit: habit, trust: trust, avoidance: avoidance(&random),
            clientRisk: ClientRisk(
                defaultProbability: share(&random), lossGivenDefault: share(&random)),
            clientRisks: ["C-02": ClientRisk(defaultProbability: .whole)], estate: estate,
            puts: puts)
    }

    static func copy(_ scenario: Scenario, trust: TrustSettings) throws -> Scenario {
        try Scenario(
            quota: scenario.quota, habit: scenario.habit, trust: trust, time: scenario.time,
            avoidance: scenario.avoidance, clientRisk: scenario.clientRisk,
            clientRisks: scenario.clientRisks,
            estate: scenario.estate, costs: scenario.costs, puts: scenario.puts)
    }

    private static func avoidance(_ random: inout SeededRandom) -> AvoidanceSettings {
        var avoidance = AvoidanceSettings()
        let day = { (random: inout SeededRandom) in
            Example.filingDay.adding(days: -Int.random(in: 0...200, using: &random))
        }
        avoidance.isTested = .random(using: &random)
        avoidance.illiquidSince = day(&random)
        avoidance.knownSince = Bool.random(using: &random) ? day(&random) : nil
        avoidance.exchangeDays = .random(in: 0...60, using: &random)
        return avoidance
    }

    static func share(_ random: inout SeededRandom) -> Share {
        Share(.random(in: 0...1000, using: &random), over: 1000) ?? .zero
    }
}
