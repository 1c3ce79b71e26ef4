import Foundation
import InputFormats
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Scenario files: law, chance and sources")
struct ScenarioChanceTests {
    private func study(_ text: String) throws -> Study {
        try ScenarioFile.study(text: text, name: "s.yaml")
    }

    @Test("no path is run unless chance or paths stands in the file")
    func without() throws {
        #expect(try study("{}").chance == nil)
        #expect(try study("chance: {}").chance == Study.Chance())
        #expect(try study("paths: { count: 64 }").chance?.paths.paths == 64)
        #expect(try study("{}").outputs == Set(Study.Output.allCases))
    }

    @Test("every figure of chance arrives where it belongs")
    func chance() throws {
        let chance = try #require(try study(Self.long).chance)
        #expect(chance.settings.quota == .beta(try BetaDistribution(mean: 0.06, deviation: 0.08)))
        #expect(chance.settings.years == .uniform(2...6))
        #expect(chance.usesOwnPayments)
        #expect(chance.settings.challenged == 0.5)
        #expect(chance.settings.won == 0.8)
        #expect(chance.settings.disputed == 0.05)
        #expect(chance.settings.lost == 0.2)
        #expect(chance.settings.disputeDays == 900)
        #expect(
            chance.settings.sharePrice
                == .discrete(
                    try DiscreteLoss([
                        .init(loss: 0, probability: 0.6), .init(loss: 50, probability: 0.4),
                    ])
                ))
        #expect(chance.settings.filing?.horizonDays == 730)
        #expect(chance.paths.seed == UInt64.max)
        #expect(chance.paths.numbers == .even(replicates: 8))
        #expect(chance.paths.levels == [0.9, 0.995])
        #expect(chance.paths.cashDays == [30, 60])
        #expect(chance.threads == 2)
        #expect(try study(Self.long).outputs == [.models, .chance])
    }

    private static let long = """
        chance:
          quota: { distribution: beta, mean: 6, sd: 8 }
          years: { distribution: uniform, from: 2, to: 6 }
          clientPayments: book
          challenged: 50
          won: 80
          disputed: { value: 5, source: counsel }
          lost: 20
          disputeDays: 900
          sharePrice: { distribution: discrete, values: [0, 0.50], probabilities: [60, 40] }
          filing: { horizonDays: 730, rate: 0.7 }
        paths:
          seed: 18446744073709551615
          count: 512
          numbers: sobol
          replicates: 8
          levels: [90, 99.5]
          cashDays: [30, 60]
          threads: 2
        outputs: [models, chance]
        """

    @Test("avoidance and tracing arrive, and the jurisdiction gives their defaults")
    func law() throws {
        let text = """
            avoidance: { illiquidSince: 2013-01-01, knownSinceBy: { F-01: 2013-02-15 }, longMonths: 6,
              exchangeStart: each-part, intentKnownSince: 2012-01-01 }
            tracing: { rules: [fifo, libr], order: worst }
            """
        let scenario = try study(text).scenario
        #expect(scenario.avoidance.isTested)
        #expect(scenario.avoidance.knownSinceBy == ["F-01": try #require(Day("2013-02-15"))])
        #expect(scenario.avoidance.longMonths == 6)
        #expect(scenario.avoidance.exchangeStart == .eachPart)
        #expect(scenario.tracing.rules == [.firstIn, .lowestBalance])
        #expect(scenario.tracing.settings.order == .worst)
        #expect(try !study("avoidance: { tested: false }").scenario.avoidance.isTested)
        #expect(try study("{}").scenario.tracing.rules == [.segregation, .substitute])
        let pool = try study("jurisdiction: UK").scenario
        #expect(pool.tracing.rules == Jurisdiction.unitedKingdomPool.tracingRules)
        #expect(pool.trust.isGradeStated && pool.trust.contribution == .zero)
    }

    @Test("a source beside a figure stands in the answer, whichever figure it is")
    func sources() throws {
        let text = """
            quota: { value: 5.4, source: IfM Bonn }
            trust: { releaseDays: { value: 60, source: counsel } }
            time: { openingDays: { value: 90, source: court file } }
            clients: { C-01: { defaultProbability: { value: 2, source: rating } } }
            costs: { naturalPersonCreditors: { value: 3, source: list of creditors } }
            puts:
              strike: 20
              premium: { value: 1.10, source: exchange }
              priceAtFiling: 0.50
              expiry: 2013-06-21
              contracts: { value: 21, source: broker }
            chance: { years: { distribution: uniform, from: 2, to: 6, source: statistics } }
            """
        let study = try study(text)
        #expect(study.scenario.quota == .fixed(try #require(Share(54, over: 1000))))
        let sources = Dictionary(
            study.assumptions.map { ($0.key, $0.source) }, uniquingKeysWith: { first, _ in first })
        let expected = [
            "quota": "IfM Bonn", "trust.releaseDays": "counsel", "time.openingDay": "court file",
            "clients.C-01": "rating", "costs.debtor": "list of creditors",
            "puts.premium": "exchange", "puts.size": "broker", "chance.years": "statistics",
        ]
        for (key, source) in expected { #expect(sources[key] == source, "\(key)") }
    }

    @Test("Merton's figures and rates by days make a chance of failure")
    func filing() throws {
        let merton = try study(
            "chance: { filing: { merton: { equity: 3, equityVolatility: 80, debt: 10, rate: 5, years: 1 } } }"
        )
        let failure = try #require(merton.chance?.settings.filing)
        #expect(
            abs(failure.curve.defaultProbability(to: failure.horizonDays) - 0.12697124) < 1e-6)
        let rates = try study(
            "chance: { filing: { rates: [{ untilDay: 365, rate: 1 }, { untilDay: 730, rate: 3 }] } }"
        )
        let curve = try #require(rates.chance?.settings.filing?.curve)
        #expect(abs(curve.defaultProbability(to: 730) - (1 - exp(-0.04))) < 1e-12)
    }
}
