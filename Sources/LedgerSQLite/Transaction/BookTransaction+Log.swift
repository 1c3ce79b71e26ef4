import EscrowEngine
import Evidence
import LedgerCore
import MoneyCore

extension BookTransaction {
    func head() throws -> Head? {
        let sql = """
            SELECT last, root, recordedAt, recordedDay FROM batch ORDER BY last DESC LIMIT 1
            """
        return try session.withStatement(slot(.head), sql) { row in
            guard try row.step() else { return nil }
            return Head(
                size: row.integer(0), root: try row.digest(1),
                recordedAt: Instant(microseconds: row.integer(2)), recordedDay: day(row, 3))
        }
    }

    func record(at sequence: Int64) throws -> LogRecord? {
        let sql = "SELECT kind, body FROM record WHERE sequence = ?"
        return try session.withStatement(slot(.record), sql) { row in
            try row.bind([.integer(sequence)])
            guard try row.step() else { return nil }
            let header = try header(ofRecord: sequence).header
            return LogRecord(
                sequence: sequence, kind: try kind(row, 0, sequence), actor: header.actor,
                recordedAt: header.recordedAt, recordedDay: header.recordedDay,
                body: row.bytes(1))
        }
    }

    func records(from sequence: Int64, limit: Int) throws -> [StoredRecord] {
        let sql = """
            SELECT sequence, kind, body, leaf FROM record WHERE sequence >= ?
            ORDER BY sequence LIMIT ?
            """
        return try session.withStatement(slot(.records), sql) { row in
            try row.bind([.integer(sequence), .integer(Int64(max(0, limit)))])
            var records: [StoredRecord] = []
            var batch: (header: BatchHeader, last: Int64)?
            while try row.step() {
                let number = row.integer(0)
                let found: (header: BatchHeader, last: Int64)
                if let batch, number <= batch.last {
                    found = batch
                } else {
                    found = try header(ofRecord: number)
                    batch = found
                }
                let record = LogRecord(
                    sequence: number, kind: try kind(row, 1, number), actor: found.header.actor,
                    recordedAt: found.header.recordedAt, recordedDay: found.header.recordedDay,
                    body: row.bytes(2))
                records.append(StoredRecord(record: record, leaf: try row.digest(3)))
            }
            return records
        }
    }

    func batches(from sequence: Int64, limit: Int) throws -> [Batch] {
        let sql = """
            SELECT first, actor, recordedAt, recordedDay, last, root, edge FROM batch
            WHERE last >= ? ORDER BY last LIMIT ?
            """
        return try session.withStatement(slot(.batches), sql) { row in
            try row.bind([.integer(sequence), .integer(Int64(max(0, limit)))])
            var batches: [Batch] = []
            while try row.step() {
                batches.append(
                    Batch(
                        header: header(row), last: row.integer(4), root: try row.digest(5),
                        edge: row.bytes(6)))
            }
            return batches
        }
    }

    func personal(_ hash: Digest) throws -> Sealed? {
        let sql = "SELECT salt, value FROM personal WHERE hash = ?"
        return try session.withStatement(slot(.personal), sql) { row in
            var binder = FieldBinder(row.pointer)
            binder.digest(hash)
            try row.check(binder)
            guard try row.step() else { return nil }
            return Sealed(hash: hash, salt: row.bytes(0), value: row.bytes(1))
        }
    }

    func filePiece(_ file: Digest, index: Int) throws -> FilePiece? {
        let sql = "SELECT size, compressed FROM filePiece WHERE digest = ? AND piece = ?"
        return try session.withStatement(slot(.filePiece), sql) { row in
            var binder = FieldBinder(row.pointer)
            binder.digest(file)
            binder.integer(Int64(index))
            try row.check(binder)
            guard try row.step() else { return nil }
            return FilePiece(index: index, size: Int(row.integer(0)), compressed: row.bytes(1))
        }
    }

    /// What a record shares with its batch, and how far that batch goes.
    private func header(ofRecord sequence: Int64) throws -> (header: BatchHeader, last: Int64) {
        if let open, sequence >= open.batch.first { return (open.batch, .max) }
        let sql = """
            SELECT first, actor, recordedAt, recordedDay, last FROM batch
            WHERE last >= ? ORDER BY last LIMIT 1
            """
        return try session.withStatement(slot(.headerOfRecord), sql) { row in
            try row.bind([.integer(sequence)])
            guard try row.step(), row.integer(0) <= sequence else {
                throw StoreError.corrupt("record \(sequence) is in no batch. Restore a backup.")
            }
            return (header(row), row.integer(4))
        }
    }

    private func header(_ row: Statement) -> BatchHeader {
        BatchHeader(
            first: row.integer(0), actor: ActorID(sequence: row.integer(1)),
            recordedAt: Instant(microseconds: row.integer(2)), recordedDay: day(row, 3))
    }

    private func day(_ row: Statement, _ column: Int32) -> Day {
        Day(number: Int32(truncatingIfNeeded: row.integer(column)))
    }

    private func kind(
        _ row: Statement, _ column: Int32, _ sequence: Int64
    ) throws -> RecordKind {
        let number = row.integer(column)
        guard let kind = UInt8(exactly: number).flatMap(RecordKind.init(rawValue:)) else {
            throw StoreError.corrupt("record \(sequence) has no known kind: \(number)")
        }
        return kind
    }
}
