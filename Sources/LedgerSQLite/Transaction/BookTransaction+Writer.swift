import EscrowEngine
import Evidence
import LedgerCore
import MoneyCore

extension BookTransaction: BookWriter {
    mutating func open(_ batch: BatchHeader, expecting size: Int64) throws {
        try change { book in
            guard book.open == nil else { throw StoreError.failed("a batch is open already") }
            let found = try book.head()?.size ?? 0
            guard found == size else {
                throw StoreError.headMoved(expected: size, found: found)
            }
            guard batch.first == found + 1 else {
                throw StoreError.failed("a batch must begin with record \(found + 1)")
            }
            book.open = (batch, batch.first)
        }
    }

    mutating func append(_ records: [StoredRecord], personal: [Sealed]) throws {
        try change { book in
            guard let open = book.open else { throw StoreError.failed("no batch is open") }
            try book.keep(personal)
            let sql = "INSERT INTO record (sequence, kind, body, leaf) VALUES (?, ?, ?, ?)"
            try book.session.withStatement(book.slot(.appendRecord), sql) { statement in
                var next = open.next
                for stored in records {
                    try stored.record.check(follows: open.batch, at: next)
                    var binder = FieldBinder(statement.pointer)
                    binder.integer(next)
                    binder.integer(Int64(stored.record.kind.rawValue))
                    binder.bytes(stored.record.body)
                    binder.digest(stored.leaf)
                    try statement.check(binder)
                    try statement.run()
                    next += 1
                }
            }
            book.open = (open.batch, open.next + Int64(records.count))
        }
    }

    mutating func close(_ batch: Batch) throws {
        try change { book in
            guard let open = book.open, open.batch == batch.header, batch.last == open.next - 1,
                batch.last >= batch.header.first
            else { throw StoreError.failed("a batch must be closed as it was opened and filled") }
            let sql = """
                INSERT INTO batch (last, first, actor, recordedAt, recordedDay, root, edge)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
            try book.session.withStatement(book.slot(.closeBatch), sql) { statement in
                var binder = FieldBinder(statement.pointer)
                binder.integer(batch.last)
                binder.integer(batch.header.first)
                binder.integer(batch.header.actor.sequence)
                binder.integer(batch.header.recordedAt.microseconds)
                binder.integer(Int64(batch.header.recordedDay.number))
                binder.digest(batch.root)
                binder.bytes(batch.edge)
                try statement.check(binder)
                try statement.run()
            }
            book.open = nil
        }
    }

    mutating func keep(_ piece: FilePiece, of file: Digest) throws {
        try change { book in
            let sql = """
                INSERT INTO filePiece (digest, piece, size, compressed) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """
            try book.session.withStatement(book.slot(.keepPiece), sql) { statement in
                var binder = FieldBinder(statement.pointer)
                binder.digest(file)
                binder.integer(Int64(piece.index))
                binder.integer(Int64(piece.size))
                binder.bytes(piece.compressed)
                try statement.check(binder)
                try statement.run()
            }
        }
    }

    mutating func put<Row: DerivedRow>(_ rows: [Row]) throws {
        try change { book in
            let shape = try TableShape.of(Row.self)
            let count = Int32(shape.table.columns.count)
            let slot = StatementSlot.table(shape.number, .put)
            try book.session.withStatement(slot, shape.put) { statement in
                for row in rows {
                    var binder = FieldBinder(statement.pointer)
                    row.write(to: &binder)
                    try statement.check(binder)
                    guard binder.next == count + 1 else {
                        throw StoreError.failed("a row of \(shape.table.name) is not whole")
                    }
                    try statement.run()
                }
            }
        }
    }

    mutating func remove<Row: DerivedRow>(_ type: Row.Type, keys: [[Field]]) throws {
        try change { book in
            let shape = try TableShape.of(type)
            let slot = StatementSlot.table(shape.number, .remove)
            try book.session.withStatement(slot, shape.remove) { statement in
                for key in keys {
                    try shape.check(key)
                    try statement.bind(key)
                    try statement.run()
                }
            }
        }
    }

    /// A value is named by its hash, so that keeping the same one again changes nothing.
    private func keep(_ personal: [Sealed]) throws {
        let sql = """
            INSERT INTO personal (hash, salt, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
            """
        try session.withStatement(slot(.appendPersonal), sql) { statement in
            for sealed in personal {
                var binder = FieldBinder(statement.pointer)
                binder.digest(sealed.hash)
                binder.bytes(sealed.salt)
                binder.bytes(sealed.value)
                try statement.check(binder)
                try statement.run()
            }
        }
    }
}
