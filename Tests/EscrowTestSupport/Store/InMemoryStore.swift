package import EscrowEngine

/// A book in memory, with the meaning that every store has.
///
/// It keeps unique indexes but no CHECKs: those are a second net of the databases.
///
/// - Source: docs/spec/store.md
package actor InMemoryStore: LedgerStore {
    private var book = MemoryBook()

    package init() {}

    package func read<Answer: Sendable>(
        _ body: @Sendable (any BookReader) throws -> Answer
    ) async throws -> Answer {
        try body(MemoryTransaction(book))
    }

    package func write<Answer: Sendable>(
        _ body: @Sendable (inout any BookWriter) throws -> Answer
    ) async throws -> Answer {
        var writer: any BookWriter = MemoryTransaction(book)
        let answer = try body(&writer)
        guard let ended = writer as? MemoryTransaction else {
            throw StoreError.failed("the transaction was exchanged for another")
        }
        try ended.finish()
        book = ended.book
        return answer
    }

    package func backup(to path: String) async throws {
        throw StoreError.failed("A book in memory has no file to copy to \(path).")
    }

    package func integrityFindings() async throws -> [String] { [] }
}
