import CSQLite
import EscrowEngine

/// What a connection lends to one call: it must not outlive the connection.
struct Session {
    let handle: OpaquePointer
    let slots: UnsafeMutablePointer<OpaquePointer?>
    let path: String
    let waitSeconds: Int

    /// Runs statements that give no rows.
    func execute(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// The first column of the first row.
    func integer(_ sql: String) throws -> Int64 {
        try withStatement(nil, sql) { statement in
            guard try statement.step() else { throw StoreError.failed("no answer to \(sql)") }
            return statement.integer(0)
        }
    }

    /// The first column of all rows.
    func texts(_ sql: String) throws -> [String] {
        try withStatement(nil, sql) { statement in
            var texts: [String] = []
            while try statement.step() { texts.append(try statement.text(0)) }
            return texts
        }
    }

    /// Lends a prepared statement, kept in its slot for the next time.
    ///
    /// A statement that is being stepped through is not lent twice: a second one is made.
    func withStatement<Answer>(
        _ slot: Int?, _ sql: @autoclosure () throws -> String,
        _ body: (Statement) throws -> Answer
    ) throws -> Answer {
        if let slot, let kept = slots[slot], sqlite3_stmt_busy(kept) == 0 {
            defer { sqlite3_reset(kept) }
            return try body(Statement(pointer: kept, session: self))
        }
        let made = try prepare(try sql())
        guard let slot, slots[slot] == nil else {
            defer { sqlite3_finalize(made) }
            return try body(Statement(pointer: made, session: self))
        }
        slots[slot] = made
        defer { sqlite3_reset(made) }
        return try body(Statement(pointer: made, session: self))
    }

    private func prepare(_ sql: String) throws -> OpaquePointer {
        var made: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle, sql, Int32(sql.utf8.count), UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
        guard code == SQLITE_OK else { throw failure(code) }
        guard let made else { throw StoreError.failed("nothing to do in \(sql)") }
        return made
    }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }
}
