public import MoneyCore

/// Why a rule cannot divide a line, in the order of the checks; `key` is the path of the setting in
/// a rule file.
///
/// - Source: docs/spec/rule.md#refused
public enum SplitRuleError: Error, Equatable, Sendable {
    case code(String)
    case partCount(Int)
    case currency(key: String, Currency, expected: Currency)
    case notPositive(key: String)
    case aboveWhole(key: String)
    case tooFine(key: String)
    case tiersNotRising(key: String)
    case lastTierBounded(key: String)
    case rateIsNet(key: String)
    case agreedRate(key: String, payee: String)
    case vatOfEngagement(key: String, payee: String)
    case notPassedThrough(key: String, payee: String)
    case withoutMeaning(key: String)
    case floorAboveCap(key: String)
    case payeeTwice(key: String, payee: String)
    case twoRemainders(key: String)
    case shareOfNet(key: String)
    case notWhole(sum: String)
    case nothingRemains(sum: String)
    case orderNames(String)
    case orderTwice(String)
    case orderLacks(String)

    /// The path of the setting, parts and tiers counted from 0: `parts.1.cap`.
    public var key: String {
        switch self {
        case .code: "rule"
        case .partCount, .notWhole, .nothingRemains: "parts"
        case .currency(let key, _, _), .notPositive(let key), .aboveWhole(let key),
            .tooFine(let key), .tiersNotRising(let key), .lastTierBounded(let key),
            .rateIsNet(let key), .agreedRate(let key, _), .vatOfEngagement(let key, _),
            .notPassedThrough(let key, _), .withoutMeaning(let key), .floorAboveCap(let key),
            .payeeTwice(let key, _), .twoRemainders(let key), .shareOfNet(let key):
            key
        case .orderNames, .orderTwice, .orderLacks: "order"
        }
    }
}

extension SplitRuleError: CustomStringConvertible {
    /// What happened, with its values, and what is allowed.
    public var description: String {
        switch self {
        case .code(let code): "\"\(code)\" is no code of 1 to 32 letters, digits, points, dashes."
        case .partCount(let count): "\(count) parts are not 1 to \(InvoicePart.partsMax)."
        case .currency(_, let currency, let expected):
            "It is in \(currency), the rule in \(expected)."
        case .notPositive: "It is not more than zero."
        case .aboveWhole: "It is more than the whole."
        case .tooFine: "The fractions have no common denominator up to 10^12."
        case .tiersNotRising: "Tiers rise from bound to bound, and there are 1 to 32."
        case .lastTierBounded: "Every tier but the last has a bound, and the last has none."
        case .rateIsNet: "Hours times rate is a net amount."
        case .agreedRate(_, let payee):
            "The engagement agrees a rate with the freelancer, not with \(payee)."
        case .vatOfEngagement(_, let payee): "The VAT of the \(payee) is that of the engagement."
        case .notPassedThrough(_, let payee):
            "A premium passes through to a producer, not to \(payee)."
        case .withoutMeaning: "It is without meaning here: only an amount that varies has bounds."
        case .floorAboveCap: "The floor is above the cap."
        case .payeeTwice(_, let payee): "\(payee) stands twice; a payee has one part."
        case .twoRemainders: "Another part is the remainder already."
        case .shareOfNet:
            "Without a remainder, parts are shares of the gross, and this one is of the net: write `of: gross`, or make one part the remainder."
        case .notWhole(let sum):
            "Without a remainder, all parts are plain shares of the gross that sum to 1; these sum to \(sum)."
        case .nothingRemains(let sum):
            "The shares sum to \(sum) and leave nothing for the remainder."
        case .orderNames(let payee): "\(payee) has no part."
        case .orderTwice(let payee): "\(payee) stands twice."
        case .orderLacks(let payee): "\(payee) is missing."
        }
    }
}
