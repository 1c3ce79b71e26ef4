package import MoneyCore

/// Which rule of a payment file an order breaks, in the order of the checks.
///
/// Transfers are counted from 1, as they stand in the order.
///
/// - Source: docs/spec/payment-file.md#rules
package enum PaymentFileError: Error, Hashable, Sendable {
    case noTransfers
    case messageID(String)
    case debtorNameEmpty
    case debtorNameTooLong(length: Int)
    case debtorCountry(String)
    case executionBeforeCreation(execution: Day, creation: Day)
    case notABusinessDay(Day, next: Day)
    case endToEndID(transfer: Int, String)
    case endToEndIDTwice(first: Int, second: Int, String)
    case currency(transfer: Int, Currency)
    case amountTooSmall(transfer: Int, Money)
    case amountTooLarge(transfer: Int, Money)
    case creditorNameEmpty(transfer: Int)
    case creditorNameTooLong(transfer: Int, length: Int)
    case creditorCountry(transfer: Int, String)
    case remittanceTooLong(transfer: Int, length: Int)
    case sumTooLarge
}

extension PaymentFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noTransfers: "The order has no transfer. Plan at least one payout."
        case .messageID(let id):
            "\"\(id)\" cannot be a message id. " + Self.identifierRule
        case .debtorNameEmpty:
            "The name of the paying account has no letter or digit. Give one in Latin letters."
        case .debtorNameTooLong(let length):
            "The name of the paying account has \(length) characters. Shorten it to 70."
        case .debtorCountry(let country): Self.countryRule("The paying account is", country)
        case .executionBeforeCreation(let execution, let creation):
            "The execution day \(execution) is before the creation day \(creation). Choose "
                + "\(creation) or a later day."
        case .notABusinessDay(let day, let next):
            "Banks do not work on \(day). Choose \(next)."
        case .endToEndID, .endToEndIDTwice, .currency, .amountTooSmall, .amountTooLarge,
            .creditorNameEmpty, .creditorNameTooLong, .creditorCountry, .remittanceTooLong:
            transferDescription
        case .sumTooLarge: "The amounts sum to more than can be counted. Plan several files."
        }
    }

    private var transferDescription: String {
        switch self {
        case .endToEndID(let transfer, let id):
            "Transfer \(transfer): \"\(id)\" cannot be an end-to-end id. " + Self.identifierRule
        case .endToEndIDTwice(let first, let second, let id):
            "Transfers \(first) and \(second) have the same end-to-end id \(id). Give each its own."
        case .currency(let transfer, let currency):
            "Transfer \(transfer) is in \(currency). A SEPA file pays EUR only."
        case .amountTooSmall(let transfer, let amount):
            "Transfer \(transfer) is of \(amount). The least amount is 0.01 EUR."
        case .amountTooLarge(let transfer, let amount):
            "Transfer \(transfer) is of \(amount). Divide it: the limit is 999,999,999.99 EUR."
        case .creditorNameEmpty(let transfer):
            "Transfer \(transfer): the creditor's name has no letter or digit. Give it in Latin "
                + "letters."
        case .creditorNameTooLong(let transfer, let length):
            "Transfer \(transfer): the creditor's name has \(length) characters. Shorten it to 70."
        case .creditorCountry(let transfer, let country):
            Self.countryRule("Transfer \(transfer): the account is", country)
        case .remittanceTooLong(let transfer, let length):
            "Transfer \(transfer): the remittance text has \(length) characters. Shorten it to 140."
        case .noTransfers, .messageID, .debtorNameEmpty, .debtorNameTooLong, .debtorCountry,
            .executionBeforeCreation, .notABusinessDay, .sumTooLarge:
            ""
        }
    }

    private static let identifierRule =
        "Use 1 to 35 of a-z A-Z 0-9 / - ? : ( ) . , ' + and spaces inside, with no / at either "
        + "end nor // in it."

    private static func countryRule(_ subject: String, _ country: String) -> String {
        "\(subject) of \(country), outside the EEA, where a payment needs an address that this "
            + "file does not carry. Pay it by another way."
    }
}
