package import MoneyCore

/// What a person says of a file that the file itself does not say.
///
/// - Source: docs/spec/bank-import.md#by-hand
package struct ReadingOptions: Hashable, Sendable {
    /// The layout of a table; nil to look for one of the known.
    package var layout: CSVLayout?
    /// Accounts whose bank gives reversals the direction of what they reverse, by IBAN.
    package var turning: Set<IBAN> = []
    /// The balances of the one statement that has none.
    package var given: GivenBalances?

    package init() {}
}

/// Balances that a person read from the bank, as decimal texts in the statement's currency.
package struct GivenBalances: Hashable, Sendable {
    package let opening: String
    package let closing: String

    package init(opening: String, closing: String) {
        self.opening = opening
        self.closing = closing
    }

    /// How a balance that was given is marked.
    static let type = "given"
}

extension ReadStatement {
    /// Turns the reversals of a statement that is off by exactly twice their sum, if its bank is
    /// known for that, and gives it the balances that it lacks.
    ///
    /// - Parameter options: What a person said.
    /// - Throws: `wrongAmount` for a balance that is no exact amount, `twoBalances` where the statement
    ///   has another one.
    mutating func settle(_ options: ReadingOptions) throws(BankFileError.Reason) {
        guard !format.isAdvice else { return }
        if let given = options.given { try take(given) }
        guard let account, options.turning.contains(account), isOffByReversals,
            let booked, let reversed
        else { return }
        // What is off by twice their sum is not off once they are turned, and never turned again.
        let (twice, overflow) = reversed.minor.multipliedReportingOverflow(by: 2)
        let (turned, tooSmall) = booked.minor.subtractingReportingOverflow(twice)
        guard !overflow, !tooSmall else { throw .sumTooLarge }
        self.booked = Money(minor: turned, booked.currency)
        self.reversed = Money(minor: -reversed.minor, reversed.currency)
        hasTurnedReversals = true
    }

    private mutating func take(_ given: GivenBalances) throws(BankFileError.Reason) {
        guard opening == nil || closing == nil, let currency else { return }
        func money(_ text: String) throws(BankFileError.Reason) -> Money {
            guard let money = Money(text, currency) else { throw .wrongAmount(text) }
            return money
        }
        let (first, last) = (try money(given.opening), try money(given.closing))
        if let own = opening?.amount, own != first { throw .twoBalances(type: "OPBD", own, first) }
        if let own = closing?.amount, own != last { throw .twoBalances(type: "CLBD", own, last) }
        let lastDay = periodEnd ?? createdDay
        opening =
            opening
            ?? ReadBalance(amount: first, day: periodStart ?? lastDay, type: GivenBalances.type)
        closing = closing ?? ReadBalance(amount: last, day: lastDay, type: GivenBalances.type)
        hasGivenBalances = true
    }
}
