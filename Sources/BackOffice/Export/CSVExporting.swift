import EscrowCore
package import EscrowEngine
import LedgerCore
import MoneyCore
import Reports

/// Writing every table of a book as CSV.
///
/// - Source: docs/spec/book-export.md#csv
package enum CSVExporting {
    /// The entries line by line, and the agency's own book, which are no tables of the store.
    private static let folded = ["journal", "agency-book"]

    /// What there is, in order.
    package static var tables: [String] { folded + DerivedTables.all.map { $0.table.name } }

    /// Writes tables into a folder, each as `NAME.csv`.
    ///
    /// - Returns: What became of each file, in the order of the names, and how many rows it has.
    package static func export(
        _ names: [String], to folder: String, replacing: Bool, _ engine: Engine
    ) async throws -> [(file: OutputFolder.Written, rows: Int)] {
        for name in names where !tables.contains(name) {
            throw Refusal(
                "table.unknown", "there is no table \(name)",
                remedy: "tables are: \(tables.joined(separator: ", "))")
        }
        return try await engine.look { reader in
            var counts: [Int] = []
            let written = try OutputFolder.filled(folder, replacing: replacing) { folder in
                for name in names {
                    try folder.write("\(name).csv") { put in
                        let writer = CSVTableWriter(put)
                        counts.append(try write(name, reader, writer))
                    }
                }
            }
            return zip(written, counts).map { ($0, $1) }
        }
    }

    private static func write(
        _ name: String, _ reader: any BookReader, _ writer: CSVTableWriter
    ) throws -> Int {
        switch name {
        case "journal": return try CSVJournal.write(reader, writer)
        case "agency-book": return try CSVJournal.writeAgency(reader, writer)
        default:
            for table in DerivedTables.all where table.table.name == name {
                return try rows(of: table, reader, writer)
            }
            return 0
        }
    }

    private static func rows<Row: DerivedRow>(
        of type: Row.Type, _ reader: any BookReader, _ writer: CSVTableWriter
    ) throws -> Int {
        try writer.put(Row.table.columns.map(\.name))
        var count = 0
        try reader.forEachRow(Row.self, .all) { row in
            var fields = RowTexts()
            row.write(to: &fields)
            try writer.put(fields.texts)
            count += 1
        }
        return count
    }
}

/// Writes rows as they come.
struct CSVTableWriter {
    private let put: (ArraySlice<UInt8>) throws -> Void

    init(_ put: @escaping (ArraySlice<UInt8>) throws -> Void) { self.put = put }

    func put(_ fields: [String]) throws {
        let line = fields.map(CSVText.field).joined(separator: ",") + "\r\n"
        try put(Array(line.utf8)[...])
    }
}

/// The fields of a row as texts: days as days, bytes as hex digits, nothing as nothing.
private struct RowTexts: FieldWriter {
    private(set) var texts: [String] = []

    mutating func integer(_ value: Int64) { texts.append("\(value)") }
    mutating func text(_ value: String) { texts.append(value) }
    mutating func null() { texts.append("") }
    mutating func day(_ day: Day) { texts.append(day.description) }

    mutating func bytes(_ value: [UInt8]) {
        let digits = Array("0123456789abcdef")
        texts.append(String(value.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }))
    }
}
