package import EscrowEngine
import Evidence
import LedgerCore

/// What a faulty store throws.
package struct InjectedFault: Error, Equatable, Sendable {
    package let call: Int
}

/// A store that fails at one call of every write.
///
/// Each change that the body asks for is a call, and the end of the transaction is the last one.
package struct FaultyStore: LedgerStore {
    private let base: any LedgerStore
    private let call: Int

    /// - Parameters:
    ///   - base: The store that keeps the book.
    ///   - call: The call of each write that fails, from 1.
    package init(_ base: any LedgerStore, failingAtCall call: Int) {
        self.base = base
        self.call = call
    }

    package func read<Answer: Sendable>(
        _ body: @Sendable (any BookReader) throws -> Answer
    ) async throws -> Answer {
        try await base.read(body)
    }

    package func write<Answer: Sendable>(
        _ body: @Sendable (inout any BookWriter) throws -> Answer
    ) async throws -> Answer {
        try await base.write { [call] writer in
            var faulty: any BookWriter = FaultyWriter(base: writer, failingCall: call)
            let answer = try body(&faulty)
            guard var ended = faulty as? FaultyWriter else {
                throw StoreError.failed("the transaction was exchanged for another")
            }
            try ended.count()
            // A body may not go on behind a fault as if nothing had happened.
            guard ended.calls <= call else { throw InjectedFault(call: call) }
            writer = ended.base
            return answer
        }
    }

    package func backup(to path: String) async throws { try await base.backup(to: path) }

    package func integrityFindings() async throws -> [String] {
        try await base.integrityFindings()
    }
}

/// Passes everything on to another writer, and fails at one call.
private struct FaultyWriter {
    var base: any BookWriter
    let failingCall: Int
    private(set) var calls = 0

    init(base: any BookWriter, failingCall: Int) {
        self.base = base
        self.failingCall = failingCall
    }

    mutating func count() throws {
        calls += 1
        if calls == failingCall { throw InjectedFault(call: calls) }
    }
}

extension FaultyWriter: BookReader {
    func head() throws -> Head? { try base.head() }

    func record(at sequence: Int64) throws -> LogRecord? { try base.record(at: sequence) }

    func records(from sequence: Int64, limit: Int) throws -> [StoredRecord] {
        try base.records(from: sequence, limit: limit)
    }

    func batches(from sequence: Int64, limit: Int) throws -> [Batch] {
        try base.batches(from: sequence, limit: limit)
    }

    func personal(_ hash: Digest) throws -> Sealed? { try base.personal(hash) }

    func filePiece(_ file: Digest, index: Int) throws -> FilePiece? {
        try base.filePiece(file, index: index)
    }

    func row<Row: DerivedRow>(_ type: Row.Type, key: [Field]) throws -> Row? {
        try base.row(type, key: key)
    }

    func rows<Row: DerivedRow>(_ type: Row.Type, _ selection: Selection) throws -> [Row] {
        try base.rows(type, selection)
    }

    func forEachRow<Row: DerivedRow>(
        _ type: Row.Type, _ selection: Selection, _ body: (Row) throws -> Void
    ) throws {
        try base.forEachRow(type, selection, body)
    }
}

extension FaultyWriter: BookWriter {
    mutating func open(_ batch: BatchHeader, expecting size: Int64) throws {
        try count()
        try base.open(batch, expecting: size)
    }

    mutating func append(_ records: [StoredRecord], personal: [Sealed]) throws {
        try count()
        try base.append(records, personal: personal)
    }

    mutating func close(_ batch: Batch) throws {
        try count()
        try base.close(batch)
    }

    mutating func keep(_ piece: FilePiece, of file: Digest) throws {
        try count()
        try base.keep(piece, of: file)
    }

    mutating func put<Row: DerivedRow>(_ rows: [Row]) throws {
        try count()
        try base.put(rows)
    }

    mutating func remove<Row: DerivedRow>(_ type: Row.Type, keys: [[Field]]) throws {
        try count()
        try base.remove(type, keys: keys)
    }
}
