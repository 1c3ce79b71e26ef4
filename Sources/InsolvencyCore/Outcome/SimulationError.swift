public import MoneyCore

/// Why a simulation cannot be run, in the order in which it is checked.
public enum SimulationError: Error, Equatable, Sendable {
    case currencyMismatch(caseFile: Currency, scenario: Currency)
    case filingDayMismatch(caseFile: Day, scenario: Day)
    case unknownParty(key: String, code: String)
    case opensBeforeFiling(openingDay: Day, filingDay: Day)
    /// The cost tables are in euros.
    case tariffNeedsEuro(Currency)
    case noCostTable(Day)
    case overflow
    /// The parties together do not hold what there is: a fault of the program, never of the input.
    case notConserved(PaymentModel, held: Money, expected: Money)
}

extension SimulationError: CustomStringConvertible {
    /// What happened, with its values, and what to do.
    public var description: String {
        switch self {
        case .currencyMismatch(let caseFile, let scenario):
            "The case is in \(caseFile), the scenario in \(scenario); set the scenario's currency."
        case .filingDayMismatch(let caseFile, let scenario):
            "The case is of \(caseFile), the scenario of \(scenario); make the case for that day."
        case .unknownParty(let key, let code):
            "\(key) names \(code), who is not in the case; correct the code."
        case .opensBeforeFiling(let openingDay, let filingDay):
            "Proceedings would open on \(openingDay), before the filing of \(filingDay); set "
                + "time.openingDay to the filing day or later."
        case .tariffNeedsEuro(let currency):
            "The cost tables are in EUR, the case in \(currency); use a fixed quota."
        case .noCostTable(let day):
            "There is no cost table for a filing on \(day); the first is of 2004-07-01. Use a fixed "
                + "quota."
        case .notConserved(let model, let held, let expected):
            "Under \(model.rawValue) all parties hold \(held) of \(expected). This is a fault of the "
                + "program; report it with the scenario."
        case .overflow: "An amount became too large to compute with; check the scenario's figures."
        }
    }
}
