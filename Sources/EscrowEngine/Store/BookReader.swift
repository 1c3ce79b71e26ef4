package import Evidence
package import LedgerCore
package import MoneyCore

/// One consistent state of a book.
package protocol BookReader {
    /// How far the log goes; nil for a book that nobody opened yet.
    func head() throws -> Head?

    /// The record with this number, or nil.
    func record(at sequence: Int64) throws -> LogRecord?

    /// Records in order, from a number on, with their leaves as kept.
    func records(from sequence: Int64, limit: Int) throws -> [StoredRecord]

    /// Batches in order, from the first whose last record is this one or later.
    func batches(from sequence: Int64, limit: Int) throws -> [Batch]

    /// The personal value that a hash stands for, with its salt; nil once it is removed.
    func personal(_ hash: Digest) throws -> Sealed?

    /// One compressed piece of a kept file; nil behind the last.
    func filePiece(_ file: Digest, index: Int) throws -> FilePiece?

    /// The row with this key, or nil.
    func row<Row: DerivedRow>(_ type: Row.Type, key: [Field]) throws -> Row?

    /// All rows that the selection takes, in its order.
    func rows<Row: DerivedRow>(_ type: Row.Type, _ selection: Selection) throws -> [Row]

    /// Hands over the rows that the selection takes one by one, without collecting them.
    func forEachRow<Row: DerivedRow>(
        _ type: Row.Type, _ selection: Selection, _ body: (Row) throws -> Void
    ) throws
}

/// The same, and the changes of one transaction.
package protocol BookWriter: BookReader {
    /// Begins a batch on the head that its decisions were made on.
    ///
    /// - Throws: `StoreError.headMoved`.
    mutating func open(_ batch: BatchHeader, expecting size: Int64) throws

    /// Appends records of the open batch, in order and without gaps.
    mutating func append(_ records: [StoredRecord], personal: [Sealed]) throws

    /// Ends the open batch.
    mutating func close(_ batch: Batch) throws

    mutating func keep(_ piece: FilePiece, of file: Digest) throws

    /// Inserts rows, or replaces those with the same keys.
    mutating func put<Row: DerivedRow>(_ rows: [Row]) throws

    /// Removes the rows with these keys; a missing one is no error.
    mutating func remove<Row: DerivedRow>(_ type: Row.Type, keys: [[Field]]) throws
}

/// How far the log goes: what commits to all history.
package struct Head: Hashable, Sendable {
    /// How many records the log has.
    package let size: Int64
    package let root: Digest
    /// Time and day of the newest record; `recordedAt` never goes back behind it.
    package let recordedAt: Instant
    package let recordedDay: Day

    /// `SIZE:ROOT`, as `check --against` takes it.
    package var text: String { "\(size):\(root)" }

    package init(size: Int64, root: Digest, recordedAt: Instant, recordedDay: Day) {
        self.size = size
        self.root = root
        self.recordedAt = recordedAt
        self.recordedDay = recordedDay
    }
}

/// What all records of one batch share.
package struct BatchHeader: Hashable, Sendable {
    package let first: Int64
    package let actor: ActorID
    package let recordedAt: Instant
    package let recordedDay: Day

    package init(first: Int64, actor: ActorID, recordedAt: Instant, recordedDay: Day) {
        self.first = first
        self.actor = actor
        self.recordedAt = recordedAt
        self.recordedDay = recordedDay
    }
}

/// A finished batch with the state of the Merkle tree behind its last record.
package struct Batch: Hashable, Sendable {
    package let header: BatchHeader
    package let last: Int64
    package let root: Digest
    /// The right edge of the tree, as `RightEdge` serialises it.
    package let edge: [UInt8]

    package init(header: BatchHeader, last: Int64, root: Digest, edge: [UInt8]) {
        self.header = header
        self.last = last
        self.root = root
        self.edge = edge
    }
}

/// A record with the hash of its leaf.
package struct StoredRecord: Hashable, Sendable {
    package let record: LogRecord
    package let leaf: Digest

    package init(record: LogRecord, leaf: Digest) {
        self.record = record
        self.leaf = leaf
    }
}

/// A personal value with the salt that its hash was made with.
package struct Sealed: Hashable, Sendable {
    package let hash: Digest
    package let salt: [UInt8]
    package let value: [UInt8]

    package init(hash: Digest, salt: [UInt8], value: [UInt8]) {
        self.hash = hash
        self.salt = salt
        self.value = value
    }
}

/// One piece of a kept file: compressed bytes and how many they were before.
package struct FilePiece: Hashable, Sendable {
    package let index: Int
    package let size: Int
    package let compressed: [UInt8]

    package init(index: Int, size: Int, compressed: [UInt8]) {
        self.index = index
        self.size = size
        self.compressed = compressed
    }
}
