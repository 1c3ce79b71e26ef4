import CSQLite
import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import Foundation
import LedgerCore
import LedgerSQLite
import MoneyCore
import Testing

/// docs/spec/store.md#check: with the triggers dropped, no value of the log changes unseen.
@Suite("Tampering with a book")
struct TamperTests {
    /// A book with every kind of record that a payout needs, closed and on disk.
    private static func makeBook(at path: String) async throws -> Head {
        let store = try SQLiteStore(path: path, mode: .create)
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [
                SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line("700.00", on: "2013-03-01", text: "from nobody", account: "DE00"),
            ], id: "S1", day: "2013-03-01")
        _ = try await book.payOut(at: "2013-03-01T19:00:00Z")
        guard let head = try await store.read({ try $0.head() }) else {
            throw StoreError.corrupt("the book has no head")
        }
        return head
    }

    /// Runs SQL on a book file, past every trigger and foreign key.
    private static func tamper(_ path: String, _ sql: String) throws {
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK else {
            throw StoreError.failed("cannot open \(path)")
        }
        defer { sqlite3_close(database) }
        sqlite3_exec(
            database, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", nil, nil,
            nil)
        for trigger in try texts(database, "SELECT name FROM sqlite_master WHERE type = 'trigger'")
        {
            sqlite3_exec(database, "DROP TRIGGER \(trigger)", nil, nil, nil)
        }
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw StoreError.failed("\(sql): \(String(cString: sqlite3_errmsg(database)))")
        }
    }

    private static func texts(_ database: OpaquePointer?, _ sql: String) throws -> [String] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
            throw StoreError.failed(sql)
        }
        defer { sqlite3_finalize(statement) }
        var texts: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            texts.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
        }
        return texts
    }

    private static func check(
        _ path: String, in folder: String, against: EarlierHead? = nil
    )
        async throws -> CheckReport
    {
        let scratch = "\(folder)/scratch-\(UUID().uuidString)"
        defer { try? SQLiteStore.remove(path: scratch) }
        let engine = SampleBook(try SQLiteStore(path: path, mode: .readOnly)).engine(
            at: "2013-12-31T08:00:00Z")
        return try await engine.check(
            rebuildingIn: try SQLiteStore.scratch(path: scratch), against: against)
    }

    private static func copy(_ path: String, to target: String) throws {
        try? SQLiteStore.remove(path: target)
        try FileManager.default.copyItem(atPath: path, toPath: target)
    }

    @Test("every value of every record is watched, and the record is named")
    func records() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/book"
            let head = try await Self.makeBook(at: path)
            #expect(try await Self.check(path, in: folder).isClean)
            for sequence in 1...head.size {
                let changes = [
                    "body = CAST(body || x'00' AS BLOB)", "leaf = zeroblob(32)",
                    "kind = kind % 19 + 1",
                    // The last byte of the body: an amount's source, a text's end, a hash's end.
                    "body = CAST(substr(body, 1, length(body) - 1) || CASE substr(body, -1) WHEN x'01' THEN x'02' ELSE x'01' END AS BLOB)",
                    // The first byte.
                    "body = CAST(CASE substr(body, 1, 1) WHEN x'01' THEN x'02' ELSE x'01' END || substr(body, 2) AS BLOB)",
                ]
                let change = changes[Int(sequence) % changes.count]
                let target = "\(folder)/changed"
                try Self.copy(path, to: target)
                try Self.tamper(target, "UPDATE record SET \(change) WHERE sequence = \(sequence)")
                let report = try await Self.check(target, in: folder)
                #expect(
                    report.findings.contains { $0.record == sequence },
                    "record \(sequence), \(change)")
            }
        }
    }

    @Test(
        "batches, personal data and kept files are watched",
        arguments: [
            "UPDATE batch SET actor = 4 WHERE last = (SELECT max(last) FROM batch)",
            "UPDATE batch SET recordedAt = recordedAt + 1 WHERE last = (SELECT max(last) FROM batch)",
            "UPDATE batch SET recordedDay = recordedDay + 1 WHERE last = (SELECT max(last) FROM batch)",
            "UPDATE batch SET root = zeroblob(32) WHERE first = 1",
            "UPDATE batch SET edge = zeroblob(length(edge)) WHERE first = 1",
            "UPDATE personal SET value = CAST(value || x'00' AS BLOB) WHERE hash = (SELECT min(hash) FROM personal)",
            "UPDATE personal SET salt = zeroblob(16) WHERE hash = (SELECT max(hash) FROM personal)",
            "DELETE FROM personal WHERE hash = (SELECT max(hash) FROM personal)",
            "UPDATE filePiece SET compressed = zeroblob(length(compressed))",
            "DELETE FROM filePiece",
            "DELETE FROM record WHERE sequence = 20",
            "DELETE FROM batch WHERE first = 1",
            "UPDATE part SET paid = paid + 1",
            "UPDATE subledger SET balance = balance + 1 WHERE account = 2110",
            "UPDATE allocation SET amount = amount + 1",
            "UPDATE balance SET amount = amount + 1 WHERE account = 2110",
            "UPDATE total SET credit = credit + 1 WHERE account = 2110",
            "UPDATE control SET credit = credit + 1 WHERE account = 1000",
            "UPDATE plan SET approver = NULL", "UPDATE payout SET state = 3",
            "UPDATE invoice SET open = 5", "UPDATE party SET iban = 'DE89370400440532013000'",
            "DELETE FROM posting", "DELETE FROM work", "DELETE FROM bankLine",
            "UPDATE hours SET seconds = 1", "UPDATE answer SET answer = 'x'",
            "UPDATE statement SET closing = closing + 1", "UPDATE actor SET roles = 7",
        ])
    func rows(_ sql: String) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/book"
            _ = try await Self.makeBook(at: path)
            try Self.tamper(path, sql)
            var isClean = false
            do { isClean = try await Self.check(path, in: folder).isClean } catch {}
            #expect(!isClean)
        }
    }

    @Test("an entry that a person booked into a closed period is found (docs/spec/close.md#rule)")
    func closed() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/book"
            _ = try await Self.makeBook(at: path)
            let book = SampleBook(try SQLiteStore(path: path, mode: .open))
            let time = "2013-03-02T08:00:00Z"
            _ = try await book.engine(at: time).close(
                through: SampleBook.day("2013-03-01"), SampleBook.call("close day"))
            try await book.work("E-01", from: "2013-02-01", hours: 8, at: time)
            _ = try await book.invoice("C-01", on: "2013-03-02", at: time)
            #expect(try await Self.check(path, in: folder).isClean)
            // The close now says 2 March, day 15,766: the day of the invoice, and not yet over.
            try Self.tamper(path, "UPDATE record SET body = x'ACF601' WHERE kind = 24")
            let texts = try await Self.check(path, in: folder).findings.map(\.text)
            #expect(texts.contains { $0.hasSuffix("booked on 2013-03-02, which was closed") })
            #expect(
                texts.contains { $0.hasSuffix("closes 2013-03-02, which is closed or not over") })
        }
    }

    @Test("history rewritten with all its hashes is caught by an earlier head")
    func rewritten() async throws {
        try await withTemporaryFolder { folder in
            let honest = "\(folder)/honest"
            let head = try await Self.makeBook(at: honest)
            let earlier = EarlierHead(size: head.size - 1, root: head.root)
            let same = EarlierHead(size: head.size, root: head.root)
            #expect(try await Self.check(honest, in: folder, against: same).isClean)
            #expect(try await !Self.check(honest, in: folder, against: earlier).isClean)

            // Another history, sound in itself: one amount differs.
            let forged = "\(folder)/forged"
            let store = try SQLiteStore(path: forged, mode: .create)
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19039.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            _ = try await book.payOut(at: "2013-03-01T19:00:00Z")
            #expect(try await Self.check(forged, in: folder).isClean)
            let report = try await Self.check(forged, in: folder, against: same)
            #expect(!report.isClean)
        }
    }
}
