import BookFormats
import EscrowCore
package import EscrowEngine
import MoneyCore

/// Writing the trust book for other bookkeeping programs.
package enum JournalExporting {
    /// For which program a journal is.
    package enum Form: String, Sendable, CaseIterable {
        case hledger
        /// The same text: both programs read it.
        case ledger
        case beancount
    }

    /// Hands over the journal, a piece at a time.
    ///
    /// - Source: docs/spec/book-export.md
    package static func write(
        _ form: Form, _ engine: Engine, _ write: @escaping @Sendable (String) throws -> Void
    ) async throws {
        try await engine.look { reader in
            let book = try reader.opened().1
            let names = try ExportNames(reader)
            let title = book.book.description + (book.isSample ? " SAMPLE" : "")
            switch form {
            case .hledger, .ledger:
                var journal = HledgerJournal(
                    book: title, currency: book.currency, owners: names.owner,
                    invoiceLine: names.invoiceLine)
                var text = journal.heading
                try LogReading.forEachEntry(reader) { entry, sequence in
                    text += journal.entry(entry, sequence: sequence)
                    try flush(&text, over: pieceSize, write)
                }
                text += journal.closing()
                try flush(&text, over: 0, write)
            case .beancount:
                var journal = BeancountJournal(
                    book: title, currency: book.currency, owners: names.owner,
                    invoiceLine: names.invoiceLine)
                var text = journal.heading
                try LogReading.forEachEntry(reader) { entry, sequence in
                    text += journal.entry(entry, sequence: sequence)
                    try flush(&text, over: pieceSize, write)
                }
                text += journal.closing()
                try flush(&text, over: 0, write)
            }
        }
    }

    /// So many bytes are collected before they are handed over.
    private static let pieceSize = 1 << 18

    private static func flush(
        _ text: inout String, over size: Int, _ write: (String) throws -> Void
    ) throws {
        guard text.utf8.count > size else { return }
        try write(text)
        text = ""
    }
}
