import CSQLite
import EscrowEngine
import Evidence

/// A prepared statement that is lent for one use.
///
/// Parameters count from 1, columns from 0.
struct Statement {
    let pointer: OpaquePointer
    let session: Session

    /// Moves to the next row; false when there is none.
    func step() throws -> Bool {
        let code = sqlite3_step(pointer)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else { throw session.failure(code) }
        return false
    }

    /// Runs a statement that gives no rows, and makes it ready for the next parameters.
    func run() throws {
        let code = sqlite3_step(pointer)
        guard code == SQLITE_DONE else { throw session.failure(code) }
        sqlite3_reset(pointer)
    }

    func bind(_ values: [Field], from first: Int32 = 1) throws {
        var binder = FieldBinder(pointer, from: first)
        for value in values { binder.field(value) }
        try check(binder)
    }

    /// Says whether everything was bound.
    func check(_ binder: FieldBinder) throws {
        guard binder.code == SQLITE_OK else { throw session.failure(binder.code) }
    }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(pointer, column) }

    func text(_ column: Int32) throws -> String {
        guard let start = sqlite3_column_text(pointer, column) else { return "" }
        let count = Int(sqlite3_column_bytes(pointer, column))
        let bytes = UnsafeBufferPointer(start: start, count: count)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw StoreError.corrupt("a text that is no UTF-8. Restore a backup.")
        }
        return text
    }

    func bytes(_ column: Int32) -> [UInt8] { Array(buffer(column)) }

    func digest(_ column: Int32) throws -> Digest {
        guard let digest = Digest(buffer(column)) else {
            throw StoreError.corrupt("a hash that has not 32 bytes. Restore a backup.")
        }
        return digest
    }

    private func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(pointer, column)
        return UnsafeRawBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(pointer, column)))
    }
}
