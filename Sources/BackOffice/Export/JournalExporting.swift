import BookFormats
import EscrowCore
package import EscrowEngine
import LedgerCore
import MoneyCore

/// Writing the trust book for other bookkeeping programs.
package enum JournalExporting {
    /// Hands over the journal that hledger and ledger read, a piece at a time.
    ///
    /// - Source: docs/spec/book-export.md
    package static func hledger(
        _ engine: Engine, _ write: @escaping @Sendable (String) throws -> Void
    ) async throws {
        try await engine.look { reader in
            let (head, book) = try reader.opened()
            let names = try Names(reader)
            var journal = HledgerJournal(
                book: book.book.description + (book.isSample ? " SAMPLE" : ""),
                currency: book.currency, owners: { names.owner($0) },
                invoiceLine: { names.invoiceLine($0) })
            try write(journal.heading)
            var next: Int64 = 1
            while next <= head.size {
                let records = try reader.records(from: next, limit: 4_000)
                guard let last = records.last?.record.sequence else { break }
                var text = ""
                for stored in records where stored.record.kind == .entry {
                    let fact = try FactReading.fact(stored.record) { try reader.personal($0) }
                    guard case .entry(let entry) = fact else { continue }
                    text += journal.entry(entry, sequence: stored.record.sequence)
                }
                try write(text)
                next = last + 1
            }
            try write(journal.closing())
        }
    }

    /// Codes of parties and numbers of invoices, as the journal names them.
    private struct Names: Sendable {
        private var owners: [PartyID: String] = [:]
        private var numbers: [InvoiceID: String] = [:]

        init(_ reader: any BookReader) throws {
            var owners: [PartyID: String] = [:]
            var numbers: [InvoiceID: String] = [:]
            try reader.forEachRow(PartyRow.self, .all) { owners[$0.id] = $0.code }
            try reader.forEachRow(InvoiceRow.self, .all) { numbers[$0.id] = $0.number }
            self.owners = owners
            self.numbers = numbers
        }

        func owner(_ id: PartyID) -> String { owners[id] ?? "\(id)" }

        func invoiceLine(_ id: InvoiceLineID) -> String {
            "\(numbers[id.invoice] ?? "\(id.invoice)")/\(id.number)"
        }
    }
}
