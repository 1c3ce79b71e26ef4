package import EscrowEngine
import Foundation
import LedgerSQLite

/// Every kind of store that a test can run on.
package enum TestStore: String, CaseIterable, Sendable {
    case memory
    case sqlite

    /// Makes an empty store, and removes what it leaves behind.
    package func withStore<Value>(
        _ body: (any LedgerStore) async throws -> Value
    ) async throws -> Value {
        switch self {
        case .memory: return try await body(InMemoryStore())
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("ringfence-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appendingPathComponent("book").path
            return try await body(try SQLiteStore(path: path, mode: .create))
        }
    }
}
