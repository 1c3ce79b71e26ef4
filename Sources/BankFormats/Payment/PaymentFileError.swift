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
    case creditorAddressMissing(transfer: Int, String)
    case creditorCountry(transfer: Int, String)
    case creditorAddressTooLong(transfer: Int)
    case remittanceTooLong(transfer: Int, length: Int)
    case reference(transfer: Int, String)
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
        case .debtorCountry(let country):
            "The paying account is of \(country), outside the EEA: a payment out of it asks for more "
                + "than this file carries. Pay it by another way."
        case .executionBeforeCreation(let execution, let creation):
            "The execution day \(execution) is before the creation day \(creation). Choose "
                + "\(creation) or a later day."
        case .notABusinessDay(let day, let next):
            "Banks do not work on \(day). Choose \(next)."
        case .endToEndID, .endToEndIDTwice, .currency, .amountTooSmall, .amountTooLarge,
            .creditorNameEmpty, .creditorNameTooLong, .creditorAddressMissing, .creditorCountry,
            .creditorAddressTooLong, .remittanceTooLong, .reference:
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
        case .creditorAddressMissing(let transfer, let country):
            "Transfer \(transfer): the account is of \(country), outside the EEA, where a payment needs "
                + "the payee's address. Add town and country to the party."
        case .creditorCountry(let transfer, let country):
            "Transfer \(transfer): the account is of \(country), outside the SEPA. Pay it by another "
                + "way."
        case .creditorAddressTooLong(let transfer):
            "Transfer \(transfer): the payee's address is too long. Shorten the street to 70, the town "
                + "to 35 and the postcode to 16 characters."
        case .remittanceTooLong(let transfer, let length):
            "Transfer \(transfer): the remittance text has \(length) characters. Shorten it to 140."
        case .reference(let transfer, let reference):
            "Transfer \(transfer): \"\(reference)\" cannot be written as it is, and another would not "
                + "be found again. Use letters without marks, digits and / - ? : ( ) . , ' + in it."
        case .noTransfers, .messageID, .debtorNameEmpty, .debtorNameTooLong, .debtorCountry,
            .executionBeforeCreation, .notABusinessDay, .sumTooLarge:
            ""
        }
    }

    private static let identifierRule =
        "Use 1 to 35 of a-z A-Z 0-9 / - ? : ( ) . , ' + and spaces inside, with no / at either "
        + "end nor // in it."
}
