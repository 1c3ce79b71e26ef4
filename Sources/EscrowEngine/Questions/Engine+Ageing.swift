package import EscrowCore
package import LedgerCore
package import MoneyCore

/// Invoices that clients have not paid, by age.
package struct InvoiceAgeing: Sendable {
    package let day: Day
    package let invoices: [OpenInvoice]
    package let book: BookOpening
    package let head: Head

    package struct OpenInvoice: Hashable, Sendable {
        package let client: String
        package let number: String
        package let day: Day
        package let dueDay: Day
        package let open: Money
        /// Days behind the due day; zero or less is not due.
        package let daysOverdue: Int

        package var bucket: AgeBucket { AgeBucket(daysOverdue: daysOverdue) }
    }
}

/// Money that waits for its invoice or for its split, by age.
package struct ReceiptAgeing: Sendable {
    package let day: Day
    package let receipts: [WaitingReceipt]
    package let book: BookOpening
    package let head: Head

    package struct WaitingReceipt: Hashable, Sendable {
        /// 2000 or 2010.
        package let account: Account
        package let receipt: BankLineID?
        package let bookingDay: Day
        /// The client and invoice of what waits for its split.
        package let client: String?
        package let invoice: String?
        package let amount: Money
        package let days: Int
        package let reason: String

        /// Up to thirty days, and so on: what waits is never "not due".
        package var bucket: AgeBucket { AgeBucket(daysOverdue: max(1, days)) }
    }
}

extension BookReader {
    /// The day that an age is counted to: that which was asked for, else that of the newest record.
    private func ageDay(_ asOf: AsOf, _ head: Head) -> Day { asOf.day ?? head.recordedDay }

    /// What clients still have to pay, invoice by invoice: expected, less what waits for its split.
    ///
    /// - Complexity: O(entries of all clients).
    /// - Source: docs/spec/questions.md#ageing
    package func openInvoices(_ asOf: AsOf) throws -> InvoiceAgeing {
        let (head, book) = try opened()
        let day = ageDay(asOf, head)
        var open: [InvoiceAgeing.OpenInvoice] = []
        for client in try rows(PartyRow.self, .all) where try hasExpectations(client.id) {
            var sums: [InvoiceID: Int64] = [:]
            for posting in try postings(of: client.id.sequence, asOf) {
                for line in try knownEntry(posting.sequence).lines
                where line.subledger.owner == client.id {
                    guard let invoice = line.subledger.source.invoiceLine?.invoice else { continue }
                    switch line.subledger.account {
                    case .expectedReceipts, .unallocated:
                        sums[invoice, default: 0] += line.signed
                    default: continue
                    }
                }
            }
            for (id, minor) in sums.sorted(by: { $0.key < $1.key }) where minor > 0 {
                guard let row = try row(InvoiceRow.self, key: [.integer(id.sequence)]) else {
                    throw EngineError.broken("invoice \(id) does not exist")
                }
                open.append(
                    InvoiceAgeing.OpenInvoice(
                        client: client.code, number: row.number, day: row.day, dueDay: row.dueDay,
                        open: Money(minor: minor, book.currency),
                        daysOverdue: row.dueDay.days(to: day)))
            }
        }
        return InvoiceAgeing(day: day, invoices: open, book: book, head: head)
    }

    /// What waits: 2000 receipt by receipt, 2010 by client, invoice and receipt.
    ///
    /// - Complexity: O(entries of all clients).
    /// - Source: docs/spec/questions.md#ageing
    package func waitingReceipts(_ asOf: AsOf) throws -> ReceiptAgeing {
        let (head, book) = try opened()
        let day = ageDay(asOf, head)
        var waiting = WaitingMoney()
        for posting in try postings(of: 0, asOf) {
            waiting.take(try knownEntry(posting.sequence), owner: nil)
        }
        for party in try rows(PartyRow.self, .all) where try hasUnallocated(party.id) {
            for posting in try postings(of: party.id.sequence, asOf) {
                waiting.take(try knownEntry(posting.sequence), owner: party.id)
            }
        }
        let receipts = try waiting.open.map { place, item in
            try waitingReceipt(place, item, on: day, book.currency)
        }
        return ReceiptAgeing(
            day: day,
            receipts: receipts.sorted {
                ($0.bookingDay, $0.receipt?.sequence ?? 0) < (
                    $1.bookingDay, $1.receipt?.sequence ?? 0
                )
            },
            book: book, head: head)
    }

    private func hasExpectations(_ party: PartyID) throws -> Bool {
        try hasTotals(party, .expectedReceipts)
    }

    private func hasUnallocated(_ party: PartyID) throws -> Bool {
        try hasTotals(party, .unallocated)
    }

    private func hasTotals(_ party: PartyID, _ account: Account) throws -> Bool {
        try !rows(
            TotalRow.self,
            Selection(
                equals: [.integer(party.sequence), .integer(Int64(account.rawValue))], limit: 1)
        ).isEmpty
    }

    private func waitingReceipt(
        _ place: WaitingMoney.Place, _ item: OpenItems<WaitingMoney.Origin>.Item, on day: Day,
        _ currency: Currency
    ) throws -> ReceiptAgeing.WaitingReceipt {
        // What was sent back and returned is the receipt that it was: its age, its reason, its number.
        let proof: BankLineID? =
            if case .unidentified(let line) = place.source { line } else {
                try proof(of: item.tag.evidence).bankLine
            }
        let fact = try proof.map { try bankLine($0) }
        let came =
            place.account == .unidentified
            ? fact?.line.bookingDay ?? item.tag.bookingDay : item.tag.bookingDay
        let invoice = try place.source.invoiceLine.flatMap {
            try row(InvoiceRow.self, key: [.integer($0.invoice.sequence)])?.number
        }
        return ReceiptAgeing.WaitingReceipt(
            account: place.account, receipt: proof, bookingDay: came,
            client: try place.owner.flatMap { try party($0)?.code }, invoice: invoice,
            amount: Money(minor: item.left, currency),
            days: came.days(to: day),
            reason: fact?.work?.sentence ?? fact?.meaning.name ?? "")
    }
}

/// What came to 2000 and 2010 and is still there, in the order in which it came.
struct WaitingMoney {
    struct Place: Hashable {
        let account: Account
        let owner: PartyID?
        let source: Source
    }

    struct Origin: Hashable, Sendable {
        let evidence: Int64
        let bookingDay: Day
    }

    private var items: [Place: OpenItems<Origin>] = [:]
    private var order: [Place] = []

    var open: [(Place, OpenItems<Origin>.Item)] {
        order.flatMap { place in (items[place]?.open ?? []).map { (place, $0) } }
    }

    /// Takes the lines of one owner, or of nobody.
    mutating func take(_ entry: Entry, owner: PartyID?) {
        for line in entry.lines {
            let subledger = line.subledger
            switch subledger.account {
            case .unidentified where owner == nil: break
            case .unallocated where owner != nil && subledger.owner == owner: break
            default: continue
            }
            let place = Place(
                account: subledger.account, owner: subledger.owner, source: subledger.source)
            if items[place] == nil { order.append(place) }
            let origin = Origin(evidence: entry.evidence, bookingDay: entry.bookingDay)
            switch line.side {
            case .credit: items[place, default: OpenItems()].add(line.minor, origin)
            case .debit:
                _ = items[place, default: OpenItems()].take(line.minor) {
                    $0.evidence == entry.evidence
                }
            }
        }
    }
}
