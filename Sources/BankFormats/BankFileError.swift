package import MoneyCore

/// Why a bank file is refused as a whole, with the place that shows it.
///
/// - Source: docs/spec/bank-import.md#refused
package struct BankFileError: Error, Hashable, Sendable {
    /// The file as the caller named it.
    package let file: String
    /// The line of the file, from 1; nil where the file as a whole is meant.
    package let line: Int?
    /// Statement and entry, such as `statement 1, entry 3`; nil outside of a statement.
    package let place: String?
    package let reason: Reason

    package init(file: String, line: Int?, place: String?, reason: Reason) {
        self.file = file
        self.line = line
        self.place = place
        self.reason = reason
    }

    /// The reasons in the order in which they are found out.
    package enum Reason: Error, Hashable, Sendable {
        case unreadable(String)
        case unknownFormat
        case tooLarge(what: String, limit: Int)
        case brokenArchive(String)
        case wrongMapping(String)
        case malformed(String)
        case wrongEncoding(String)
        case documentType
        case nestedTooDeep(limit: Int)
        case textTooLong(element: String, limit: Int)
        /// The root and, where the file has one, the message inside of it.
        case notAStatement(root: String, message: String?)
        case noStatement
        /// A report within the day or a notification: it moves no money.
        case advice(String)
        case noAccount
        case missing(element: String)
        case wrongAmount(String)
        case wrongCurrency(String)
        case otherCurrency(expected: Currency, found: Currency)
        case wrongDirection(String)
        case wrongDate(String)
        /// A `:61:` of MT940, or a row of a table, that has not the form of an entry.
        case wrongEntry(String)
        case wrongPage(expected: Int, found: Int)
        case pageMissing(after: Int)
        case noOpeningBalance
        case noClosingBalance
        case twoBalances(type: String, Money, Money)
        case sumTooLarge
        /// Reversals explain the difference when twice their sum is exactly as large.
        case balanceMismatch(
            opening: Money, booked: Money, closing: Money, difference: Money, reversals: Bool)
        case changed
        /// Balances were given by hand, and so many statements have none.
        case givenBalances(count: Int)
    }
}

extension BankFileError.Reason {
    /// What happened.
    var fact: String {
        switch self {
        case .unreadable(let reason): "The file cannot be read: \(reason)."
        case .malformed(let message): "The file is no well-formed XML: \(message)."
        case .wrongEncoding(let message):
            "The file is not written in the encoding that it names: \(message)."
        case .documentType: "The file has a DOCTYPE, which a bank statement never needs."
        case .nestedTooDeep(let limit): "Elements are nested more than \(limit) deep."
        case .textTooLong(let element, let limit):
            "The text of \(element) is longer than \(limit) bytes."
        case .notAStatement(let root, let message):
            "The file is no bank statement (camt.052, camt.053, camt.054): it has "
                + (message.map { "\($0) in \(root)" } ?? root) + "."
        case .noStatement: "The file has no statement."
        case .advice(let format): "The file is advice (\(format)), which moves no money."
        case .noAccount: "The statement names no account."
        case .missing(let element): "\(element) is missing."
        case .wrongAmount(let text):
            "\"\(text)\" is no exact, unsigned amount of the statement's currency."
        case .wrongCurrency(let text): "\"\(text)\" is no currency code."
        case .otherCurrency(let expected, let found):
            "The amount is in \(found), the account in \(expected)."
        case .wrongDirection(let text): "\"\(text)\" is neither CRDT nor DBIT."
        case .wrongDate(let text): "\"\(text)\" is no date of the calendar."
        case .wrongEntry(let text): "\"\(text)\" has not the form of an entry."
        case .wrongPage(let expected, let found):
            "Page \(found) of the statement stands where page \(expected) is due."
        case .pageMissing(let last): "The statement breaks off after page \(last)."
        case .noOpeningBalance: "The statement has no opening balance (OPBD or PRCD)."
        case .noClosingBalance: "The statement has no closing balance (CLBD)."
        case .unknownFormat:
            "The file is no camt XML, no MT940 or MT942, no ZIP and no table of a known layout."
        case .tooLarge(let what, let limit): "\(what) is larger than \(limit) bytes."
        case .brokenArchive(let message): "The ZIP file cannot be read: \(message)."
        case .wrongMapping(let message): "The layout cannot be used: \(message)."
        case .twoBalances(let type, let first, let second):
            "The statement has two different balances \(type), \(first) and \(second)."
        case .sumTooLarge: "The amounts of the statement sum to more than can be counted."
        case .balanceMismatch(let opening, let booked, let closing, let difference, _):
            "Opening balance \(opening) and booked entries of \(booked) do not lead to the "
                + "closing balance \(closing): \(difference) is missing from the entries."
        case .changed: "The file was changed while it was being read."
        case .givenBalances(let count):
            count == 0
                ? "Balances were given, but no statement of the file lacks its own."
                : "Balances were given for one statement, but \(count) have none."
        }
    }

    /// What to do.
    var remedy: String {
        switch self {
        case .unreadable: "Check the path and the permission to read it."
        case .malformed, .wrongEncoding, .nestedTooDeep, .textTooLong:
            "Fetch the file from the bank again; do not edit it."
        case .unknownFormat:
            "Name the layout of a table with --layout; the known ones are in the help."
        case .tooLarge, .brokenArchive: "Fetch the file from the bank again, in smaller parts."
        case .wrongMapping: "Correct the layout; the form of one is in docs/bank-layouts.md."
        case .documentType: "Fetch the original from the bank; do not import this file."
        case .notAStatement, .advice: "Ask the bank for end-of-day statements, camt.053."
        case .noOpeningBalance, .noClosingBalance:
            "Ask the bank for a statement with balances; or read both from the bank's own list and "
                + "give them with --opening and --closing."
        case .noStatement, .noAccount, .missing, .wrongAmount, .wrongCurrency, .otherCurrency,
            .wrongDirection, .wrongDate, .wrongEntry, .twoBalances, .sumTooLarge:
            "Ask the bank for a corrected statement."
        case .wrongPage, .pageMissing:
            "Ask the bank for one file with all pages of the statement."
        case .balanceMismatch(_, _, _, _, let reversals):
            reversals
                ? "Exactly twice the sum of the reversals (RvslInd): the bank seems to give "
                    + "their direction wrongly. Ask it, and if it says so, import the file with "
                    + "--turn-reversals and the account's IBAN."
                : "Ask the bank for the whole statement."
        case .givenBalances: "Leave --opening and --closing away, or give one statement a file."
        case .changed: "Import it again when nothing writes to it any more."
        }
    }
}

extension BankFileError: CustomStringConvertible {
    package var description: String {
        var position = file
        if let line { position += ", line \(line)" }
        if let place { position += ", \(place)" }
        return "\(position): \(reason.fact) \(reason.remedy)"
    }
}
