import EscrowEngine

extension SQLiteStore {
    /// What SQLite finds in the file, and every way in which its schema is not that of a book.
    package func integrityFindings() async throws -> [String] {
        try await reader.withSession { session in
            let pages = try session.texts("PRAGMA integrity_check(100)").filter { $0 != "ok" }
            let links = try session.texts(
                """
                SELECT DISTINCT format('table %s points to a missing row of %s', "table", parent)
                FROM pragma_foreign_key_check
                """)
            return try pages + links + session.schemaFindings()
        }
    }
}
