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
    let format: StatementFormat
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
    init(place: String, head: StatementHead, format: StatementFormat) {
        self.place = place
        self.head = head
        self.format = format
        currency = head.currency
    }

    /// Refuses a statement that begins with a later page.
    func checkFirstPage() throws(BankFileError.Reason) {
        guard head.pageNumber == 1 else { throw .wrongPage(expected: 1, found: head.pageNumber) }
    }

    /// The place of the entry that was counted last.
    var entryPlace: String { "\(place), entry \(entryCount)" }

    /// Goes on with the next page.
    mutating func beginPage(_ next: StatementHead) throws(BankFileError.Reason) {
        pageCount += 1
        guard next.pageNumber == pageCount else {
            throw .wrongPage(expected: pageCount, found: next.pageNumber)
        }
        if let other = next.currency { try agree(on: other) }
    }

    /// Ends a page: the opening balance of the first page counts, the closing one of the last.
    mutating func endPage(_ head: StatementHead) throws(BankFileError.Reason) {
        balances.opening = balances.opening ?? page.opening
        balances.previousClosing = balances.previousClosing ?? page.previousClosing
        balances.closing = page.closing ?? balances.closing
        page = Balances()
        self.head = head
        if let other = head.currency { try agree(on: other) }
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
    /// The statement as it stands, whatever is missing.
    var asRead: ReadStatement {
        var read = ReadStatement(format: format, place: place)
        read.accountText = head.accountText
        read.account = try? IBAN(head.accountText)
        read.id = head.id
        read.number = head.number
        read.currency = currency
        read.periodStart = head.periodStart
        read.periodEnd = head.periodEnd
        read.createdDay = head.lastDay
        let closingDay = balances.closing?.day ?? head.lastDay
        read.closing = balances.closing.map { Self.balance($0, closingDay) }
        read.opening = (balances.opening ?? balances.previousClosing).map {
            Self.balance($0, $0.day ?? head.periodStart ?? closingDay)
        }
        read.pageCount = pageCount
        read.isComplete = head.isLastPage
        read.entryCount = entryCount
        read.bookedCount = bookedCount
        read.booked = currency.map { Money(minor: booked, $0) }
        read.reversed = currency.map { Money(minor: reversed, $0) }
        read.unbooked = unbooked
        read.zeroAmounts = zeroAmounts
        return read
    }

    private static func balance(_ known: CamtBalance.Known, _ day: Day?) -> ReadBalance {
        ReadBalance(amount: known.amount, day: day, type: known.kind.rawValue)
    }

    /// The day that stands for an entry without a date.
    var day: Day? { balances.closing?.day ?? head.lastDay }
}
