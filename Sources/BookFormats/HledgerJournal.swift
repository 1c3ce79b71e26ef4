package import LedgerCore
package import MoneyCore

/// The trust book as a plain text journal that hledger and ledger both read.
///
/// Written piece by piece, so that a book of any size flows through: `heading`, each entry in the
/// order of the log, `closing()`. What the closing asserts is a fold of its own over the entries
/// given: it owes nothing to the balances that a store keeps.
///
/// - Source: docs/spec/book-export.md
package struct HledgerJournal {
    /// The lines that a journal begins with.
    package let heading: String

    private let currency: Currency
    private let owner: (PartyID) -> String
    private let invoiceLine: (InvoiceLineID) -> String
    /// Debit less credit by account name, in minor units; accounts that are back at zero stay.
    private var balances: [String: Int64] = [:]
    private var names: [Holder: String] = [:]
    private var lastDay: Day?
    private var lastSequence: Int64 = 0

    /// What an account of the journal stands for.
    private struct Holder: Hashable {
        let account: Account
        let owner: PartyID?
    }

    /// - Parameters:
    ///   - book: What the first line calls the book.
    ///   - currency: The book's; all its entries have it.
    ///   - owners: The code of a party, such as `F-01`.
    ///   - invoiceLine: The text of an invoice line, such as `2013-0001/1`.
    package init(
        book: String, currency: Currency, owners: @escaping (PartyID) -> String,
        invoiceLine: @escaping (InvoiceLineID) -> String
    ) {
        self.currency = currency
        owner = owners
        self.invoiceLine = invoiceLine
        let thousand = Money(minor: 1000 * currency.minorPerMajor, currency).plain
        heading = """
            ; Trust book \(JournalName.safe(book)), debits positive, credits negative.
            commodity \(currency.code)
                format \(currency.code) \(thousand)\(currency.exponent == 0 ? "." : "")


            """
    }

    /// One entry as a transaction, after a declaration of each account that is new to the journal.
    ///
    /// - Parameters:
    ///   - entry: In the currency of the book.
    ///   - sequence: Under which number the entry stands in the log.
    /// - Returns: Whole lines, the last one blank.
    package mutating func entry(_ entry: Entry, sequence: Int64) -> String {
        precondition(entry.currency == currency, "an entry has the currency of its book")
        var declarations = ""
        var postings = ""
        for line in entry.lines {
            let account = name(of: line.subledger)
            if balances[account] == nil { declarations += "account \(account)\n" }
            balances[account, default: 0] += line.signed
            postings += "    \(account)  \(amount(line.signed))\(tag(line.subledger.source))\n"
        }
        lastDay = max(lastDay ?? entry.bookingDay, entry.bookingDay)
        lastSequence = sequence
        let head = "\(entry.bookingDay) (\(entry.event.code)) \(entry.event.name)"
        return """
            \(declarations)\(head)  ; record:\(sequence), value:\(entry.valueDay)
            \(postings)

            """
    }

    /// The last transaction: it moves nothing and asserts the balance of every account.
    ///
    /// It has the latest booking day, because hledger checks in order of days and ledger in order
    /// of lines. Of a book without entries there is nothing to assert.
    package func closing() -> String {
        guard let lastDay else { return "; The book has no entries.\n" }
        var text = "\(lastDay) Balances after record \(lastSequence)\n"
        for (account, balance) in balances.sorted(by: { $0.key < $1.key }) {
            text += "    \(account)  \(amount(0)) = \(amount(balance))\n"
        }
        return text
    }

    private mutating func name(of subledger: Subledger) -> String {
        let holder = Holder(account: subledger.account, owner: subledger.owner)
        if let name = names[holder] { return name }
        let name = JournalName.account(subledger.account, owner: subledger.owner.map(owner))
        names[holder] = name
        return name
    }

    private func amount(_ minor: Int64) -> String {
        "\(currency.code) \(Money(minor: minor, currency).plain)"
    }

    private func tag(_ source: Source) -> String {
        switch source {
        case .none: ""
        case .invoiceLine(let line): "  ; invoice:\(JournalName.safe(invoiceLine(line)))"
        case .unidentified(let line), .receipt(let line): "  ; receipt:\(line.sequence)"
        case .transfer(let payout): "  ; transfer:\(payout.sequence)"
        case .interest: "  ; source:interest"
        case .topUp: "  ; source:top-up"
        }
    }
}
