import MoneyCore

/// What every piece of work must know of one filing: the assumptions and its days.
struct FilingContext: Sendable {
    let scenario: Scenario
    let filingDay: Day
    let openingDay: Day

    /// - Throws: `opensBeforeFiling`.
    init(_ scenario: Scenario, filingDay: Day) throws(SimulationError) {
        self.scenario = scenario
        self.filingDay = filingDay
        let time = scenario.time
        openingDay = time.openingDay ?? filingDay.adding(days: time.openingDays)
        guard openingDay >= filingDay else {
            throw .opensBeforeFiling(openingDay: openingDay, filingDay: filingDay)
        }
    }
}
