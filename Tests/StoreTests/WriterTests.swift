import CSQLite
import EscrowEngine
import EscrowTestSupport
import Glibc
import LedgerCore
import LedgerSQLite
import Testing

@Suite("Several at one book")
struct WriterTests {
    @Test("two writers at once lose nothing and double nothing", arguments: StoreKind.allCases)
    func twoWriters(kind: StoreKind) async throws {
        switch kind {
        case .memory:
            let store = InMemoryStore()
            try await Self.race(store, store, rounds: 200)
        case .sqlite:
            try await withTemporaryFolder { folder in
                let path = folder + "/test.book"
                let first = try SQLiteStore(path: path, mode: .create, waitSeconds: 30)
                let second = try SQLiteStore(path: path, mode: .open, waitSeconds: 30)
                try await Self.race(first, second, rounds: 200)
                #expect(try await first.integrityFindings() == [])
            }
        }
    }

    /// Lets two writers append batches of one to three records, each marked with its writer.
    private static func race(
        _ left: any LedgerStore, _ right: any LedgerStore, rounds: Int
    ) async throws {
        try await left.appendSample(count: 1)
        async let one = write(rounds, to: left, mark: 1)
        async let two = write(rounds, to: right, mark: 2)
        let counts = try await [one, two]
        let records = try await left.read { try $0.records(from: 2, limit: .max) }
        #expect(records.map(\.record.sequence) == Array(2...Int64(records.count + 1)))
        for (index, count) in counts.enumerated() {
            let own = records.filter { $0.record.body.first == UInt8(index + 1) }
            #expect(own.count == count)
            // Each round's number stands in the body of each of its records, in order.
            let rounds = own.map { Int($0.record.body[1]) }
            #expect(rounds == rounds.sorted() && Set(rounds).count == 200)
        }
        #expect(counts.reduce(0, +) == records.count)
        let batches = try await right.read { try $0.batches(from: 2, limit: .max) }
        #expect(batches.count == 2 * rounds)
        for (before, after) in zip(batches, batches.dropFirst()) {
            #expect(after.header.first == before.last + 1)
        }
    }

    /// - Returns: How many records were appended.
    private static func write(
        _ rounds: Int, to store: any LedgerStore, mark: UInt8
    ) async throws
        -> Int
    {
        var written = 0
        for round in 0..<rounds {
            let count = round % 3 + 1
            while true {
                let head = try await store.read { try $0.head()?.size } ?? 0
                let sample = try SampleBatch(
                    first: head + 1, count: count, body: [mark, UInt8(round)])
                do {
                    try await store.write { try sample.append(to: &$0) }
                    written += count
                    break
                } catch let error as StoreError where error.isTransient {
                    await Task.yield()
                }
            }
        }
        return written
    }

    @Test("a writer that waits too long says so and changes nothing")
    func busy() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/test.book"
            let store = try SQLiteStore(path: path, mode: .create, waitSeconds: 0)
            try await store.appendSample(count: 1)
            let other = try RawDatabase(path)
            try other.execute("BEGIN IMMEDIATE")
            await #expect(throws: StoreError.busy(waitedSeconds: 0)) {
                try await store.appendSample(count: 1)
            }
            #expect(try await store.read { try $0.head()?.size } == 1)
            try other.execute("ROLLBACK")
            try await store.appendSample(count: 1)
            #expect(try await store.read { try $0.head()?.size } == 2)
        }
    }

    @Test("a reader keeps its state while the same store writes")
    func snapshot() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/test.book"
            let store = try SQLiteStore(path: path, mode: .create)
            try await store.appendSample(count: 1)
            let started = folder + "/started"
            let committed = folder + "/committed"
            async let seen = store.read { reader in
                let before = try reader.head()?.size
                touch(started)
                let waited = wait(for: committed)
                return [before, try reader.head()?.size, waited ? 1 : 0]
            }
            while access(started, F_OK) != 0 { try await Task.sleep(for: .milliseconds(2)) }
            let sample = try SampleBatch(first: 2, count: 4, second: 9)
            try await store.write { try sample.append(to: &$0) }
            touch(committed)
            #expect(try await seen == [1, 1, 1])
            #expect(try await store.read { try $0.head()?.size } == 5)
        }
    }

    @Test("a backup made while others write is a whole book")
    func backupWhileWriting() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/test.book", mode: .create)
            try await store.appendSample(count: 100)
            async let writing = Self.write(200, to: store, mark: 1)
            for number in 0..<5 {
                let path = folder + "/copy-\(number).book"
                try await store.backup(to: path)
                let copy = try SQLiteStore(path: path, mode: .open)
                #expect(try await copy.integrityFindings() == [])
                let size = try await copy.read { try $0.head()?.size } ?? 0
                #expect(try await copy.read { try $0.records(from: 1, limit: .max).count } == size)
                let records = try await copy.read { try $0.records(from: 1, limit: .max) }
                #expect(
                    try await store.read { try $0.records(from: 1, limit: records.count) }
                        == records)
            }
            #expect(try await writing == 399)
            let target = folder + "/copy-0.book"
            await #expect(throws: StoreError.self) { try await store.backup(to: target) }
            #expect(access(target, F_OK) == 0)
            await #expect(throws: StoreError.self) {
                try await store.backup(to: folder + "/nowhere/copy.book")
            }
        }
    }
}

private func touch(_ path: String) {
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    if file >= 0 { close(file) }
}

/// Waits until a file is there, at most half an hour: other tests can hold the threads that write it.
private func wait(for path: String) -> Bool {
    for _ in 0..<900_000 {
        if access(path, F_OK) == 0 { return true }
        usleep(2000)
    }
    return false
}
