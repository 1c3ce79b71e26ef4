import InsolvencyCore
import MoneyCore
import Testing

@Suite("What a simulation refuses, and present values")
struct SimulationErrorTests {
    private func expect(_ error: SimulationError, _ scenario: Scenario) {
        #expect(throws: error) { try Simulation.run(Example.sample(), scenario) }
        #expect(!"\(error)".isEmpty)
    }

    @Test("a scenario that does not fit the case")
    func mismatch() throws {
        let franc = try #require(Currency("CHF"))
        expect(.currencyMismatch(caseFile: .eur, scenario: franc), try Scenario(currency: franc))
        let later = Example.day("2013-03-23")
        expect(
            .filingDayMismatch(caseFile: Example.filingDay, scenario: later),
            try Scenario(filingDay: later))
        expect(
            .unknownParty(key: "clients", code: "C-77"),
            try Scenario(clientRisks: ["C-77": ClientRisk()]))
        var habit = HabitSettings()
        habit.oldClaims = ["F-77": Example.eur(1)]
        expect(.unknownParty(key: "habit.oldClaims", code: "F-77"), try Scenario(habit: habit))
        var time = TimeSettings()
        time.openingDay = Example.day("2013-03-21")
        expect(
            .opensBeforeFiling(
                openingDay: Example.day("2013-03-21"), filingDay: Example.filingDay),
            try Scenario(time: time))
    }

    @Test("a computed quota needs euros and a table; a fixed one needs neither")
    func tables() throws {
        let franc = try #require(Currency("CHF"))
        let day = Example.day("1999-01-01")
        let abroad = try CaseFile(
            currency: franc, filingDay: day, head: .init(size: 1, root: ""), isSample: false,
            clients: [], freelancers: ["F-01"], items: [])
        #expect(throws: SimulationError.tariffNeedsEuro(franc)) {
            try Simulation.run(abroad, Scenario(currency: franc, quota: .computed))
        }
        #expect(throws: Never.self) { try Simulation.run(abroad, Scenario(currency: franc)) }
        let old = try CaseFile(
            currency: .eur, filingDay: day, head: .init(size: 1, root: ""), isSample: false,
            clients: [], freelancers: [], items: [])
        #expect(throws: SimulationError.noCostTable(day)) {
            try Simulation.run(old, Scenario(quota: .computed))
        }
    }

    @Test("puts that would need more shares than can be counted are refused")
    func overflow() throws {
        var puts = PutSettings(
            strike: Example.eur(51), premium: Example.eur(1_000_000_000_000),
            priceAtFiling: Example.eur(50), expiry: Example.filingDay)
        puts.rolls = 1000
        expect(.overflow, try Scenario(puts: puts))
    }

    @Test("settings out of range do not make a scenario")
    func scenarioRange() throws {
        let twice = try #require(Share(2, over: 1))
        var estate = EstateSettings(.eur)
        estate.assigned = twice
        #expect(throws: ScenarioError.shareOutOfRange(key: "estate.assigned", twice)) {
            try Scenario(estate: estate)
        }
        #expect(throws: ScenarioError.noModels) { try Scenario(models: []) }
        #expect(throws: ScenarioError.duplicateModel(.trust)) {
            try Scenario(models: [.trust, .hedged, .trust])
        }
        estate = EstateSettings(try #require(Currency("JPY")))
        #expect(throws: ScenarioError.self) { try Scenario(estate: estate) }
    }

    struct Value: Sendable, CustomTestStringConvertible {
        let rate: String
        let years: Share?
        let value: Int64
        var testDescription: String { "\(rate) % over \(years?.description ?? "")" }
    }

    @Test(
        "41,888.00 of later years is worth less by yearly compounding",
        arguments: [
            Value(rate: "0", years: Share(17, over: 4), value: 41_888_00),
            Value(rate: "10", years: .zero, value: 41_888_00),
            Value(rate: "10", years: Share(2, over: 1), value: 34_618_18),
            Value(rate: "10", years: Share(1, over: 2), value: 39_938_64),
            Value(rate: "10", years: Share(7, over: 4), value: 35_452_95),
        ])
    func presentValue(_ example: Value) throws {
        let years = try #require(example.years)
        let scenario = try Example.scenario("100") {
            $0.discountRate = Example.percent(example.rate)
            $0.years = years
        }
        let outcome = try Simulation.run(Example.sample(), scenario)
        #expect(outcome.result(of: .standard)?.total.presentValue.minor == example.value)
    }
}
