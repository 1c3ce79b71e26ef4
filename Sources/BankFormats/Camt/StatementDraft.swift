import MoneyCore

/// A statement while its pages are read: it counts and sums, and keeps no entry.
///
/// - Source: docs/spec/bank-import.md#statement
struct StatementDraft {
    let place: String
    private(set) var head: StatementHead
    private(set) var currency: Currency?
    private(set) var pageCount = 1
    private(set) var entryCount = 0
    private(set) var bookedCount = 0
    private(set) var unbooked = PlaceList()
    private(set) var zeroAmounts = PlaceList()
    private(set) var booked: Int64 = 0
    private(set) var reversed: Int64 = 0
    private(set) var balances = Balances()
    private var page = Balances()

    /// The balances that count, of the whole statement or of one page.
    struct Balances {
        var opening: CamtBalance.Known?
        var previousClosing: CamtBalance.Known?
        var closing: CamtBalance.Known?
    }

    /// Begins a statement with its first page.
    init(place: String, head: StatementHead) throws(BankFileError.Reason) {
        self.place = place
        self.head = head
        currency = head.currency
        guard head.pageNumber == 1 else { throw .wrongPage(expected: 1, found: head.pageNumber) }
    }

    /// The place of the entry that was counted last.
    var entryPlace: String { "\(place), entry \(entryCount)" }

    /// Goes on with the next page.
    mutating func beginPage(_ next: StatementHead) throws(BankFileError.Reason) {
        guard next.pageNumber == pageCount + 1 else {
            throw .wrongPage(expected: pageCount + 1, found: next.pageNumber)
        }
        pageCount += 1
        if let other = next.currency { try agree(on: other) }
    }

    /// Ends a page: the opening balance of the first page counts, the closing one of the last.
    mutating func endPage(_ head: StatementHead) throws(BankFileError.Reason) {
        if let other = head.currency { try agree(on: other) }
        balances.opening = balances.opening ?? page.opening
        balances.previousClosing = balances.previousClosing ?? page.previousClosing
        balances.closing = page.closing ?? balances.closing
        page = Balances()
        self.head = head
    }

    /// Takes a balance; two of one type on a page must be the same.
    mutating func add(_ balance: CamtBalance) throws(BankFileError.Reason) {
        guard let known = try balance.known(in: currency) else { return }
        try agree(on: known.amount.currency)
        switch known.kind {
        case .opening: page.opening = try same(page.opening, known)
        case .previousClosing: page.previousClosing = try same(page.previousClosing, known)
        case .closing: page.closing = try same(page.closing, known)
        }
    }

    /// Counts an entry, whatever it turns out to be.
    mutating func beginEntry() { entryCount += 1 }

    /// Adds the counted entry to the sum if it is booked.
    mutating func add(_ entry: CamtEntry) throws(BankFileError.Reason) {
        if case .other(let status) = entry.status {
            unbooked.add("\(entryPlace): \(status)")
            return
        }
        if let found = entry.amount?.currency { try agree(on: found) }
        guard let currency else { throw .missing(element: "Ntry/Amt") }
        let amount = try entry.signedAmount(in: currency)
        bookedCount += 1
        if amount.isZero { zeroAmounts.add(entryPlace) }
        let (sum, overflow) = booked.addingReportingOverflow(amount.minor)
        guard !overflow else { throw .sumTooLarge }
        booked = sum
        if entry.isReversal {
            reversed = reversed.addingReportingOverflow(amount.minor).partialValue
        }
    }

    private mutating func agree(on other: Currency) throws(BankFileError.Reason) {
        let expected = currency ?? other
        guard expected == other else { throw .otherCurrency(expected: expected, found: other) }
        currency = expected
    }

    private func same(
        _ first: CamtBalance.Known?, _ second: CamtBalance.Known
    )
        throws(BankFileError.Reason) -> CamtBalance.Known
    {
        guard let first else { return second }
        guard first.amount == second.amount else {
            throw .twoBalances(type: second.kind.rawValue, first.amount, second.amount)
        }
        return first
    }
}

extension StatementDraft {
    /// The finished statement.
    ///
    /// - Throws: `noAccount`, `pageMissing`, `noOpeningBalance`, `noClosingBalance`, `missing` for
    ///   a balance without any date, `sumTooLarge`, then `balanceMismatch`.
    func finished() throws(BankFileError.Reason) -> CamtStatement {
        guard !head.accountText.isEmpty else { throw .noAccount }
        guard head.isLastPage else { throw .pageMissing(after: pageCount) }
        guard let opening = balances.opening ?? balances.previousClosing else {
            throw .noOpeningBalance
        }
        guard let closing = balances.closing else { throw .noClosingBalance }
        guard let closingDay = closing.day ?? head.lastDay else {
            throw .missing(element: "Bal/Dt")
        }
        try prove(opening.amount, closing.amount)
        return CamtStatement(
            accountText: head.accountText, account: try? IBAN(head.accountText), id: head.id,
            number: head.number, opening: opening.amount,
            openingDay: opening.day ?? head.periodStart ?? closingDay, closing: closing.amount,
            closingDay: closingDay, entryCount: entryCount, bookedCount: bookedCount,
            unbooked: unbooked, zeroAmounts: zeroAmounts, pageCount: pageCount, place: place)
    }

    private func prove(_ opening: Money, _ closing: Money) throws(BankFileError.Reason) {
        let expected = Int128(opening.minor) + Int128(booked)
        guard let difference = Int64(exactly: Int128(closing.minor) - expected) else {
            throw .sumTooLarge
        }
        guard difference != 0 else { return }
        throw .balanceMismatch(
            opening: opening, booked: Money(minor: booked, opening.currency), closing: closing,
            difference: Money(minor: difference, opening.currency),
            reversals: Int128(difference) == -2 * Int128(reversed))
    }
}
