import BackOffice
import EscrowCore
import EscrowEngine
import EscrowTestSupport
import InsolvencyCore
import LedgerSQLite
import MoneyCore
import Testing

@Suite("The exposure curve of the samples")
struct ExposureCurveTests {
    /// What the curve is asked for: the default, and all that makes a day depend on its place.
    private static func scenarios() throws -> [Scenario] {
        var avoidance = AvoidanceSettings()
        avoidance.isTested = true
        avoidance.illiquidSince = Day("2012-12-01")
        avoidance.knownSince = Day("2012-12-15")
        var estate = EstateSettings(.eur)
        estate.cash = Money(minor: 200_000_00, .eur)
        estate.otherClaims = Money(minor: 900_000_00, .eur)
        estate.spentShare = Share(1, over: 2) ?? .zero
        var trust = TrustSettings()
        trust.grade = .preferential
        trust.isGradeStated = true
        var lost = trust
        lost.grade = .quotaOnly
        lost.titleOverride = .agency
        return [
            try Scenario(), try Scenario(quota: .computed, estate: estate),
            try Scenario(trust: trust, avoidance: avoidance),
            try Scenario(quota: .computed, trust: lost, avoidance: avoidance, estate: estate),
        ]
    }

    @Test(
        "is what a simulation of each day says, on 50 days of each sample",
        arguments: SampleRun.names)
    func sameAsOneDay(name: String) async throws {
        try await CommandFolder.use { folder in
            let book = try SampleRun.book(of: name, in: folder)
            let engine = Engine(
                store: try SQLiteStore(path: book, mode: .readOnly), surroundings: .computer())
            for scenario in try Self.scenarios() {
                let curve = try await engine.look {
                    try $0.exposureCurve(scenario, from: nil, to: nil)
                }
                var random = SeededRandom(seed: UInt64(curve.days))
                for _ in 0..<50 {
                    let place = Int.random(in: 0..<curve.days, using: &random)
                    let day = curve.firstDay.adding(days: place)
                    let facts = try await engine.look {
                        try $0.caseFile(filingDay: day, sequence: nil)
                    }
                    let outcome = try Simulation.run(facts, scenario.filed(on: day))
                    for (model, result) in zip(curve.models, outcome.models) {
                        #expect(model.total[place] == result.total.loss, "\(day) \(model.model)")
                        for row in result.freelancers {
                            let code = row.freelancer ?? ""
                            #expect(
                                curve.loss(of: code, model.model, on: day) == row.loss,
                                "\(day) \(model.model) \(code)")
                        }
                    }
                }
            }
        }
    }
}
