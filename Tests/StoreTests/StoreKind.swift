import EscrowEngine
import EscrowTestSupport
import LedgerSQLite
import Testing

/// The stores that must have one meaning.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory = "in memory"
    case sqlite = "SQLite"

    var testDescription: String { rawValue }

    /// Lends a new book.
    func withBook<Answer>(
        _ body: (any LedgerStore) async throws -> Answer
    ) async throws -> Answer {
        switch self {
        case .memory: try await body(InMemoryStore())
        case .sqlite:
            try await withTemporaryFolder { folder in
                try await body(try SQLiteStore(path: folder + "/test.book", mode: .create))
            }
        }
    }
}
