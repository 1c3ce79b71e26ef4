import MoneyCore

extension ReadStatement {
    /// Holds the statement to the rule that its entries lead from balance to balance.
    ///
    /// - Throws: `noAccount`, `pageMissing`, `noOpeningBalance`, `noClosingBalance`, `missing` for
    ///   a balance without any date, `sumTooLarge`, then `balanceMismatch`.
    /// - Source: docs/spec/bank-import.md#statement
    func prove() throws(BankFileError.Reason) {
        guard !accountText.isEmpty else { throw .noAccount }
        guard isComplete else { throw .pageMissing(after: pageCount) }
        guard let opening else { throw .noOpeningBalance }
        guard let closing else { throw .noClosingBalance }
        guard closing.day != nil else { throw .missing(element: "Bal/Dt") }
        let booked = booked ?? .zero(opening.amount.currency)
        let expected = Int128(opening.amount.minor) + Int128(booked.minor)
        guard let difference = Int64(exactly: Int128(closing.amount.minor) - expected) else {
            throw .sumTooLarge
        }
        guard difference != 0 else { return }
        throw .balanceMismatch(
            opening: opening.amount, booked: booked, closing: closing.amount,
            difference: Money(minor: difference, booked.currency), reversals: isOffByReversals)
    }
}
