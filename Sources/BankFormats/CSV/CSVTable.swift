/// A table of a bank: its rows as texts, whatever stands above the header.
///
/// - Source: RFC 4180; docs/bank-layouts.md
struct CSVTable {
    struct Row {
        let line: Int
        let fields: [String]
    }

    let rows: [Row]

    /// The longest field, in bytes, and the most fields of a row.
    static let fieldLimit = 64 << 10
    static let columnLimit = 1_000

    /// Reads all rows; a quote that is never closed ends with its line.
    init(_ text: String, separator: Character) {
        var rows: [Row] = []
        let mark = separator.utf8.first ?? UInt8(ascii: ";")
        var scanner = Scanner(bytes: Array(text.utf8), separator: mark)
        while let row = scanner.next() { rows.append(row) }
        self.rows = rows
    }

    private struct Scanner {
        let bytes: [UInt8]
        let separator: UInt8
        var index = 0
        var line = 1

        init(bytes: [UInt8], separator: UInt8) {
            self.bytes = bytes
            self.separator = separator
        }

        mutating func next() -> Row? {
            guard index < bytes.count else { return nil }
            let start = line
            var fields: [String] = []
            while true {
                let field = self.field()
                if fields.count < CSVTable.columnLimit { fields.append(field) }
                guard index < bytes.count, bytes[index] == separator else { break }
                index += 1
            }
            if index < bytes.count, bytes[index] == 0x0D { index += 1 }
            if index < bytes.count, bytes[index] == 0x0A { index += 1 }
            line += 1
            return Row(line: start, fields: fields)
        }

        private mutating func field() -> String {
            guard index < bytes.count, bytes[index] == 0x22, let end = closing() else {
                return plain()
            }
            var field: [UInt8] = []
            var place = index + 1
            while place < end {
                if bytes[place] == 0x22 { place += 1 }
                if bytes[place] == 0x0A { line += 1 }
                field.append(bytes[place])
                place += 1
            }
            index = end + 1
            let rest = plain()
            return string(field) + rest
        }

        /// Where the quote is closed that opens here; nil if it never is within reason.
        private func closing() -> Int? {
            var place = index + 1
            while place < bytes.count, place - index < CSVTable.fieldLimit {
                guard bytes[place] == 0x22 else {
                    place += 1
                    continue
                }
                guard place + 1 < bytes.count, bytes[place + 1] == 0x22 else { return place }
                place += 2
            }
            return nil
        }

        private mutating func plain() -> String {
            let start = index
            while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A,
                bytes[index] != 0x0D
            { index += 1 }
            return string(Array(bytes[start..<min(index, start + CSVTable.fieldLimit)]))
        }

        private func string(_ bytes: [UInt8]) -> String {
            CamtText.string(CamtText.trimmed(bytes))
        }
    }
}
