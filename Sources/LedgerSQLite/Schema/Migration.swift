import EscrowEngine

/// One numbered step of the schema.
///
/// A step that was released is never changed: a new one follows.
///
/// - Source: docs/spec/store.md#migrations
struct Migration {
    let statements: [String]

    /// Step n brings a book from version n - 1 to version n.
    static let all: [Migration] = [
        Migration(
            statements: LogSchema.tables + LogSchema.triggers + MasterSchema.tables
                + MoneySchema.tables + BankSchema.tables + CloseSchema.tables
                + FailureSchema.tables)
    ]

    /// "RFB1": what marks a SQLite file as a book.
    static let applicationID: Int64 = 0x5246_4231

    static var known: Int { all.count }
}

extension Session {
    /// Brings the schema to the newest version, each step whole or not at all.
    func migrate() throws {
        while try integer("PRAGMA user_version") < Int64(Migration.known) {
            try inTransaction("BEGIN IMMEDIATE") {
                // Somebody else may have taken the step while this one waited.
                let version = Int(try integer("PRAGMA user_version"))
                guard version < Migration.known else { return }
                for statement in Migration.all[version].statements { try execute(statement) }
                try execute("PRAGMA application_id = \(Migration.applicationID)")
                try execute("PRAGMA user_version = \(version + 1)")
            }
        }
    }

    /// Commits what the body does, or rolls it back.
    func inTransaction<Answer>(_ begin: String, _ body: () throws -> Answer) throws -> Answer {
        try execute(begin)
        do {
            let answer = try body()
            try execute("COMMIT")
            return answer
        } catch {
            if isInTransaction { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// Refuses a file that is no book, and one of a newer version.
    func checkIdentity() throws {
        let id: Int64
        do {
            id = try integer("PRAGMA application_id")
        } catch StoreError.corrupt {
            throw notABook("it is no SQLite database")
        }
        guard id == Migration.applicationID else { throw notABook("it was not made by ringfence") }
        let version = Int(try integer("PRAGMA user_version"))
        guard version <= Migration.known else {
            throw StoreError.newerVersion(found: version, known: Migration.known)
        }
    }

    private func notABook(_ reason: String) -> StoreError {
        .notABook("\(path) is no book: \(reason). Check the path, or make a book with init.")
    }
}
