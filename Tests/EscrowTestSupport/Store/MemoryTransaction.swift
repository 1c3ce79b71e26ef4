import EscrowEngine
import Evidence
import LedgerCore
import MoneyCore

/// What a book holds in memory.
struct MemoryBook: Sendable {
    var batches: [Batch] = []
    var records: [StoredRecord] = []
    var personal: [Digest: Sealed] = [:]
    var pieces: [Digest: [Int: FilePiece]] = [:]
    var tables: [String: MemoryTable] = [:]
}

/// One transaction on a book in memory: it works on a copy.
struct MemoryTransaction {
    var book: MemoryBook
    private var open: BatchHeader?
    private var failure: (any Error)?

    init(_ book: MemoryBook) { self.book = book }

    /// Says whether everything was brought to its end.
    func finish() throws {
        if let failure { throw failure }
        guard open == nil else { throw StoreError.failed("a batch was opened and not closed") }
    }

    /// Remembers that a change failed, so that a body cannot go on as if nothing had happened.
    private mutating func change(_ body: (inout MemoryTransaction) throws -> Void) throws {
        do {
            try body(&self)
        } catch {
            if failure == nil { failure = error }
            throw error
        }
    }
}

extension MemoryTransaction: BookReader {
    func head() throws -> Head? {
        book.batches.last.map {
            Head(
                size: $0.last, root: $0.root, recordedAt: $0.header.recordedAt,
                recordedDay: $0.header.recordedDay)
        }
    }

    func record(at sequence: Int64) throws -> LogRecord? {
        guard sequence > 0, sequence <= book.records.count else { return nil }
        return book.records[Int(sequence) - 1].record
    }

    func records(from sequence: Int64, limit: Int) throws -> [StoredRecord] {
        Array(book.records.dropFirst(Int(max(1, sequence)) - 1).prefix(max(0, limit)))
    }

    func batches(from sequence: Int64, limit: Int) throws -> [Batch] {
        Array(book.batches.lazy.filter { $0.last >= sequence }.prefix(max(0, limit)))
    }

    func personal(_ hash: Digest) throws -> Sealed? { book.personal[hash] }

    func filePiece(_ file: Digest, index: Int) throws -> FilePiece? { book.pieces[file]?[index] }

    func row<Row: DerivedRow>(_ type: Row.Type, key: [Field]) throws -> Row? {
        try table(type.table).row(key).map { try read(type, $0) }
    }

    func rows<Row: DerivedRow>(_ type: Row.Type, _ selection: Selection) throws -> [Row] {
        try table(type.table).select(selection).map { try read(type, $0) }
    }

    func forEachRow<Row: DerivedRow>(
        _ type: Row.Type, _ selection: Selection, _ body: (Row) throws -> Void
    ) throws {
        for row in try rows(type, selection) { try body(row) }
    }

    private func table(_ table: Table) -> MemoryTable {
        book.tables[table.name] ?? MemoryTable(table)
    }

    private func read<Row: DerivedRow>(_ type: Row.Type, _ fields: [Field]) throws -> Row {
        var cursor = FieldCursor(fields)
        return try Row(from: &cursor)
    }
}

extension MemoryTransaction: BookWriter {
    mutating func open(_ batch: BatchHeader, expecting size: Int64) throws {
        try change { transaction in
            guard transaction.open == nil else {
                throw StoreError.failed("a batch is open already")
            }
            let head = try transaction.head()
            let found = head?.size ?? 0
            guard found == size else { throw StoreError.headMoved(expected: size, found: found) }
            guard batch.first == found + 1 else {
                throw StoreError.failed("a batch must begin with record \(found + 1)")
            }
            transaction.open = batch
        }
    }

    mutating func append(_ records: [StoredRecord], personal: [Sealed]) throws {
        try change { transaction in
            guard let open = transaction.open else { throw StoreError.failed("no batch is open") }
            for sealed in personal where transaction.book.personal[sealed.hash] == nil {
                transaction.book.personal[sealed.hash] = sealed
            }
            for stored in records {
                let next = Int64(transaction.book.records.count) + 1
                let record = stored.record
                guard record.sequence == next else {
                    throw StoreError.failed(
                        "record \(record.sequence) came where \(next) must follow")
                }
                guard record.actor == open.actor, record.recordedAt == open.recordedAt,
                    record.recordedDay == open.recordedDay
                else { throw StoreError.failed("record \(next) differs from its batch") }
                transaction.book.records.append(stored)
            }
        }
    }

    mutating func close(_ batch: Batch) throws {
        try change { transaction in
            let size = Int64(transaction.book.records.count)
            guard transaction.open == batch.header, batch.last == size,
                batch.last >= batch.header.first
            else { throw StoreError.failed("a batch must be closed as it was opened and filled") }
            guard (1...size).contains(batch.header.actor.sequence) else {
                throw StoreError.failed("the actor of a batch must be a record")
            }
            if let head = try transaction.head() {
                guard batch.header.recordedAt >= head.recordedAt,
                    batch.header.recordedDay >= head.recordedDay
                else { throw StoreError.failed("the recorded time must not go back") }
            }
            transaction.book.batches.append(batch)
            transaction.open = nil
        }
    }

    mutating func keep(_ piece: FilePiece, of file: Digest) throws {
        try change { transaction in
            guard transaction.book.pieces[file]?[piece.index] == nil else { return }
            transaction.book.pieces[file, default: [:]][piece.index] = piece
        }
    }

    mutating func put<Row: DerivedRow>(_ rows: [Row]) throws {
        try change { transaction in
            for row in rows {
                let name = Row.table.name
                try transaction.book.tables[name, default: MemoryTable(Row.table)]
                    .put(FieldList(row).fields)
            }
        }
    }

    mutating func remove<Row: DerivedRow>(_ type: Row.Type, keys: [[Field]]) throws {
        try change { transaction in
            for key in keys {
                let name = type.table.name
                try transaction.book.tables[name, default: MemoryTable(type.table)].remove(key)
            }
        }
    }
}
