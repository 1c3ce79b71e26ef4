package import EscrowCore

/// What a book was told to decide by.
package struct SettingRow: DerivedRow {
    package static let table = Table("setting", key: [.integer("name")], [.integer("value")])

    package let name: Setting.Name
    package let value: Int64

    package init(name: Setting.Name, value: Int64) {
        self.name = name
        self.value = value
    }

    package init(from row: inout some FieldReader) throws {
        let number = try row.integer()
        guard let name = Setting.Name(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no setting \(number)")
        }
        self.name = name
        value = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(Int64(name.rawValue))
        row.integer(value)
    }
}

extension BookReader {
    /// What a setting is now.
    package func setting(_ name: Setting.Name) throws -> Int64 {
        try row(SettingRow.self, key: [.integer(Int64(name.rawValue))])?.value ?? name.byDefault
    }
}
