import CSQLite
import EscrowEngine

/// Reads the fields of a row from the columns of a statement, and refuses what has another type.
struct FieldColumns: FieldReader {
    private let statement: Statement
    private var next: Int32 = 0

    init(_ statement: Statement) { self.statement = statement }

    mutating func integer() throws -> Int64 { statement.integer(try column(SQLITE_INTEGER)) }

    mutating func text() throws -> String { try statement.text(try column(SQLITE_TEXT)) }

    mutating func bytes() throws -> [UInt8] { statement.bytes(try column(SQLITE_BLOB)) }

    mutating func optionalInteger() throws -> Int64? { isNull ? skip() : try integer() }

    mutating func optionalText() throws -> String? { isNull ? skip() : try text() }

    private var isNull: Bool { sqlite3_column_type(statement.pointer, next) == SQLITE_NULL }

    private mutating func skip<Value>() -> Value? {
        next += 1
        return nil
    }

    private mutating func column(_ type: Int32) throws -> Int32 {
        guard sqlite3_column_type(statement.pointer, next) == type else {
            let name = sqlite3_column_name(statement.pointer, next).map { String(cString: $0) }
            throw StoreError.corrupt(
                "column \(name ?? "\(next)") has a value of another type. Restore a backup.")
        }
        defer { next += 1 }
        return next
    }
}
