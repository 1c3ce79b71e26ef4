import EscrowCore
import EscrowTestSupport
import InsolvencyCore
import MoneyCore
import Testing

@Suite("The exposure curve")
struct ExposureRunTests {
    /// Work that comes, changes and goes, with the trust's own figures.
    private struct Facts {
        var items: [Int: WorkItem] = [:]
        var trust = TrustPosition.empty(.eur)

        /// Changes a few pieces of work at random.
        mutating func change(_ random: inout SeededRandom) throws -> [ExposureRun.Change] {
            let fresh = try RandomCase.caseFile(&random)
            var changes: [ExposureRun.Change] = []
            for work in fresh.items.prefix(Int.random(in: 0...2, using: &random)) {
                let key = Int.random(in: 0..<10, using: &random)
                let isGone = Int.random(in: 0..<4, using: &random) == 0
                items[key] = isGone ? nil : work
                changes.append(ExposureRun.Change(item: key, work: items[key]))
            }
            let entitled = items.values.reduce(fresh.trust.unidentified.minor) {
                $0 + $1.holding.freelancer.minor + $1.holding.agency.minor
            }
            trust = TrustPosition(
                unidentified: fresh.trust.unidentified, refundable: fresh.trust.refundable,
                shortfall: Example.eur(min(fresh.trust.shortfall.minor, entitled)),
                agencyTopUp: fresh.trust.agencyTopUp)
            return changes
        }

        func caseFile(on day: Day) throws -> CaseFile {
            try CaseFile(
                currency: .eur, filingDay: day, head: .init(size: 1, root: ""), isSample: false,
                clients: ["C-01", "C-02", "C-03"], freelancers: ["F-01", "F-02", "F-03", "F-04"],
                items: items.sorted { $0.key < $1.key }.map(\.value), trust: trust)
        }
    }

    @Test("is the one-day simulation of every day, to the cent", arguments: UInt64(1)...60)
    func sameAsOneDay(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var facts = Facts()
        let scenario = try RandomCase.scenario(RandomCase.caseFile(&random), &random)
        var run = try ExposureRun(
            scenario, currency: .eur, clients: ["C-01", "C-02", "C-03"],
            freelancers: ["F-01", "F-02", "F-03", "F-04"])
        var expected: [(day: Int, outcome: Outcome)] = []
        for offset in 0..<120 {
            let day = Example.filingDay.adding(days: offset)
            let isChanging = Int.random(in: 0..<3, using: &random) == 0
            let changes = isChanging ? try facts.change(&random) : []
            try run.take(day, changes, trust: facts.trust, isShown: true)
            guard Int.random(in: 0..<12, using: &random) == 0 else { continue }
            let outcome = try Simulation.run(facts.caseFile(on: day), scenario.filed(on: day))
            expected.append((offset, outcome))
        }
        let curve = try #require(run.curve(head: .init(size: 1, root: ""), isSample: false))
        for (place, outcome) in expected {
            for (model, result) in zip(curve.models, outcome.models) {
                let day = curve.firstDay.adding(days: place)
                #expect(model.total[place] == result.total.loss, "\(day) \(model.model)")
                for row in result.freelancers {
                    let loss = curve.loss(of: row.freelancer ?? "", model.model, on: day)
                    #expect(loss == row.loss, "\(day) \(model.model) \(row.freelancer ?? "")")
                }
            }
        }
    }

    @Test("the worked example: worst day, average and days above a month's pay")
    func example() throws {
        var run = try ExposureRun(
            Scenario(models: [.standard], quota: .fixed(.zero)), currency: .eur, clients: ["C-01"],
            freelancers: ["F-01"])
        let month = try Example.month(2013, 1)
        let first = Example.day("2013-01-31")
        for offset in 0..<100 {
            try run.take(
                first.adding(days: offset),
                offset == 0 ? [.init(item: 0, work: month)] : [], trust: .empty(.eur),
                isShown: true)
        }
        let curve = try #require(run.curve(head: .init(size: 1, root: ""), isSample: true))
        let summary = try #require(curve.models.first).summary
        // Paid 60 days after the invoice: of 100 days the first 61 have all of it at stake.
        #expect(summary.worst == Example.eur(15_232_00))
        #expect(summary.worstDay == first)
        #expect(summary.average == Example.eur(9_291_52))
        // One month's pay is what 31 days brought, for a twelfth of 365.
        #expect(summary.month == Example.eur(14_945_38))
        #expect(summary.daysAbove == 61 && summary.days == 100)
        #expect(summary.shareAbove == 6_100)
        #expect(curve.models[0].freelancers[0].steps.map(\.day) == [first, first.adding(days: 61)])
    }
}
