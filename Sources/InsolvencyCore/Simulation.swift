import EscrowCore
import MoneyCore

/// What would stay protected if the agency failed on that day: a pure function of the facts and
/// the assumptions.
///
/// - Source: docs/spec/simulation.md
public enum Simulation {
    /// Runs every model that the scenario names on the same facts.
    ///
    /// - Returns: One result for each model in the scenario's order, each with one row for each
    ///   freelancer in the case's order.
    /// - Throws: the first broken rule, in the order of the error's cases.
    /// - Complexity: O(*n* log *n*) in the number of work items, for each model.
    public static func run(
        _ caseFile: CaseFile, _ scenario: Scenario
    ) throws(SimulationError)
        -> Outcome
    {
        try check(caseFile, scenario)
        let world = try World(caseFile, scenario)
        var models: [ModelResult] = []
        for model in scenario.models { models.append(try run(model, world, scenario.trust.grade)) }
        var grades: [GradeResult] = []
        if scenario.models.contains(.trust) {
            for grade in TrustGrade.allCases {
                let result = try run(.trust, world, grade)
                grades.append(GradeResult(grade: grade, total: result.total))
            }
        }
        return Outcome(
            head: caseFile.head, isSample: caseFile.isSample, currency: caseFile.currency,
            filingDay: caseFile.filingDay, openingDay: world.openingDay,
            distributionDay: world.distributionDay, scenario: scenario, models: models,
            grades: grades, notes: Notes(world, models).all, assumptions: scenario.assumptions)
    }

    private static func check(_ caseFile: CaseFile, _ scenario: Scenario) throws(SimulationError) {
        guard caseFile.currency == scenario.currency else {
            throw .currencyMismatch(caseFile: caseFile.currency, scenario: scenario.currency)
        }
        if let filingDay = scenario.filingDay, filingDay != caseFile.filingDay {
            throw .filingDayMismatch(caseFile: caseFile.filingDay, scenario: filingDay)
        }
        for code in scenario.clientRisks.keys.sorted() where !caseFile.clients.contains(code) {
            throw .unknownParty(key: "clients", code: code)
        }
        for code in scenario.habit.oldClaims.keys.sorted()
        where !caseFile.freelancers.contains(code) {
            throw .unknownParty(key: "habit.oldClaims", code: code)
        }
        if scenario.quota == .computed, caseFile.currency != .eur {
            throw .tariffNeedsEuro(caseFile.currency)
        }
    }

    private static func run(
        _ model: PaymentModel, _ world: World, _ grade: TrustGrade
    )
        throws(SimulationError) -> ModelResult
    {
        let routed = try route(model, world, grade)
        let settings = world.scenario.avoidance
        let tested =
            settings.isTested ? Clawback(routed.payments, settings.rules(world.context)) : nil
        let result = try Settlement(world: world, routed: routed, model: model, tested: tested)
            .run()
        let expected = Money(minor: world.total, world.caseFile.currency)
        guard result.holdings.total == expected else {
            throw .notConserved(model, held: result.holdings.total, expected: expected)
        }
        return result
    }
}
