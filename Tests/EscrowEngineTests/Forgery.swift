import CSQLite
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import LedgerSQLite
import MoneyCore

/// Another history with all its hashes made anew: what somebody with the file and much patience
/// would write.
///
/// Only signatures and heads kept elsewhere tell it from the true one.
enum Forgery {
    /// Changes the body of one record of a book on disk, then every leaf, root and edge that
    /// hangs on it; triggers stand again afterwards.
    static func rewrite(
        _ path: String, _ sequence: Int64, _ change: ([UInt8]) throws -> [UInt8]
    ) async throws {
        let (records, batches) = try await SQLiteStore(path: path, mode: .readOnly).read {
            (
                try $0.records(from: 1, limit: .max).map(\.record),
                try $0.batches(from: 1, limit: .max)
            )
        }
        let hasher = try SHA256Hasher()
        var edge = RightEdge()
        var sql: [String] = []
        var batch = batches.makeIterator()
        var open = batch.next()
        for record in records {
            var body = record.body
            if record.sequence == sequence { body = try change(body) }
            var leaf: [UInt8] = []
            LogRecord(
                sequence: record.sequence, kind: record.kind, actor: record.actor,
                recordedAt: record.recordedAt, recordedDay: record.recordedDay, body: body
            ).writeLeaf(to: &leaf)
            let digest = try hasher.digest(of: leaf)
            try edge.append(digest, using: hasher)
            sql.append(
                "UPDATE record SET body = \(hex(body)), leaf = \(hex(digest.bytes)) WHERE sequence = \(record.sequence)"
            )
            if let end = open, end.last == record.sequence {
                sql.append(
                    "UPDATE batch SET root = \(hex(try edge.root(using: hasher).bytes)), edge = \(hex(edge.bytes)) WHERE last = \(end.last)"
                )
                open = batch.next()
            }
        }
        try run(path, sql)
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }
        return "x'\(digits.joined())'"
    }

    /// Runs statements past the triggers.
    private static func run(_ path: String, _ statements: [String]) throws {
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK else {
            throw StoreError.failed("cannot open \(path)")
        }
        defer { sqlite3_close(database) }
        var triggers: [(name: String, sql: String)] = []
        var statement: OpaquePointer?
        sqlite3_prepare_v2(
            database, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'", -1, &statement,
            nil)
        while sqlite3_step(statement) == SQLITE_ROW {
            triggers.append((text(statement, 0), text(statement, 1)))
        }
        sqlite3_finalize(statement)
        let all =
            triggers.map { "DROP TRIGGER \($0.name)" } + statements + triggers.map(\.sql)
        for sql in all where sqlite3_exec(database, sql, nil, nil, nil) != SQLITE_OK {
            throw StoreError.failed("\(sql): \(String(cString: sqlite3_errmsg(database)))")
        }
    }

    private static func text(_ statement: OpaquePointer?, _ column: Int32) -> String {
        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
    }
}
