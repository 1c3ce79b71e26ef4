public import MoneyCore

/// Why settings do not make a scenario; `key` is the path of the setting in a scenario file.
public enum ScenarioError: Error, Equatable, Sendable {
    case noModels
    case duplicateModel(PaymentModel)
    case shareOutOfRange(key: String, Share)
    case amountOutOfRange(key: String, Money)
    case currencyMismatch(key: String, Currency, expected: Currency)
    case numberOutOfRange(key: String, Int64, allowed: ClosedRange<Int64>)
    case sequenceNotPositive(Int64)
    case opensBeforeFiling(openingDay: Day, filingDay: Day)
    /// Many filing days need days until opening, not one day.
    case openingWithoutFiling(Day)

    /// The path of the setting in a scenario file.
    public var key: String {
        switch self {
        case .noModels, .duplicateModel: "models"
        case .shareOutOfRange(let key, _), .amountOutOfRange(let key, _),
            .currencyMismatch(let key, _, _), .numberOutOfRange(let key, _, _):
            key
        case .sequenceNotPositive: "asOfSequence"
        case .opensBeforeFiling, .openingWithoutFiling: "time.openingDay"
        }
    }
}

extension ScenarioError: CustomStringConvertible {
    /// What happened, with its values, and what is allowed.
    public var description: String {
        switch self {
        case .noModels: "No model is to be run; name at least one of \(Self.models)."
        case .duplicateModel(let model): "Model \(model.rawValue) stands twice; name it once."
        case .shareOutOfRange(let key, let share):
            "\(key) is \(share.percent) %; it must be between 0 and 100 %."
        case .amountOutOfRange(let key, let amount):
            "\(key) is \(amount); it must be between 0 and \(CaseFile.limit / 100)."
        case .currencyMismatch(let key, let currency, let expected):
            "\(key) is in \(currency); the scenario is in \(expected)."
        case .numberOutOfRange(let key, let number, let allowed):
            "\(key) is \(number); it must be between \(allowed.lowerBound) and "
                + "\(allowed.upperBound)."
        case .sequenceNotPositive(let sequence):
            "asOfSequence is \(sequence); the first record of a book is number 1."
        case .opensBeforeFiling(let openingDay, let filingDay):
            "time.openingDay \(openingDay) lies before the filing day \(filingDay)."
        case .openingWithoutFiling(let openingDay):
            "time.openingDay is \(openingDay) without a filing day; write openingDays, or filingDay "
                + "beside it."
        }
    }

    private static var models: String {
        PaymentModel.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
