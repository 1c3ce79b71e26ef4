import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Foundation
import LedgerCore
import MoneyCore
import Testing

@testable import LedgerSQLite

@Suite("A book in SQLite")
struct SQLiteTests {
    private func withStore<Answer>(
        _ body: (SQLiteStore, String) async throws -> Answer
    ) async throws -> Answer {
        try await withTemporaryFolder { folder in
            let path = folder + "/test.book"
            return try await body(try SQLiteStore(path: path, mode: .create), path)
        }
    }

    private func setting(_ lane: Lane?, _ name: String) async throws -> String? {
        try await lane?.withSession { try $0.texts("PRAGMA \(name)") }.first
    }

    @Test(
        "the connection that writes is set to lose nothing",
        arguments: [
            ("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"),
            ("trusted_schema", "0"), ("application_id", "1380336177"), ("user_version", "1"),
        ])
    func settings(name: String, value: String) async throws {
        try await withStore { store, path in
            #expect(try await setting(store.writer, name) == value)
            let again = try SQLiteStore(path: path, mode: .open)
            #expect(try await setting(again.writer, name) == value)
        }
    }

    @Test("a book is for its owner alone")
    func permissions() async throws {
        try await withStore { _, path in
            for file in [path, path + "-wal"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: file)
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
        }
    }

    @Test("what was written is there after closing, and the log file is gone")
    func reopened() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/test.book"
            let sample = try await SQLiteStore(path: path, mode: .create).appendSample(count: 3)
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            for mode in [SQLiteStore.Mode.open, .readOnly] {
                let store = try SQLiteStore(path: path, mode: mode)
                #expect(
                    try await store.read { try $0.records(from: 1, limit: 9) } == sample.records)
            }
            #expect(throws: StoreError.self) { try SQLiteStore(path: path, mode: .create) }
        }
    }

    @Test(
        "the log refuses to be changed",
        arguments: ["batch", "record", "personal", "filePiece"], ["UPDATE", "DELETE"])
    func triggers(table: String, event: String) async throws {
        try await withStore { store, path in
            let sealed = Sealed(
                hash: try SampleBatch.digest(1), salt: .init(repeating: 1, count: 16), value: [1])
            try await store.write { writer in
                try SampleBatch(first: 1, count: 1).append(to: &writer, personal: [sealed])
                try writer.keep(FilePiece(index: 0, size: 1, compressed: [1]), of: sealed.hash)
            }
            let columns = ["batch": "edge", "record": "body", "personal": "value"]
            let column = columns[table] ?? "compressed"
            let sql =
                event == "UPDATE" ? "UPDATE \(table) SET \(column) = x'00'" : "DELETE FROM \(table)"
            let raw = try RawDatabase(path)
            do {
                try raw.execute(sql)
                Issue.record("\(sql) was not refused")
            } catch let refused as RawDatabase.Refused {
                #expect(refused.description == "the log is append-only: no \(event) of \(table)")
            }
        }
    }

    @Test("a gap in the log is refused by the database too")
    func gap() async throws {
        try await withStore { store, path in
            try await store.appendSample(count: 2)
            let raw = try RawDatabase(path)
            try raw.execute("BEGIN")
            try raw.execute(
                "INSERT INTO record VALUES (4, 1, x'00', zeroblob(32)), (5, 1, x'00', zeroblob(32))"
            )
            let batches = ["4, 5", "3, 4", "5, 5", "1, 5", "3, 5"]
            for range in batches.map({ $0.split(separator: ", ") }) {
                #expect(throws: RawDatabase.Refused.self) {
                    try raw.execute(
                        """
                        INSERT INTO batch (first, last, actor, recordedAt, recordedDay, root, edge)
                        VALUES (\(range[0]), \(range[1]), 1, 9000000000000000, 99999, zeroblob(32),
                            x'00')
                        """)
                }
            }
        }
    }

    @Test("opening a book again migrates nothing")
    func migrations() async throws {
        try await withStore { store, path in
            let before = try await setting(store.writer, "schema_version")
            let again = try SQLiteStore(path: path, mode: .open)
            try await again.writer?.withSession { try $0.migrate() }
            #expect(try await setting(again.writer, "schema_version") == before)
        }
    }

    @Test("a book of a newer version is refused")
    func newer() async throws {
        try await withStore { _, path in
            try RawDatabase(path).execute("PRAGMA user_version = 2")
            for mode in [SQLiteStore.Mode.open, .readOnly] {
                #expect(throws: StoreError.newerVersion(found: 2, known: 1)) {
                    try SQLiteStore(path: path, mode: mode)
                }
            }
        }
    }

    @Test("a file that is no book is refused and left as it is", arguments: [true, false])
    func noBook(isDatabase: Bool) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/test.book"
            if isDatabase {
                try RawDatabase(path).execute("CREATE TABLE t (a)")
            } else {
                try Data(repeating: 65, count: 9000).write(to: URL(filePath: path))
            }
            let before = try Data(contentsOf: URL(filePath: path))
            for mode in [SQLiteStore.Mode.open, .readOnly] {
                let error = #expect(throws: StoreError.self) {
                    try SQLiteStore(path: path, mode: mode)
                }
                guard case .notABook(let text) = error else {
                    Issue.record("\(String(describing: error)) is not notABook")
                    continue
                }
                #expect(text.hasPrefix("\(path) is no book: "))
            }
            #expect(throws: StoreError.self) { try SQLiteStore(path: path, mode: .create) }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test("a book that is not there is not made by opening it")
    func missing() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/test.book"
            let text = "There is no book at \(path). Check the path, or make one with init."
            for mode in [SQLiteStore.Mode.open, .readOnly] {
                #expect(throws: StoreError.notABook(text)) {
                    try SQLiteStore(path: path, mode: mode)
                }
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            #expect(throws: StoreError.self) {
                try SQLiteStore(path: folder + "/nowhere/test.book", mode: .create)
            }
        }
    }

    @Test("a book opened for reading refuses to write")
    func readOnly() async throws {
        try await withStore { store, path in
            try await store.appendSample(count: 2)
            let reader = try SQLiteStore(path: path, mode: .readOnly)
            await #expect(throws: StoreError.readOnly("\(path) was opened for reading only.")) {
                try await reader.appendSample(count: 1)
            }
            #expect(try await reader.read { try $0.head()?.size } == 2)
        }
    }

    @Test("a full disk loses nothing and is named")
    func full() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/test.book"
            let store = try SQLiteStore(path: path, mode: .create, maxPageCount: 120)
            var size: Int64 = 0
            let error = await #expect(throws: StoreError.self) {
                while true {
                    try await store.appendSample(count: 500)
                    size += 500
                }
            }
            guard case .full = error else {
                Issue.record("\(String(describing: error)) is not full")
                return
            }
            #expect(size > 0)
            let kept = size
            #expect(try await store.read { try $0.head()?.size } == kept)
            #expect(
                try await store.read { try $0.records(from: 1, limit: .max).count } == Int(kept))
            #expect(try await store.integrityFindings() == [])
        }
    }

    @Test(
        "a schema that is not the book's is found",
        arguments: [
            ("DROP TRIGGER recordRefusesUPDATE", "trigger recordRefusesUPDATE is missing"),
            ("DROP INDEX partyByIBAN", "index partyByIBAN is missing"),
            ("CREATE TABLE notes (a)", "table notes is not of the book"),
            (
                "DROP TRIGGER recordRefusesDELETE; CREATE TRIGGER recordRefusesDELETE "
                    + "BEFORE DELETE ON record BEGIN SELECT 1; END",
                "trigger recordRefusesDELETE was changed"
            ),
            (
                "DROP TABLE work; CREATE TABLE work (bankLine INTEGER PRIMARY KEY, reason TEXT)",
                "table work does not have the columns or indexes of its rows"
            ),
            (
                "INSERT INTO party VALUES (77, 'C-77', 2, NULL, 77)",
                "table party points to a missing row of record"
            ),
        ])
    func findings(sql: String, finding: String) async throws {
        try await withStore { store, path in
            #expect(try await store.integrityFindings() == [])
            try RawDatabase(path).execute(sql)
            #expect(try await store.integrityFindings().contains(finding))
        }
    }

    @Test("a scratch book takes rows without their log, and can be removed")
    func scratch() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/scratch.book"
            let store = try SQLiteStore.scratch(path: path)
            let party = PartyRow(
                id: PartyID(sequence: 5), code: "F-01", role: .freelancer, iban: nil, version: 5)
            try await store.write { try $0.put([party]) }
            #expect(try await store.read { try $0.rows(PartyRow.self, .all) } == [party])
            try SQLiteStore.remove(path: path)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }
}
