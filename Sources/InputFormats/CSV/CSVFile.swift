/// A file of comma-separated values with a header: what every import reads.
///
/// - Source: RFC 4180; docs/csv.md
package struct CSVFile: Equatable, Sendable {
    /// As the person named it.
    package let name: String
    /// `,` or `;`, whichever the header has more of.
    package let separator: Separator
    package let rows: [CSVRow]

    /// What stands between two fields; it decides how decimals may be written.
    package enum Separator: UInt8, Sendable {
        case comma = 0x2C
        case semicolon = 0x3B
    }

    /// Which columns a file may have, in the order of the documentation.
    package struct Columns: Equatable, Sendable {
        package let required: [String]
        package let optional: [String]

        package init(required: [String], optional: [String] = []) {
            self.required = required
            self.optional = optional
        }

        var all: [String] { required + optional }
    }

    /// Reads a whole file: its header, then one row a line; blank lines are skipped.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark.
    ///   - name: The file's name for messages.
    ///   - columns: What the header may and must hold, in any order.
    /// - Throws: `InputError` with line and column of the first thing that is wrong.
    package init(_ bytes: [UInt8], name: String, columns: Columns) throws(InputError) {
        self.name = name
        var scanner = CSVScanner(bytes, name: name)
        separator = scanner.separator
        guard let header = try scanner.next() else {
            throw InputError(
                file: name, line: 1, message: "The file is empty.",
                remedy: "Begin it with a header: \(columns.required.joined(separator: ",")).")
        }
        let places = try Self.places(header, columns, name)
        var rows: [CSVRow] = []
        while let line = try scanner.next() {
            guard line.fields.count == header.fields.count else {
                throw InputError(
                    file: name, line: line.number,
                    message:
                        "The line has \(line.fields.count) fields, the header \(header.fields.count).",
                    remedy: "Put a field that holds the separator into quotes.")
            }
            rows.append(
                CSVRow(
                    file: name, line: line.number, separator: separator, places: places,
                    fields: line.fields))
        }
        guard !rows.isEmpty else {
            throw InputError(
                file: name, line: 1, message: "There is nothing below the header.",
                remedy: "Add a line for each thing to import.")
        }
        self.rows = rows
    }

    /// Where each column stands, counted from 0.
    private static func places(
        _ header: CSVScanner.Line, _ columns: Columns, _ name: String
    ) throws(InputError) -> [String: Int] {
        var places: [String: Int] = [:]
        for (index, title) in header.fields.enumerated() {
            guard columns.all.contains(title) else {
                throw InputError(
                    file: name, line: header.number, column: index + 1,
                    message: "There is no column \"\(title)\".",
                    remedy: "The columns are \(columns.all.joined(separator: ", ")).")
            }
            guard places.updateValue(index, forKey: title) == nil else {
                throw InputError(
                    file: name, line: header.number, column: index + 1,
                    message: "The column \(title) stands there twice.", remedy: "Remove one.")
            }
        }
        for title in columns.required where places[title] == nil {
            throw InputError(
                file: name, line: header.number, message: "The column \(title) is missing.",
                remedy: "Add it; the header must have \(columns.required.joined(separator: ", ")).")
        }
        return places
    }
}
