import EscrowEngine

/// Writes the fields of a row into a list.
struct FieldList: FieldWriter {
    private(set) var fields: [Field] = []

    init(_ row: some DerivedRow) { row.write(to: &self) }

    mutating func integer(_ value: Int64) { fields.append(.integer(value)) }
    mutating func text(_ value: String) { fields.append(.text(value)) }
    mutating func bytes(_ value: [UInt8]) { fields.append(.bytes(value)) }
    mutating func null() { fields.append(.null) }
}

/// Reads the fields of a row from a list, and refuses what has another type.
struct FieldCursor: FieldReader {
    private let fields: [Field]
    private var next = 0

    init(_ fields: [Field]) { self.fields = fields }

    mutating func integer() throws -> Int64 {
        guard case .integer(let value) = try take() else { throw wrongType }
        return value
    }

    mutating func text() throws -> String {
        guard case .text(let value) = try take() else { throw wrongType }
        return value
    }

    mutating func bytes() throws -> [UInt8] {
        guard case .bytes(let value) = try take() else { throw wrongType }
        return value
    }

    mutating func optionalInteger() throws -> Int64? {
        try isNull() ? nil : try integer()
    }

    mutating func optionalText() throws -> String? {
        try isNull() ? nil : try text()
    }

    /// Passes over a null.
    private mutating func isNull() throws -> Bool {
        guard next < fields.count, fields[next] == .null else { return false }
        next += 1
        return true
    }

    private mutating func take() throws -> Field {
        guard next < fields.count else { throw wrongType }
        defer { next += 1 }
        return fields[next]
    }

    private var wrongType: StoreError { .corrupt("field \(next) of a row has another type") }
}
