import EscrowCore
import EscrowTestSupport
import InsolvencyCore
import MoneyCore
import Testing

@Suite("What may not change an answer, and what must")
struct SimulationRelations {
    private func rows(_ result: ModelResult) -> [String: [Int64]] {
        Dictionary(
            uniqueKeysWithValues: result.freelancers.map { row in
                (
                    row.freelancer ?? "",
                    [
                        row.performed, row.alreadyPaid, row.exposure, row.clawedBack,
                        row.recovered.total, row.loss, row.presentValue,
                    ].map(\.minor)
                )
            })
    }

    private func permuted(_ caseFile: CaseFile, _ random: inout SeededRandom) throws -> CaseFile {
        try CaseFile(
            currency: .eur, filingDay: caseFile.filingDay, head: caseFile.head, isSample: false,
            clients: caseFile.clients.shuffled(using: &random),
            freelancers: caseFile.freelancers.shuffled(using: &random),
            items: caseFile.items.shuffled(using: &random), trust: caseFile.trust)
    }

    @Test("the order of clients, freelancers and work changes nothing", arguments: UInt64(1)...500)
    func permutation(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let scenario = try RandomCase.scenario(caseFile, &random)
        let other = try permuted(caseFile, &random)
        let (first, second) = (
            try Simulation.run(caseFile, scenario), try Simulation.run(other, scenario)
        )
        for (left, right) in zip(first.models, second.models) {
            // A short trust gives the cents that are left over to the earlier work.
            let slack =
                left.model == .trust && caseFile.trust.shortfall.isPositive
                ? UInt64(caseFile.items.count) + 2 : 0
            let others = rows(right)
            for (freelancer, figures) in rows(left) {
                let close = zip(figures, others[freelancer] ?? []).allSatisfy {
                    ($0 - $1).magnitude <= slack
                }
                #expect(close, "\(left.model) \(freelancer)")
            }
            #expect(left.holdings.total == right.holdings.total)
        }
    }

    /// The same work in two lines of half the amount.
    private func halves(_ item: WorkItem) throws -> [WorkItem] {
        let half = { (money: Money) in Example.eur(money.minor / 2) }
        let moved = { (movements: [WorkItem.Movement]) in
            movements.map { WorkItem.Movement(day: $0.day, amount: half($0.amount)) }
        }
        let part = WorkItem(
            engagement: item.engagement, client: item.client, freelancer: item.freelancer,
            clientVAT: item.clientVAT, freelancerVAT: item.freelancerVAT, title: item.title,
            routingAgreedOn: item.routingAgreedOn, policy: item.policy,
            performedFrom: item.performedFrom, performedTo: item.performedTo, hours: item.hours,
            prices: try Prices(
                clientNet: half(item.prices.clientNet),
                clientGross: half(item.prices.clientGross),
                freelancerNet: half(item.prices.freelancerNet),
                freelancerGross: half(item.prices.freelancerGross)), invoice: item.invoice,
            receipts: moved(item.receipts), payouts: moved(item.payouts),
            holding: .init(
                freelancer: half(item.holding.freelancer), freelancerInFlight: Example.eur(0),
                agency: half(item.holding.agency), agencyInFlight: Example.eur(0),
                agencyPaid: half(item.holding.agencyPaid)))
        return [part, part]
    }

    @Test("an invoice in two halves is the same invoice", arguments: UInt64(1)...500)
    func split(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random, scale: 2)
        let quota = QuotaMode.fixed(RandomCase.share(&random))
        let other = try CaseFile(
            currency: .eur, filingDay: caseFile.filingDay, head: caseFile.head, isSample: false,
            clients: caseFile.clients, freelancers: caseFile.freelancers,
            items: caseFile.items.flatMap(halves), trust: caseFile.trust)
        let (first, second) = (
            try Simulation.run(caseFile, Scenario(quota: quota)),
            try Simulation.run(other, Scenario(quota: quota))
        )
        for (left, right) in zip(first.models, second.models) {
            // (a) divides nothing; the others divide each line's receipts or shortfall by itself.
            let divides = left.model != .standard && left.model != .hedged
            let slack = divides ? UInt64(2 * caseFile.items.count) : 0
            let others = rows(right)
            for (freelancer, figures) in rows(left) {
                let close = zip(figures, others[freelancer] ?? []).allSatisfy {
                    ($0 - $1).magnitude <= slack
                }
                #expect(close, "\(left.model) \(freelancer)")
            }
        }
    }

    @Test("a trust that holds loses nothing, and never more than (a)", arguments: UInt64(1)...500)
    func trustHolds(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random, isComplete: true)
        let quota = QuotaMode.fixed(RandomCase.share(&random))
        let outcome = try Simulation.run(
            caseFile, Scenario(models: [.standard, .trust], quota: quota))
        let (standard, trust) = (outcome.models[0], outcome.models[1])
        for (first, second) in zip(standard.freelancers, trust.freelancers) {
            #expect(first.loss.minor >= 0)
            #expect(second.loss.minor == 0)
        }
    }

    @Test("losses are never below zero but for a hedge", arguments: UInt64(1)...500)
    func positive(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let outcome = try Simulation.run(caseFile, RandomCase.scenario(caseFile, &random))
        for result in outcome.models where result.model != .hedged {
            #expect(result.freelancers.allSatisfy { $0.loss.minor >= 0 })
        }
    }

    @Test(
        "a quota of all, at once, leaves (a) and (d) without any loss", arguments: UInt64(1)...500)
    func limits(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random, isComplete: true)
        var time = TimeSettings()
        time.openingDays = 0
        time.years = .zero
        let outcome = try Simulation.run(
            caseFile, Scenario(models: [.standard, .trust], quota: .fixed(.whole), time: time))
        for result in outcome.models { #expect(result.total.loss.minor == 0) }
        #expect(outcome.models[0].total.presentValue == outcome.models[0].total.recovered.total)
        // And with nothing given, all that is exposed under (a) is lost.
        let nothing = try Simulation.run(
            caseFile, Scenario(models: [.standard], quota: .fixed(.zero)))
        #expect(nothing.models[0].total.loss == nothing.models[0].total.exposure)
    }
}
