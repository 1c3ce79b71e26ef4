import EscrowCore
import EscrowTestSupport
import Foundation
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Monte Carlo")
struct MonteCarloTests {
    private static let exposure = 41_888_00.0

    private func run(
        _ models: [PaymentModel] = [.standard], paths: Int = 2048, seed: UInt64 = 1,
        numbers: PathSettings.Numbers = .counted, threads: Int = 1,
        levels: [Double] = [0.95, 0.99],
        trust: TrustSettings = TrustSettings(), avoidance: AvoidanceSettings = AvoidanceSettings(),
        risk: ClientRisk = ClientRisk(), puts: PutSettings? = nil,
        chance: (inout ChanceSettings) throws -> Void = { _ in }
    ) async throws -> Forecast {
        var settings = PathSettings()
        settings.paths = paths
        settings.seed = seed
        settings.numbers = numbers
        settings.levels = levels
        var figures = try ChanceSettings()
        try chance(&figures)
        return try await MonteCarlo.run(
            Example.sample(),
            Scenario(
                models: models, trust: trust, avoidance: avoidance, clientRisk: risk, puts: puts),
            figures, settings, threads: threads)
    }

    private func expectClose(
        _ estimate: LossEstimate.Estimate, _ exact: Double, _ comment: Comment? = nil
    ) {
        #expect(isClose(estimate.value, estimate.error, exact), comment)
    }

    /// Within four standard errors, or the hundredth of a cent that sums of floating point leave.
    private func isClose(_ value: Double, _ error: Double, _ exact: Double) -> Bool {
        abs(value - exact) <= 4 * error + 0.01
    }

    static let kinds: [(UInt64, PathSettings.Numbers)] = [
        (1, .counted), (2, .counted), (1, .even(replicates: 16)), (2, .even(replicates: 16)),
    ]

    @Test("the mean loss under (a) is what the mean quota leaves", arguments: kinds)
    func mean(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        let forecast = try await run(seed: seed, numbers: numbers)
        let model = try #require(forecast.forecast(of: .standard))
        let hurdle = try HurdleBeta.byVolume()
        let exact = Self.exposure * (1 - hurdle.mean)
        expectClose(model.loss.mean, exact)
        let freelancer = model.freelancers[0]
        #expect(isClose(freelancer.meanLoss, freelancer.meanError, exact))
        #expect(
            abs(model.loss.deviation / (Self.exposure * hurdle.variance.squareRoot()) - 1) < 0.1)
        // A third of all cases pay nothing: an atom at the whole exposure.
        #expect(abs(model.loss.mostLost - 1.0 / 3) < 4 * (2.0 / 9 / 2048).squareRoot())
        #expect(model.loss.greatest == Self.exposure)
        #expect(model.loss.tails[0].valueAtRisk.value == Self.exposure)
        #expect(model.loss.tails[0].expectedShortfall.value == Self.exposure)
    }

    @Test("even points are many times closer than counted ones")
    func evenPoints() async throws {
        let counted = try await run(paths: 4096)
        let even = try await run(paths: 4096, numbers: .even(replicates: 16))
        let (first, second) = (
            try #require(counted.forecast(of: .standard)).loss.mean.error,
            try #require(even.forecast(of: .standard)).loss.mean.error
        )
        #expect(second < first / 10)
    }

    @Test("quantiles and shortfall of the loss are those of the quota", arguments: kinds)
    func quantile(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        let forecast = try await run(seed: seed, numbers: numbers, levels: [0.25, 0.5])
        let hurdle = try HurdleBeta.byVolume()
        for tail in try #require(forecast.forecast(of: .standard)).loss.tails {
            let exact = Self.exposure * (1 - hurdle.quantile(1 - tail.level))
            expectClose(tail.valueAtRisk, exact, "\(tail.level)")
            // The mean of the lowest quotas, by the middle of many cells.
            let cells = 2_000
            let below = (0..<cells).reduce(0.0) {
                $0 + hurdle.quantile((1 - tail.level) * (Double($1) + 0.5) / Double(cells))
            }
            let shortfall = Self.exposure * (1 - below / Double(cells))
            expectClose(tail.expectedShortfall, shortfall, "\(tail.level)")
        }
    }

    @Test("the present value discounts each path's own time", arguments: kinds)
    func presentValue(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        let forecast = try await run(seed: seed, numbers: numbers)
        let years = try LognormalDistribution(mean: 4.25, sigma: 0.5)
        let cells = 10_000
        let factor = (0..<cells).reduce(0.0) {
            let time = max(1, years.quantile((Double($1) + 0.5) / Double(cells)))
            return $0 + pow(1.08, -(75.0 / 365 + time))
        }
        let exact =
            Self.exposure * (1 - (try HurdleBeta.byVolume()).mean * factor / Double(cells))
        expectClose(try #require(forecast.forecast(of: .standard)).presentLoss.mean, exact)
    }

    @Test("clients that fail take their part of what is open", arguments: kinds)
    func clients(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        let risk = ClientRisk(
            defaultProbability: Example.percent("10"), lossGivenDefault: Example.percent("60"))
        let models: [PaymentModel] = [.separate, .collecting, .trust]
        let forecast = try await run(models, seed: seed, numbers: numbers, risk: risk)
        for model in forecast.models {
            expectClose(model.loss.mean, 26_656_00 * 0.06, "\(model.model)")
            #expect(abs(model.loss.nothingLost - 0.9) < 4 * (0.09 / 2048).squareRoot())
            let freelancer = model.freelancers[0]
            // 15,993.60 is more than a month's pay of 87,584.00 in 172 days.
            #expect(abs(freelancer.monthLost - 0.1) < 4 * (0.09 / 2048).squareRoot())
            #expect(freelancer.monthLostInterval.lower <= freelancer.monthLost)
            #expect(freelancer.monthLostInterval.upper >= freelancer.monthLost)
        }
    }

    @Test("a guarantee of the agency adds the quota on it", arguments: kinds)
    func guarantee(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        var trust = TrustSettings()
        trust.guaranteesClients = true
        let forecast = try await run(
            [.trust], seed: seed, numbers: numbers, trust: trust,
            risk: ClientRisk(defaultProbability: Example.percent("10")))
        let exact = 26_656_00 * 0.1 * (1 - (try HurdleBeta.byVolume()).mean)
        expectClose(try #require(forecast.forecast(of: .trust)).loss.mean, exact)
    }

    @Test("what may be avoided is asked for and won so often", arguments: kinds)
    func clawback(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        var avoidance = AvoidanceSettings()
        avoidance.isTested = true
        avoidance.illiquidSince = Example.day("2013-01-01")
        avoidance.knownSince = Example.day("2013-01-01")
        let forecast = try await run(seed: seed, numbers: numbers, avoidance: avoidance) {
            $0.challenged = 0.5
            $0.won = 0.6
        }
        let back = 0.3 * 30_464_00
        let exact = (Self.exposure + back) * (1 - (try HurdleBeta.byVolume()).mean)
        expectClose(try #require(forecast.forecast(of: .standard)).loss.mean, exact)
    }

    @Test("a trust may lose its grade, or win late", arguments: kinds)
    func trust(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        let forecast = try await run([.trust], seed: seed, numbers: numbers) {
            $0.disputed = 0.5
            $0.lost = 0.4
        }
        let model = try #require(forecast.forecast(of: .trust))
        let exact = 0.2 * 15_232_00 * (1 - (try HurdleBeta.byVolume()).mean)
        expectClose(model.loss.mean, exact)
        // 26,656.00 of the clients come within the month in any case, the trust's money in half.
        let month = try #require(model.cash.first { $0.day == 30 })
        #expect(month.quantiles[0] == 26_656_00)
        #expect(month.quantiles[4] == 41_888_00)
        let late = try #require(model.cash.first { $0.day == 1460 })
        #expect(late.quantiles[2] == 41_888_00)
    }

    @Test("puts pay by the price that is drawn", arguments: kinds)
    func puts(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        var puts = PutSettings(
            strike: Example.eur(20_00), premium: Example.eur(1_10), priceAtFiling: Example.eur(50),
            expiry: Example.day("2013-06-21"))
        puts.size = .contracts(21)
        let forecast = try await run([.hedged], seed: seed, numbers: numbers, puts: puts) {
            $0.sharePrice = .uniform(0...40_00)
        }
        // The price is below the strike in half of all cases, by 10.00 on average.
        let payoff = 2_100 * 5_00.0
        let exact = Self.exposure * (1 - (try HurdleBeta.byVolume()).mean) - payoff + 2_310_00
        expectClose(try #require(forecast.forecast(of: .hedged)).loss.mean, exact)
    }

    @Test("the filing itself may be drawn; without hazard nothing is lost", arguments: kinds)
    func filing(seed: UInt64, numbers: PathSettings.Numbers) async throws {
        let curve = try HazardCurve(rate: 0.03)
        let forecast = try await run(seed: seed, numbers: numbers) {
            $0.filing = .init(curve: curve, horizonDays: 365)
        }
        let conditional = Self.exposure * (1 - (try HurdleBeta.byVolume()).mean)
        let exact = curve.defaultProbability(to: 365) * conditional
        expectClose(try #require(forecast.forecast(of: .standard)).loss.mean, exact)
        let never = try await run(paths: 64) {
            $0.filing = .init(curve: try HazardCurve(rate: 0), horizonDays: 3650)
        }
        let loss = try #require(never.forecast(of: .standard)).loss
        #expect(loss.mean.value == 0)
        #expect(loss.nothingLost == 1)
    }

    @Test("any number of tasks gives the same figures, bit for bit", arguments: [2, 3, 8])
    func threads(count: Int) async throws {
        let risk = ClientRisk(defaultProbability: Example.percent("10"))
        for numbers in [PathSettings.Numbers.counted, .even(replicates: 4)] {
            let one = try await run(
                PaymentModel.allCases, paths: 2_500, numbers: numbers, risk: risk)
            let several = try await run(
                PaymentModel.allCases, paths: 2_500, numbers: numbers, threads: count, risk: risk)
            #expect(one == several)
        }
    }

    @Test("the estimate settles, its bars are all paths, and cash only grows")
    func shape() async throws {
        let forecast = try await run(PaymentModel.allCases, paths: 10_000)
        for model in forecast.models {
            #expect(
                model.convergence.map(\.paths) == [
                    64, 128, 256, 512, 1024, 2048, 4096, 8192, 10_000,
                ])
            let last = try #require(model.convergence.last)
            #expect(abs(last.mean - model.loss.mean.value) < 0.01)
            #expect(model.loss.histogram.reduce(0) { $0 + $1.paths } == 10_000)
            for (early, late) in zip(model.cash, model.cash.dropFirst()) {
                #expect(zip(early.quantiles, late.quantiles).allSatisfy { $0 <= $1 + 0.01 })
            }
        }
    }

    @Test("figures out of range are refused, by name")
    func refused() async throws {
        await #expect(throws: MonteCarlo.Failure.self) { try await run { $0.challenged = 2 } }
        await #expect(throws: MonteCarlo.Failure.self) { try await run(paths: 0) }
        await #expect(throws: MonteCarlo.Failure.self) {
            try await run(paths: 100, numbers: .even(replicates: 3))
        }
        await #expect(throws: MonteCarlo.Failure.self) { try await run(levels: [1]) }
        do {
            _ = try await run { $0.lost = -1 }
        } catch {
            #expect("\(error)" == "lost is -1.0; it must be from 0.0 to 1.0.")
        }
    }
}

@Suite("Laws of Monte Carlo")
struct MonteCarloLaws {
    /// A scenario in which nothing is uncertain: clients fail for sure or never.
    private func certain(_ random: inout SeededRandom) throws -> (Scenario, ChanceSettings) {
        var (trust, avoidance, habit) = (TrustSettings(), AvoidanceSettings(), HabitSettings())
        trust.grade = TrustGrade.allCases.randomElement(using: &random) ?? .segregated
        trust.guaranteesClients = .random(using: &random)
        avoidance.isTested = .random(using: &random)
        avoidance.illiquidSince = Example.filingDay.adding(days: -90)
        avoidance.knownSince = avoidance.illiquidSince
        habit.daysAfterInvoice = .random(in: 0...90, using: &random)
        habit.oldClaims = ["F-02": Example.eur(.random(in: 0...3_000_00, using: &random))]
        let quota = RandomCase.share(&random)
        var puts = PutSettings(
            strike: Example.eur(20_00), premium: Example.eur(1_10),
            priceAtFiling: Example.eur(.random(in: 0...30_00, using: &random)),
            expiry: Example.filingDay.adding(days: .random(in: -1...1, using: &random)))
        puts.size = .contracts(.random(in: 0...20, using: &random))
        let scenario = try Scenario(
            quota: .fixed(quota), habit: habit, trust: trust, avoidance: avoidance,
            clientRisks: [
                "C-02": ClientRisk(
                    defaultProbability: .whole, lossGivenDefault: RandomCase.share(&random))
            ], puts: puts)
        var chance = try ChanceSettings()
        chance.quota = .value(Double(quota.numerator) / Double(quota.denominator))
        chance.years = .value(4.25)
        return (scenario, chance)
    }

    @Test(
        "where nothing is uncertain a path is the one-case simulation", arguments: UInt64(1)...500)
    func certainty(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let caseFile = try RandomCase.caseFile(&random)
        let (scenario, chance) = try certain(&random)
        let outcome = try Simulation.run(caseFile, scenario)
        var settings = PathSettings()
        settings.paths = 2
        settings.seed = seed
        let forecast = try await MonteCarlo.run(caseFile, scenario, chance, settings)
        // Each of the few figures that are rounded to cents may be half a cent off.
        let slack = 0.51 * Double(caseFile.items.count + 2 * caseFile.freelancers.count)
        for (result, model) in zip(outcome.models, forecast.models) {
            #expect(abs(Double(result.total.loss.minor) - model.loss.mean.value) <= slack)
            let present = result.total.exposure.minor - result.total.presentValue.minor
            #expect(
                abs(Double(present) - model.presentLoss.mean.value) <= slack, "\(result.model)")
            for (row, freelancer) in zip(result.freelancers, model.freelancers) {
                #expect(abs(Double(row.loss.minor) - freelancer.meanLoss) <= slack)
            }
        }
    }
}
