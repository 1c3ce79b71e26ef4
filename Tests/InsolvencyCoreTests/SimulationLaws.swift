import EscrowCore
import EscrowTestSupport
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Laws of the simulation")
struct SimulationLaws {
    @Test("all parties together hold the same under every model", arguments: UInt64(1)...500)
    func conservation(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let scenario = try RandomCase.scenario(caseFile, &random)
        for grade in TrustGrade.allCases {
            var trust = scenario.trust
            trust.grade = grade
            let outcome = try Simulation.run(caseFile, RandomCase.copy(scenario, trust: trust))
            let totals = outcome.models.map(\.holdings.total)
            #expect(totals == [Money](repeating: expected(caseFile, scenario), count: totals.count))
        }
    }

    /// What there is to hold, counted from the facts alone.
    private func expected(_ caseFile: CaseFile, _ scenario: Scenario) -> Money {
        let estate = scenario.estate
        var total = estate.cash.minor + estate.otherAssets.minor + estate.avoidance.minor
        total += part(estate.collected, of: estate.receivables.minor)
        total += caseFile.trust.unidentified.minor + caseFile.trust.refundable.minor
        total += caseFile.trust.agencyTopUp.minor
        for item in caseFile.items {
            let received = item.receipts.reduce(Int64(0)) { $0 + $1.amount.minor }
            let risk = scenario.risk(of: item.client)
            let lost =
                Int128(risk.defaultProbability.numerator) * Int128(risk.lossGivenDefault.numerator)
            let whole =
                Int128(risk.defaultProbability.denominator)
                * Int128(risk.lossGivenDefault.denominator)
            let open = Int128(item.prices.clientGross.minor - received)
            total += received + (Rounding.halfAway(open * (whole - lost), over: whole) ?? 0)
        }
        return Money(minor: total, .eur)
    }

    private func part(_ share: Share, of minor: Int64) -> Int64 {
        Rounding.halfAway(Int128(minor) * Int128(share.numerator), over: Int128(share.denominator))
            ?? 0
    }

    @Test(
        "the total is the sum of its rows, and loss and routes add up", arguments: UInt64(1)...500)
    func rows(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let outcome = try Simulation.run(caseFile, RandomCase.scenario(caseFile, &random))
        for result in outcome.models {
            for row in result.freelancers + [result.total] {
                let kept = row.recovered.total.minor - row.clawedBack.minor
                #expect(row.loss.minor == row.exposure.minor - kept)
                #expect(row.cash.reduce(0) { $0 + $1.amount.minor } == kept)
                #expect(row.clawedBack.minor <= row.alreadyPaid.minor)
                #expect(row.inTrust.minor + row.withClient.minor <= row.exposure.minor)
            }
            #expect(
                result.freelancers.reduce(0) { $0 + $1.exposure.minor }
                    == result.total.exposure.minor)
            #expect(
                result.freelancers.reduce(0) { $0 + $1.recovered.total.minor }
                    == result.total.recovered.total.minor)
        }
    }

    @Test("what is paid on claims is what was to be divided", arguments: UInt64(1)...500)
    func distribution(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let outcome = try Simulation.run(caseFile, RandomCase.scenario(caseFile, &random))
        for result in outcome.models {
            let paid = result.waterfall.claims.reduce(0) { $0 + $1.paid.minor }
            #expect(paid == result.waterfall.distributable.minor)
            #expect(result.waterfall.claims.allSatisfy { $0.paid.minor <= $0.amount.minor })
        }
    }

    @Test("a higher quota never pays anybody less", arguments: UInt64(1)...500)
    func monotoneQuota(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let low = Int64.random(in: 0...1000, using: &random)
        let high = Int64.random(in: low...1000, using: &random)
        let results = try [low, high].map { tenths in
            try Simulation.run(
                caseFile, Scenario(quota: .fixed(Share(tenths, over: 1000) ?? .zero)))
        }
        for (less, more) in zip(results[0].models, results[1].models) where less.model != .hedged {
            for (first, second) in zip(less.freelancers, more.freelancers) {
                #expect(first.recovered.total.minor <= second.recovered.total.minor)
                #expect(first.presentValue.minor <= second.presentValue.minor)
            }
        }
    }

    @Test("more cash in the estate never lowers the quota", arguments: UInt64(1)...500)
    func monotoneEstate(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var input = WaterfallInput(.eur)
        input.freeAssets = .random(in: 0...2_000_000_00, using: &random)
        input.oldLiabilities = .random(in: 0...200_000_00, using: &random)
        input.claims = [
            .others: .random(in: 1...5_000_000_00, using: &random),
            .freelancer("F-01"): .random(in: 1...100_000_00, using: &random),
        ]
        var richer = input
        richer.freeAssets += .random(in: 0...1_000_000_00, using: &random)
        let quotas = try [input, richer].map {
            try Waterfall.run(
                $0, quota: .computed, costs: CostSettings(.eur),
                filingDay: Example.day("2022-01-01")
            ).quota
        }
        let less = Int128(quotas[0].numerator) * Int128(quotas[1].denominator)
        let more = Int128(quotas[1].numerator) * Int128(quotas[0].denominator)
        // A court fee rises by a step: 594 euros in three fees, at most for one step.
        let step = Int128(594_00) * Int128(quotas[0].denominator) * Int128(quotas[1].denominator)
        let claims = Int128(input.claims.values.reduce(0, +))
        #expect((less - more) * claims <= step)
    }

    @Test("a hundredfold case has a hundredfold answer", arguments: UInt64(1)...500)
    func scaling(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let quota = QuotaMode.fixed(Share(.random(in: 0...100, using: &random), over: 100) ?? .zero)
        var seeds = (SeededRandom(seed: seed), SeededRandom(seed: seed))
        let small = try RandomCase.caseFile(&seeds.0, scale: 100)
        let large = try RandomCase.caseFile(&seeds.1, scale: 10_000)
        let outcomes = try [small, large].map { try Simulation.run($0, Scenario(quota: quota)) }
        for (first, second) in zip(outcomes[0].models, outcomes[1].models) {
            let exposed = first.total.exposure.minor * 100 - second.total.exposure.minor
            // Only (b) and (c) divide receipts by themselves.
            let isDivided = first.model == .separate || first.model == .collecting
            #expect(exposed.magnitude <= (isDivided ? 100 * 12 : 0))
            let difference =
                first.total.recovered.total.minor * 100 - second.total.recovered.total.minor
            // Each of the few figures that are rounded may be half a cent off.
            #expect(difference.magnitude <= 100 * 50)
        }
    }

    @Test("the same input gives the same answer", arguments: UInt64(1)...20)
    func deterministic(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let scenario = try RandomCase.scenario(caseFile, &random)
        #expect(try Simulation.run(caseFile, scenario) == Simulation.run(caseFile, scenario))
    }
}
