package import LedgerCore
package import MoneyCore

/// The trust book as a beancount journal.
///
/// Written like `HledgerJournal`: `heading`, each entry in the order of the log, `closing()`.
///
/// - Source: docs/spec/book-export.md#beancount
package struct BeancountJournal {
    /// The lines that a journal begins with.
    package let heading: String

    private let currency: Currency
    private let owner: (PartyID) -> String
    private let invoiceLine: (InvoiceLineID) -> String
    private let book: String
    private var balances: [String: Int64] = [:]
    private var opened: [String: Day] = [:]
    private var names: [Holder: String] = [:]
    private var lastDay: Day?
    private var lastSequence: Int64 = 0

    private struct Holder: Hashable {
        let account: Account
        let owner: PartyID?
    }

    /// - Parameters:
    ///   - book: What the title calls the book.
    ///   - currency: The book's; all its entries have it.
    ///   - owners: The code of a party, such as `F-01`.
    ///   - invoiceLine: The text of an invoice line, such as `2013-0001/1`.
    package init(
        book: String, currency: Currency, owners: @escaping (PartyID) -> String,
        invoiceLine: @escaping (InvoiceLineID) -> String
    ) {
        self.book = book
        self.currency = currency
        owner = owners
        self.invoiceLine = invoiceLine
        // A zero tolerance must be said: beancount would take half of the last decimal.
        let tolerance = Money(minor: 0, currency).plain
        heading = """
            ; Trust book \(JournalName.safe(book)), debits positive, credits negative.
            option "title" "Trust book \(JournalName.safe(book))"
            option "operating_currency" "\(currency.code)"
            option "inferred_tolerance_default" "\(currency.code):\(tolerance)"
            option "tolerance_multiplier" "0"


            """
    }

    /// One entry as a transaction, after an opening of each account that is new to the journal.
    ///
    /// - Parameters:
    ///   - entry: In the currency of the book.
    ///   - sequence: Under which number the entry stands in the log.
    /// - Returns: Whole lines, the last one blank.
    package mutating func entry(_ entry: Entry, sequence: Int64) -> String {
        precondition(entry.currency == currency, "an entry has the currency of its book")
        var postings = ""
        for line in entry.lines {
            let account = name(of: line.subledger)
            // Entries stand in the order of the log, and may be booked earlier than one before.
            opened[account] = min(opened[account] ?? entry.bookingDay, entry.bookingDay)
            balances[account, default: 0] += line.signed
            postings += "  \(account)  \(amount(line.signed))\n\(metadata(line.subledger.source))"
        }
        lastDay = max(lastDay ?? entry.bookingDay, entry.bookingDay)
        lastSequence = sequence
        return """
            \(entry.bookingDay) * "\(entry.event.code)" "\(entry.event.name)"
              record: "\(sequence)"
              value: \(entry.valueDay)
            \(postings)

            """
    }

    /// The openings of all accounts, and what each of them holds behind the last day.
    ///
    /// A balance is one of the beginning of its day, so it is asserted for the day after the last.
    package func closing() -> String {
        guard let lastDay else { return "; The book has no entries.\n" }
        var text = ""
        for (account, day) in opened.sorted(by: { $0.key < $1.key }) {
            text += "\(day) open \(account) \(currency.code)\n"
        }
        text += "\n; Balances after record \(lastSequence)\n"
        let zero = Money(minor: 0, currency).plain
        for (account, balance) in balances.sorted(by: { $0.key < $1.key }) {
            let held = Money(minor: balance, currency).plain
            text +=
                "\(lastDay.adding(days: 1)) balance \(account)  \(held) ~ \(zero) \(currency.code)\n"
        }
        return text
    }

    private mutating func name(of subledger: Subledger) -> String {
        let holder = Holder(account: subledger.account, owner: subledger.owner)
        if let name = names[holder] { return name }
        let name = JournalName.beancount(
            subledger.account, owner: subledger.owner.map(owner))
        names[holder] = name
        return name
    }

    private func amount(_ minor: Int64) -> String {
        "\(Money(minor: minor, currency).plain) \(currency.code)"
    }

    private func metadata(_ source: Source) -> String {
        switch source {
        case .none: ""
        case .invoiceLine(let line): "    invoice: \"\(JournalName.safe(invoiceLine(line)))\"\n"
        case .unidentified(let line), .receipt(let line): "    receipt: \"\(line.sequence)\"\n"
        case .transfer(let payout): "    transfer: \"\(payout.sequence)\"\n"
        case .interest: "    source: \"interest\"\n"
        case .topUp: "    source: \"top-up\"\n"
        }
    }
}
