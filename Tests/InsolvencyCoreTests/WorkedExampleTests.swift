import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Worked examples that need no simulation")
struct WorkedExampleTests {
    @Test("three months of the seed: 41,888.00 of 52,360.00 (O2)")
    func exposure() throws {
        let prices = try ["160", "160", "120"].map { try Example.prices($0) }
        #expect(prices.map(\.freelancerGross.minor) == [15_232_00, 15_232_00, 11_424_00])
        #expect(prices.reduce(0) { $0 + $1.freelancerGross.minor } == 41_888_00)
        #expect(prices.reduce(0) { $0 + $1.freelancerNet.minor } == 35_200_00)
        #expect(prices.reduce(0) { $0 + $1.clientGross.minor } == 52_360_00)
        #expect(prices.reduce(0) { $0 + $1.agencyGross.minor } == 10_472_00)
    }

    @Test("a premium as consideration holds VAT, as a pass-through none (O21)")
    func premium() throws {
        let premium = Example.eur(1_000 * 50)
        let vat = try Example.percent("7").vatIncluded(in: premium)
        #expect(vat.minor == 32_71)
        #expect(premium.minor - vat.minor == 467_29)
        #expect(try Share.zero.vatIncluded(in: premium).minor == 0)
        // The retailer fails first: on its own account the producer has the quota.
        #expect(try premium.times(Example.percent("6.1")).minor == 30_50)
        let revenue = (principal: 1_000 * 5_50, agent: 1_000 * 5_00)
        #expect(revenue.principal - revenue.agent == premium.minor)
    }

    @Test("a direct debit that comes back after payout leaves a hole, held money does not (O22)")
    func directDebit() {
        let day = Example.day("2013-01-02")
        let debit = DirectDebitReturn(
            minor: 19_040_00, collectedOn: day, returnedOn: day.adding(days: 50))
        #expect(debit.shortfall(paidOutOn: day.adding(days: 2)) == 19_040_00)
        #expect(debit.shortfallIfHeld == 0)
        #expect(day.days(to: debit.finalDay) == 56)
        // An unauthorised debit may come back for 13 months: holding does not help.
        let unauthorised = DirectDebitReturn(
            minor: 19_040_00, collectedOn: day, returnedOn: day.adding(days: 390))
        #expect(unauthorised.shortfallIfHeld == 19_040_00)
        let transfer = DirectDebitReturn(minor: 19_040_00, collectedOn: day, returnedOn: nil)
        #expect(transfer.shortfall(paidOutOn: day) == 0)
    }

    @Test("three stages and a quota on either base (O24)")
    func stages() throws {
        let stages = [("10.9", "2024-01-15"), ("1.1", "2024-03-15"), ("3.4", "2024-06-15")]
        let paid = { (base: StagedDistribution.Base) in
            StagedDistribution(
                settlement: stages.map {
                    .init(share: Example.percent($0), day: Example.day($1))
                }, quota: .init(share: Example.percent("26"), day: Example.day("2025-03-15")),
                base: base
            ).payments(on: 100_000_00)
        }
        let original = paid(.original).map(\.minor)
        #expect(original.prefix(3).reduce(0, +) == 15_400_00)
        #expect(original.reduce(0, +) == 41_400_00)
        #expect(paid(.rest).map(\.minor).reduce(0, +) == 37_396_00)
        #expect(paid(.rest)[0].day == Example.day("2024-01-15"))
        let all = StagedDistribution(
            settlement: [.init(share: Example.percent("90"), day: Example.filingDay)],
            quota: .init(share: .whole, day: Example.filingDay), base: .original)
        #expect(all.payments(on: 100).map(\.minor) == [90, 10])
    }

    @Test("a grid has a result for every combination")
    func grid() throws {
        let grid = try StressGrid([
            .init(name: "months", values: [1, 2, 3]), .init(name: "recovery", values: [0, 0.06]),
        ]) { $0[0] * (1 - $0[1]) }
        #expect(grid.results.count == 6)
        #expect(grid.result(at: [2, 1]) == 3 * 0.94)
        #expect(grid.result(at: [0, 0]) == 1)
        #expect(throws: EstimateError.noData(what: "empty")) {
            try StressGrid([.init(name: "empty", values: [])]) { _ in 0 }
        }
        let many = StressGrid.Axis(name: "many", values: [Double](repeating: 0, count: 1001))
        #expect(throws: EstimateError.self) { try StressGrid([many, many]) { _ in 0 } }
    }

    @Test(
        "a case's chain: under (a) the failing agency pays all alike, under (d) clients pay past it"
    )
    func chain() throws {
        var chain = PaymentChain()
        chain.agencyAssets = 5_000_00
        chain.agencyDebts = 40_000_00
        chain.subcontracts = ["F-01": 20_000_00]
        let scenario = try Example.scenario()
        let standard = try chain.network(Example.sample(), scenario, model: .standard).settle()
        // 33,320.00 of the client and 5,000.00 of its own, of 81,888.00 owed.
        #expect(standard.payments[0][1] == 33_320_00)
        #expect(standard.payments[1].reduce(0, +) == 38_320_00)
        #expect(abs(standard.payments[1][2] - 19_601_75) <= 1)
        #expect(standard.defaulted == [false, true, true, false, false])
        let trust = try chain.network(Example.sample(), scenario, model: .trust)
        #expect(trust.nodes[2].assets == 15_232_00)
        let settled = try trust.settle()
        #expect(settled.payments[0] == [0, 6_664_00, 26_656_00, 0, 0])
        #expect(settled.payments[2][4] == 20_000_00)
        #expect(settled.holdings[2] == 21_888_00)
        #expect(settled.defaulted == [false, true, false, false, false])
    }
}
