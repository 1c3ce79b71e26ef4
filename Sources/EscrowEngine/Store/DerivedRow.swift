package import MoneyCore

/// A row of a table that is derived from the log: it can be dropped and built again.
///
/// The order of the columns in `table`, in `write` and in `init` is one and the same.
package protocol DerivedRow: Hashable, Sendable {
    static var table: Table { get }
    init(from row: inout some FieldReader) throws
    func write(to row: inout some FieldWriter)
}

/// One value of a row.
///
/// Order: null, integers, texts by their UTF-8 bytes, bytes.
package enum Field: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

extension Field: Comparable {
    package static func < (left: Field, right: Field) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left < right
        case (.text(let left), .text(let right)):
            left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.bytes(let left), .bytes(let right)): left.lexicographicallyPrecedes(right)
        default: left.rank < right.rank
        }
    }

    private var rank: Int {
        switch self {
        case .null: 0
        case .integer: 1
        case .text: 2
        case .bytes: 3
        }
    }
}

package protocol FieldWriter {
    mutating func integer(_ value: Int64)
    mutating func text(_ value: String)
    mutating func bytes(_ value: [UInt8])
    mutating func null()
    /// A day as the days since 1970, unless a writer has a form of its own for it.
    mutating func day(_ day: Day)
}

package protocol FieldReader {
    mutating func integer() throws -> Int64
    mutating func text() throws -> String
    mutating func bytes() throws -> [UInt8]
    mutating func optionalInteger() throws -> Int64?
    mutating func optionalText() throws -> String?
}

extension FieldWriter {
    package mutating func optional(_ value: Int64?) {
        if let value { integer(value) } else { null() }
    }

    package mutating func optional(_ value: String?) {
        if let value { text(value) } else { null() }
    }

    package mutating func optional(_ value: Day?) {
        if let value { day(value) } else { null() }
    }
}

/// The shape of a derived table; stores check their own definition against it.
package struct Table: Hashable, Sendable {
    package let name: String
    package let columns: [Column]
    /// The first so many columns are the primary key.
    package let keyCount: Int
    package let indexes: [Index]
    /// The columns that change while the row stays; the others are as they were first put.
    package let changing: [Column]

    package struct Column: Hashable, Sendable {
        package enum Kind: Hashable, Sendable { case integer, text, bytes }
        package let name: String
        package let kind: Kind
        package let isOptional: Bool
    }

    package struct Index: Hashable, Sendable {
        package let name: String
        package let columns: [String]
        package let isUnique: Bool
    }

    /// Columns named as fixed never change once a row is there.
    package init(
        _ name: String, key: [Column], _ columns: [Column], fixed: Set<String> = [],
        indexes: [Index] = []
    ) {
        changing = columns.filter { !fixed.contains($0.name) }
        self.name = name
        self.columns = key + columns
        keyCount = key.count
        self.indexes = indexes
    }
}

extension Table.Column {
    package static func integer(_ name: String, optional: Bool = false) -> Self {
        Self(name: name, kind: .integer, isOptional: optional)
    }

    package static func text(_ name: String, optional: Bool = false) -> Self {
        Self(name: name, kind: .text, isOptional: optional)
    }

    package static func bytes(_ name: String) -> Self {
        Self(name: name, kind: .bytes, isOptional: false)
    }
}

extension Table.Index {
    package static func unique(_ name: String, _ columns: String...) -> Self {
        Self(name: name, columns: columns, isUnique: true)
    }

    package static func plain(_ name: String, _ columns: String...) -> Self {
        Self(name: name, columns: columns, isUnique: false)
    }
}

/// Which rows of a table, in which order: a prefix of the key or of an index, and a range of the
/// column that follows.
///
/// Rows come ordered by the columns of the index, then by the key.
package struct Selection: Hashable, Sendable {
    /// nil is the primary key.
    package let index: String?
    package let equals: [Field]
    package let from: Field?
    package let through: Field?
    package let isDescending: Bool
    package let limit: Int?

    package init(
        index: String? = nil, equals: [Field] = [], from: Field? = nil, through: Field? = nil,
        isDescending: Bool = false, limit: Int? = nil
    ) {
        self.index = index
        self.equals = equals
        self.from = from
        self.through = through
        self.isDescending = isDescending
        self.limit = limit
    }

    package static let all = Selection()
}
