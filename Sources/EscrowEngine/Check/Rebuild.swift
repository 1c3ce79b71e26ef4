import EscrowCore
import Evidence
import LedgerCore

/// Building the derived tables anew from the log, in a store of their own.
enum Rebuild {
    /// One batch, or the part of it that a chunk holds.
    struct Part: Sendable {
        let records: [StoredRecord]
        let facts: [(LogRecord, Fact)]
    }

    /// Projects the facts of one chunk into the scratch store.
    static func take(_ parts: [Part], _ writer: inout any BookWriter) throws {
        var tables = DraftTables()
        let hasher = try SHA256Hasher()
        for part in parts {
            guard let first = part.records.first?.record, let last = part.records.last else {
                continue
            }
            let header = BatchHeader(
                first: first.sequence, actor: first.actor, recordedAt: first.recordedAt,
                recordedDay: first.recordedDay)
            try writer.open(header, expecting: first.sequence - 1)
            try writer.append(part.records, personal: [])
            var edge = RightEdge()
            try edge.append(last.leaf, using: hasher)
            try writer.close(
                Batch(
                    header: header, last: last.record.sequence, root: last.leaf, edge: edge.bytes))
            for (record, fact) in part.facts {
                try Projection.apply(fact, record, to: &tables, &writer)
            }
        }
        try tables.flush(&writer)
    }
}

extension BookReader {
    /// One hash per derived table over all its rows in key order.
    func tableDigests() throws -> [Digest] {
        try DerivedTables.all.map { try digest(of: $0) }
    }

    private func digest<Row: DerivedRow>(of type: Row.Type) throws -> Digest {
        var hasher = try SHA256Hasher()
        var bytes = RowBytes()
        try forEachRow(type, .all) { row in
            row.write(to: &bytes)
            if bytes.bytes.count >= 1 << 16 {
                try hasher.update(bytes.bytes)
                bytes.bytes.removeAll(keepingCapacity: true)
            }
        }
        try hasher.update(bytes.bytes)
        return try hasher.finish()
    }

    /// The rows of a table as texts, for naming what differs.
    func described(_ table: Int) throws -> [String] {
        try described(DerivedTables.all[table])
    }

    private func described<Row: DerivedRow>(_ type: Row.Type) throws -> [String] {
        var texts: [String] = []
        try forEachRow(type, .all) { texts.append("\($0)") }
        return texts
    }
}

/// The bytes of rows, each value with its kind and length, for hashing.
private struct RowBytes: FieldWriter {
    var bytes: [UInt8] = []

    mutating func integer(_ value: Int64) {
        bytes.append(1)
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func text(_ value: String) { add(2, Array(value.utf8)) }
    mutating func bytes(_ value: [UInt8]) { add(3, value) }
    mutating func null() { bytes.append(0) }

    private mutating func add(_ kind: UInt8, _ value: [UInt8]) {
        bytes.append(kind)
        withUnsafeBytes(of: UInt64(value.count).bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
    }
}
