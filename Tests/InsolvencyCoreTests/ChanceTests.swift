import Foundation
import InsolvencyCore
import Testing

@Suite("Distributions and random numbers")
struct ChanceTests {
    @Test("quantile and probability are each other's inverse", arguments: 1...99)
    func inverse(percent: Int) throws {
        let p = Double(percent) / 100
        let distributions: [any Distribution] = [
            try NormalDistribution(mean: 1, deviation: 2), try ExponentialDistribution(rate: 3),
            try StudentDistribution(degrees: 3), try ParetoDistribution(minimum: 2, shape: 1.5),
            try LognormalDistribution(mean: 4.25, sigma: 0.5),
            try BetaDistribution(alpha: 0.05, beta: 3), try BetaDistribution(alpha: 40, beta: 0.2),
        ]
        for distribution in distributions {
            let back = distribution.cumulative(distribution.quantile(p))
            // Where the mass lies at the edge, neighbouring numbers are far apart.
            #expect(abs(back - p) < 1e-7)
        }
    }

    @Test("textbook expected shortfalls and tails")
    func shortfalls() throws {
        #expect(abs(try StudentDistribution(degrees: 3).expectedShortfall(0.975) - 5.0397) < 1e-3)
        let lognormal = try LognormalDistribution(location: 0, sigma: 1)
        #expect(abs(lognormal.expectedShortfall(0.99) - 15.2280) < 1e-4)
        #expect(Normal.quantile(0) == -.infinity)
        #expect(Normal.quantile(1) == .infinity)
        #expect(
            abs(try Vasicek.defaultRate(probability: 0.02, correlation: 0.1, level: 0.999) - 0.1282)
                < 1e-4)
    }

    @Test("Merton's second textbook case, and the option on its assets")
    func merton() throws {
        let model = try MertonModel(
            equity: 2, equityVolatility: 0.5, debt: 5, rate: 0.04, years: 1)
        #expect(abs(model.assets - 6.8012) < 1e-4)
        #expect(abs(model.volatility - 0.14818) < 1e-5)
        #expect(abs(model.defaultProbability - 0.011539) < 1e-5)
        #expect(abs(model.equity - 2) < 1e-9)
    }

    @Test("a put on a share that cannot fail is Black and Scholes'")
    func ruin() throws {
        let plain = try BlackScholes(spot: 42, strike: 40, years: 0.5, rate: 0.1, volatility: 0.2)
        #expect(try RuinPut(plain, hazard: 0).value == plain.put)
        #expect(abs(plain.call - 4.76) < 0.005)
        #expect(abs(plain.put - 0.81) < 0.005)
    }

    @Test("CreditRisk+ without its two largest debtors (1B)")
    func portfolio() throws {
        let oracle = try #require(Oracle.all.first { $0.method == "credit_risk_plus" })
        let obligors = oracle.inputs["exposures_ratings"].list.prefix(23).map {
            CreditRiskPlus.Obligor(
                exposure: $0[0].double,
                defaultProbability: oracle.inputs["rating_pd"][$0[1].text].double)
        }
        let portfolio = try CreditRiskPlus(obligors, deviationRatio: 0.5)
        #expect(abs(portfolio.expectedLoss - 11_162_856) < 1)
        #expect(abs(portfolio.interpolatedValueAtRisk(0.99) - 39_946_857) < 1)
        #expect(portfolio.expectedShortfall(0.99) > portfolio.valueAtRisk(0.99))
        #expect(abs(portfolio.probabilities.reduce(0, +) - 1) < 1e-8)
    }

    @Test("counted numbers are those of another library")
    func philox() {
        let philox = Philox(seed: 1_234_567, stream: 42)
        #expect(
            philox.block(SIMD4(6, 7, 0, 0))
                == SIMD4(
                    14_762_469_578_963_023_253, 18_368_131_006_709_289_189,
                    13_814_569_391_796_760_291, 664_713_303_066_565_000))
        #expect(
            Philox(seed: 0).block(SIMD4(1, 0, 0, 0))
                == SIMD4(
                    0x02f4_ba64_08e4_d89b, 0x3dd6_2b0b_9ca8_c5b2, 0x1c86_67a5_5d90_2e79,
                    0x907d_7a05_2fd5_b4dc))
        let figures = philox.uniforms(path: 3, count: 10)
        #expect(figures.count == 10)
        #expect(figures.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(figures == philox.uniforms(path: 3, count: 10))
        #expect(Array(figures.prefix(5)) == philox.uniforms(path: 3, count: 5))
        #expect(figures != philox.uniforms(path: 4, count: 10))
    }

    @Test("scrambled points fill every cell of every dimension once", arguments: UInt64(1)...10)
    func balance(seed: UInt64) throws {
        let count = 256
        let points = try SobolSequence(dimension: 32, scrambleSeed: seed)
        let all = (0..<count).map { points.point(UInt64($0)) }
        for place in 0..<32 {
            let cells = Set(all.map { Int($0[place] * Double(count)) })
            #expect(cells.count == count)
        }
        // Of two dimensions together, the first two fill the 16 x 16 squares once.
        let squares = Set(all.map { Int($0[0] * 16) * 16 + Int($0[1] * 16) })
        #expect(squares.count == count)
        #expect(all.allSatisfy { $0.allSatisfy { $0 > 0 && $0 < 1 } })
    }

    @Test("estimated sensitivities are close to exact ones")
    func sensitivities() throws {
        let uniform = Uncertain.uniform(-Double.pi...Double.pi)
        let estimate = try SobolIndices.bySampling(
            [uniform, uniform, uniform].map(Drawn.init), count: 4096, seed: 1,
            ChanceOracles.ishigami)
        for (value, exact) in zip(
            estimate.first + estimate.total, [0.3139, 0.4424, 0, 0.5576, 0.4424, 0.2437])
        {
            #expect(abs(value - exact) < 0.01)
        }
        let product = try SobolIndices.byQuadrature(
            [0.01...0.05, 0.90...0.98, 10_000...30_000]
        ) { $0.reduce(1, *) }
        for (value, exact) in zip(
            product.first + product.total, [0.6057, 0.0025, 0.3407, 0.6566, 0.0031, 0.3914])
        {
            #expect(abs(value - exact) < 1e-4)
        }
    }

    /// A figure of a scenario as a distribution.
    private struct Drawn: Distribution {
        let figure: Uncertain
        init(_ figure: Uncertain) { self.figure = figure }
        var mean: Double { figure.mean }
        func cumulative(_ x: Double) -> Double { .nan }
        func quantile(_ probability: Double) -> Double { figure.draw(probability) }
    }

    @Test("clients' payments: who has waited is drawn from what is left of the curve")
    func payments() throws {
        let curve = try SurvivalCurve(
            [10, 20, 30, 40].map { SurvivalCurve.Observation(days: $0, isEvent: true) }
                + [SurvivalCurve.Observation(days: 90, isEvent: false)])
        #expect(curve.day(uniform: 0.9, waited: 0) == 10)
        #expect(curve.day(uniform: 0.5, waited: 0) == 30)
        #expect(curve.day(uniform: 0.1, waited: 0) == 90)
        #expect(curve.day(uniform: 0.9, waited: 25) == 30)
        #expect(curve.day(uniform: 0.5, waited: 25) == 40)
        #expect(curve.day(uniform: 0.5, waited: 90) == nil)
        #expect(curve.steps.map(\.atRisk) == [5, 4, 3, 2])
        #expect(abs(curve.steps[0].standardError - 0.17889) < 1e-5)
        #expect(curve.days(untilEnded: 0.9) == nil)
        #expect(curve.restrictedMean(to: 20) == 18)
    }

    @Test("a case's own invoices make the curve: four paid, one still open")
    func ownPayments() throws {
        let observations = try Example.sample().paymentObservations
        #expect(observations.map(\.days) == [29, 28, 30, 29, 22])
        #expect(observations.map(\.isEvent) == [true, true, true, true, false])
        let curve = try SurvivalCurve(observations)
        #expect(curve.steps.map(\.days) == [28, 29, 30])
        #expect(curve.days(untilEnded: 0.5) == 29)
    }

    @Test("a listed agency's filing has the probability of Merton's model")
    func mertonFiling() throws {
        let model = try MertonModel(
            equity: 3, equityVolatility: 0.8, debt: 10, rate: 0.05, years: 1)
        let filing = try ChanceSettings.Filing(model)
        #expect(filing.horizonDays == 365)
        #expect(abs(filing.curve.defaultProbability(to: 365) - model.defaultProbability) < 1e-12)
        let day = filing.curve.day(uniform: 0.05, horizon: 365)
        #expect(try #require(day) > 0)
        #expect(filing.curve.day(uniform: 0.5, horizon: 365) == nil)
    }

    @Test("means of uncertain figures, a floor included")
    func means() throws {
        let floor = Uncertain.lognormal(
            try LognormalDistribution(mean: 4.25, sigma: 0.5), atLeast: 4)
        let cells = 20_000
        let mean = (0..<cells).reduce(0.0) {
            $0 + floor.draw((Double($1) + 0.5) / Double(cells)) / Double(cells)
        }
        #expect(abs(mean - floor.mean) < 1e-3)
        #expect(abs(Uncertain.hurdle(try HurdleBeta.byVolume()).mean - 0.061) < 1e-12)
        #expect(Uncertain.value(3).draw(0.2) == 3)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let make: @Sendable () throws -> Void
        var testDescription: String { name }
    }

    @Test(
        "figures out of range are refused",
        arguments: [
            Refusal(name: "sd") { _ = try BetaDistribution(mean: 0.5, deviation: 0.5) },
            Refusal(name: "mean") { _ = try BetaDistribution(mean: 0, deviation: 0.1) },
            Refusal(name: "zero") {
                _ = try HurdleBeta(
                    zeroProbability: 1, positive: BetaDistribution(alpha: 1, beta: 1))
            },
            Refusal(name: "hazard") { _ = try HazardCurve(rate: -1) },
            Refusal(name: "no hazard") { _ = try HazardCurve([]) },
            Refusal(name: "spreads") {
                _ = try HazardCurve(spreads: [0.02, 0.001], years: [1, 5], recovery: 0.4)
            },
            Refusal(name: "strike") {
                _ = try BlackScholes(spot: 1, strike: .nan, years: 1, rate: 0, volatility: 1)
            },
            Refusal(name: "dimension") { _ = try SobolSequence(dimension: 33) },
            Refusal(name: "outcomes") {
                _ = try DiscreteLoss([.init(loss: 1, probability: 0.5)])
            },
            Refusal(name: "losses") { _ = try LossSample([]) },
            Refusal(name: "hits") {
                _ = try ProbabilityInterval.wilson(hits: 2, of: 1, level: 0.95)
            },
            Refusal(name: "durations") { _ = try SurvivalCurve([]) },
        ])
    func refused(_ refusal: Refusal) {
        #expect(throws: EstimateError.self) { try refusal.make() }
    }
}
