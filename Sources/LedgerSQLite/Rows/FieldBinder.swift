import CSQLite
import EscrowEngine
import Evidence

/// Writes the fields of a row straight into the parameters of a statement.
struct FieldBinder: FieldWriter {
    private let pointer: OpaquePointer
    /// The parameter that comes next, from 1.
    private(set) var next: Int32
    /// The first refusal, or `SQLITE_OK`.
    private(set) var code = SQLITE_OK

    init(_ pointer: OpaquePointer, from first: Int32 = 1) {
        self.pointer = pointer
        next = first
    }

    mutating func integer(_ value: Int64) { note(sqlite3_bind_int64(pointer, next, value)) }

    mutating func null() { note(sqlite3_bind_null(pointer, next)) }

    mutating func text(_ value: String) {
        var value = value
        let code = value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text(
                    pointer, next, characters.baseAddress, Int32(characters.count), Self.copied)
            }
        }
        note(code)
    }

    mutating func bytes(_ value: [UInt8]) {
        value.withUnsafeBytes { raw($0) }
    }

    mutating func digest(_ value: Digest) {
        value.withUnsafeBytes { raw($0) }
    }

    mutating func field(_ value: Field) {
        switch value {
        case .null: null()
        case .integer(let value): integer(value)
        case .text(let value): text(value)
        case .bytes(let value): bytes(value)
        }
    }

    private mutating func raw(_ bytes: UnsafeRawBufferPointer) {
        // No bytes have no address, and no address would be NULL.
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            return note(sqlite3_bind_zeroblob(pointer, next, 0))
        }
        note(sqlite3_bind_blob(pointer, next, start, Int32(bytes.count), Self.copied))
    }

    private mutating func note(_ code: Int32) {
        if self.code == SQLITE_OK { self.code = code }
        next += 1
    }

    /// SQLITE_TRANSIENT: SQLite copies the bytes before it returns.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}
