/// Where one book is kept.
///
/// Two methods: look at it, and change it in one transaction.
///
/// A store knows how to keep records and rows, and nothing of what they mean: behaviour lives in
/// the engine and the cores, so that every store gives the same book. Bodies run to their end
/// without suspension; a reader sees one state of the book, and a writer is alone.
///
/// - Source: docs/spec/store.md
package protocol LedgerStore: Sendable {
    /// Looks at one consistent state of the book, also while somebody writes.
    func read<Answer: Sendable>(
        _ body: @Sendable (any BookReader) throws -> Answer
    ) async throws -> Answer

    /// Changes the book: all of what the body does, or nothing if it throws.
    ///
    /// - Throws: `StoreError.busy` when another writer holds the book beyond the bounded wait;
    ///   `StoreError.headMoved` when a batch was decided on a head that is no longer the head.
    func write<Answer: Sendable>(
        _ body: @Sendable (inout any BookWriter) throws -> Answer
    ) async throws -> Answer

    /// Copies the book as it stands, consistently, while others write.
    func backup(to path: String) async throws

    /// What the store itself can say of its integrity; empty when all is well.
    func integrityFindings() async throws -> [String]
}

/// What a store refuses or cannot do.
package enum StoreError: Error, Equatable, Sendable {
    /// Another writer holds the book; trying again later can help.
    case busy(waitedSeconds: Int)
    /// The batch was decided on an older state; decide again from fresh reads.
    case headMoved(expected: Int64, found: Int64)
    case notABook(String)
    case newerVersion(found: Int, known: Int)
    case full(String)
    case readOnly(String)
    /// The database refused or broke; the text is its own.
    case failed(String)
    case corrupt(String)

    /// Whether the same command can succeed when tried again.
    package var isTransient: Bool {
        switch self {
        case .busy, .headMoved: true
        case .notABook, .newerVersion, .full, .readOnly, .failed, .corrupt: false
        }
    }
}
