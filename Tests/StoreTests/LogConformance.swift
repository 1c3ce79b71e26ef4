import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Any store keeps the log")
struct LogConformance {
    @Test("what was appended is read back", arguments: StoreKind.allCases)
    func appended(kind: StoreKind) async throws {
        try await kind.withBook { store in
            #expect(try await store.read { try $0.head() } == nil)
            let first = try await store.appendSample(count: 3)
            let second = try await store.appendSample(count: 2)
            let head = try await store.read { try $0.head() }
            #expect(head?.size == 5)
            #expect(head?.root == second.batch.root)
            #expect(head?.recordedAt == second.batch.header.recordedAt)
            #expect(head?.recordedDay == second.batch.header.recordedDay)
            let all = first.records + second.records
            #expect(try await store.read { try $0.records(from: 1, limit: 99) } == all)
            #expect(try await store.read { try $0.records(from: 3, limit: 2) } == Array(all[2...3]))
            #expect(try await store.read { try $0.records(from: 6, limit: 9) } == [])
            for stored in all {
                let sequence = stored.record.sequence
                #expect(try await store.read { try $0.record(at: sequence) } == stored.record)
            }
            #expect(try await store.read { try $0.record(at: 0) } == nil)
            #expect(try await store.read { try $0.record(at: 6) } == nil)
            let batches = [first.batch, second.batch]
            #expect(try await store.read { try $0.batches(from: 1, limit: 9) } == batches)
            #expect(try await store.read { try $0.batches(from: 1, limit: 1) } == [first.batch])
            #expect(try await store.read { try $0.batches(from: 4, limit: 9) } == [second.batch])
            #expect(try await store.read { try $0.batches(from: 6, limit: 9) } == [])
        }
    }

    @Test("the open batch can be read in its own transaction", arguments: StoreKind.allCases)
    func openBatch(kind: StoreKind) async throws {
        try await kind.withBook { store in
            let before = try await store.appendSample(count: 1)
            let sample = try SampleBatch(first: 2, count: 2, second: 9)
            try await store.write { writer in
                try writer.open(sample.batch.header, expecting: 1)
                try writer.append(Array(sample.records.prefix(1)), personal: [])
                #expect(try writer.record(at: 2) == sample.records[0].record)
                try writer.append(Array(sample.records.dropFirst()), personal: [])
                #expect(try writer.records(from: 1, limit: 9) == before.records + sample.records)
                #expect(try writer.head()?.size == 1)
                try writer.close(sample.batch)
                #expect(try writer.head()?.size == 3)
            }
        }
    }

    @Test("a batch decided on an older head is refused", arguments: StoreKind.allCases)
    func headMoved(kind: StoreKind) async throws {
        try await kind.withBook { store in
            try await store.appendSample(count: 3)
            let late = try SampleBatch(first: 3, count: 1)
            await #expect(throws: StoreError.headMoved(expected: 2, found: 3)) {
                try await store.write { try late.append(to: &$0) }
            }
            #expect(try await store.read { try $0.head()?.size } == 3)
        }
    }

    /// A way to write a batch that breaks a rule.
    struct Breach: Sendable, CustomTestStringConvertible {
        let name: String
        let write: @Sendable (inout any BookWriter) throws -> Void
        var testDescription: String { name }
    }

    static let breaches = [
        Breach(name: "a gap between records") { writer in
            let sample = try SampleBatch(first: 3, count: 3)
            try writer.open(sample.batch.header, expecting: 2)
            try writer.append([sample.records[0], sample.records[2]], personal: [])
        },
        Breach(name: "a gap between batches") { writer in
            let sample = try SampleBatch(first: 4, count: 1)
            try writer.open(sample.batch.header, expecting: 2)
        },
        Breach(name: "a record of another moment") { writer in
            let sample = try SampleBatch(first: 3, count: 1)
            try writer.open(sample.batch.header, expecting: 2)
            try writer.append(try SampleBatch(first: 3, count: 1, second: 8).records, personal: [])
        },
        Breach(name: "a record without a batch") { writer in
            try writer.append(try SampleBatch(first: 3, count: 1).records, personal: [])
        },
        Breach(name: "two batches open") { writer in
            let sample = try SampleBatch(first: 3, count: 1)
            try writer.open(sample.batch.header, expecting: 2)
            try writer.open(sample.batch.header, expecting: 2)
        },
        Breach(name: "a batch without records") { writer in
            let sample = try SampleBatch(first: 3, count: 0)
            try writer.open(sample.batch.header, expecting: 2)
            try writer.close(sample.batch)
        },
        Breach(name: "a batch that says to be longer") { writer in
            let sample = try SampleBatch(first: 3, count: 2)
            try writer.open(sample.batch.header, expecting: 2)
            try writer.append(Array(sample.records.prefix(1)), personal: [])
            try writer.close(sample.batch)
        },
        Breach(name: "a batch that is not closed") { writer in
            let sample = try SampleBatch(first: 3, count: 1)
            try writer.open(sample.batch.header, expecting: 2)
            try writer.append(sample.records, personal: [])
        },
        Breach(name: "a time before the head") { writer in
            try SampleBatch(first: 3, count: 1, second: -1).append(to: &writer)
        },
        Breach(name: "an actor who is no record") { writer in
            try SampleBatch(first: 3, count: 1, actor: 4).append(to: &writer)
        },
        Breach(name: "an error that the body swallows") { writer in
            try writer.put([BalanceRow(account: .trustBank, owner: 0, bank: 1, amount: 5)])
            let late = try SampleBatch(first: 2, count: 1)
            try? late.append(to: &writer)
        },
    ]

    @Test("a breach leaves nothing", arguments: StoreKind.allCases, breaches)
    func breach(kind: StoreKind, breach: Breach) async throws {
        try await kind.withBook { store in
            let sample = try await store.appendSample(count: 2)
            await #expect(throws: StoreError.self) { try await store.write(breach.write) }
            #expect(try await store.read { try $0.records(from: 1, limit: 9) } == sample.records)
            #expect(try await store.read { try $0.batches(from: 1, limit: 9) } == [sample.batch])
            #expect(try await store.read { try $0.rows(BalanceRow.self, .all) } == [])
            // And the book is usable.
            try await store.appendSample()
            #expect(try await store.read { try $0.head()?.size } == 4)
        }
    }

    @Test("what a body did before it threw is undone", arguments: StoreKind.allCases)
    func rollback(kind: StoreKind) async throws {
        struct Refused: Error {}
        try await kind.withBook { store in
            let sealed = Sealed(
                hash: try SampleBatch.digest(9), salt: .init(repeating: 1, count: 16), value: [2])
            let piece = FilePiece(index: 0, size: 3, compressed: [1])
            let balance = BalanceRow(account: .trustBank, owner: 0, bank: 1, amount: 5)
            await #expect(throws: Refused.self) {
                try await store.write { writer in
                    try SampleBatch(first: 1, count: 2).append(to: &writer, personal: [sealed])
                    try writer.keep(piece, of: sealed.hash)
                    try writer.put([balance])
                    throw Refused()
                }
            }
            #expect(try await store.read { try $0.head() } == nil)
            #expect(try await store.read { try $0.records(from: 1, limit: 9) } == [])
            #expect(try await store.read { try $0.personal(sealed.hash) } == nil)
            #expect(try await store.read { try $0.filePiece(sealed.hash, index: 0) } == nil)
            #expect(try await store.read { try $0.rows(BalanceRow.self, .all) } == [])
        }
    }

    @Test(
        "personal values and pieces of files are found by their hash", arguments: StoreKind.allCases
    )
    func byHash(kind: StoreKind) async throws {
        try await kind.withBook { store in
            let salt = [UInt8](repeating: 1, count: 16)
            let named = Sealed(
                hash: try SampleBatch.digest(9), salt: salt, value: Array("F-01".utf8))
            let empty = Sealed(hash: try SampleBatch.digest(8), salt: salt, value: [])
            let pieces = (0..<3).map {
                FilePiece(index: $0, size: $0 * 10, compressed: [UInt8($0)])
            }
            let file = try SampleBatch.digest(7)
            try await store.write { writer in
                try SampleBatch(first: 1, count: 1).append(to: &writer, personal: [named, empty])
                for piece in pieces { try writer.keep(piece, of: file) }
            }
            // The same again changes nothing.
            try await store.write { writer in
                try SampleBatch(first: 2, count: 1).append(to: &writer, personal: [named])
                try writer.keep(pieces[0], of: file)
            }
            #expect(try await store.read { try $0.personal(named.hash) } == named)
            #expect(try await store.read { try $0.personal(empty.hash) } == empty)
            #expect(try await store.read { try $0.personal(file) } == nil)
            for piece in pieces {
                #expect(
                    try await store.read { try $0.filePiece(file, index: piece.index) } == piece)
            }
            #expect(try await store.read { try $0.filePiece(file, index: 3) } == nil)
        }
    }
}
