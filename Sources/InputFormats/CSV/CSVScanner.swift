/// Cuts the bytes of a CSV file into lines of fields.
///
/// - Source: RFC 4180, section 2.
struct CSVScanner {
    /// The fields of one line without blanks at their edges; `number` is where it begins.
    struct Line: Equatable {
        let number: Int
        let fields: [String]
    }

    let separator: CSVFile.Separator
    private let name: String
    private let bytes: [UInt8]
    private var position: Int
    private var line = 1

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
        position = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        separator = Self.separator(bytes[position...])
    }

    /// The next line that is not blank; nil at the end.
    mutating func next() throws(InputError) -> Line? {
        while position < bytes.count {
            let number = line
            var fields: [String] = []
            repeat { fields.append(try field(fields.count + 1)) } while takesSeparator()
            try endLine(fields.count)
            if fields != [""] { return Line(number: number, fields: fields) }
        }
        return nil
    }

    private static func separator(_ bytes: ArraySlice<UInt8>) -> CSVFile.Separator {
        var (commas, semicolons) = (0, 0)
        for byte in bytes.prefix(while: { $0 != lineFeed && $0 != carriageReturn }) {
            if byte == CSVFile.Separator.comma.rawValue { commas += 1 }
            if byte == CSVFile.Separator.semicolon.rawValue { semicolons += 1 }
        }
        return semicolons > commas ? .semicolon : .comma
    }

    private func at(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func takesSeparator() -> Bool {
        guard at(position) == separator.rawValue else { return false }
        position += 1
        return true
    }

    private mutating func endLine(_ column: Int) throws(InputError) {
        if at(position) == Self.carriageReturn {
            guard at(position + 1) == Self.lineFeed || position + 1 == bytes.count else {
                throw error(
                    line, column, "A carriage return stands alone.",
                    "Save the file with ordinary line ends.")
            }
            position += 1
        }
        if at(position) == Self.lineFeed { position += 1 }
        line += 1
    }

    private mutating func field(_ column: Int) throws(InputError) -> String {
        skipBlanks()
        return at(position) == Self.quote ? try quoted(column) : try plain(column)
    }

    private mutating func skipBlanks() {
        while at(position) == UInt8(ascii: " ") || at(position) == UInt8(ascii: "\t") {
            position += 1
        }
    }

    private mutating func plain(_ column: Int) throws(InputError) -> String {
        let begin = position
        while let byte = at(position), byte != separator.rawValue, byte != Self.lineFeed,
            byte != Self.carriageReturn
        {
            guard byte != Self.quote else {
                throw error(
                    line, column, "A quote stands inside of a field that does not begin with one.",
                    "Put the whole field into quotes, and write a quote in it twice.")
            }
            position += 1
        }
        return try text(bytes[begin..<position], line, column)
    }

    private mutating func quoted(_ column: Int) throws(InputError) -> String {
        let begin = line
        var value: [UInt8] = []
        position += 1
        while let byte = at(position) {
            position += 1
            guard byte == Self.quote else {
                if byte == Self.lineFeed { line += 1 }
                value.append(byte)
                continue
            }
            guard at(position) == Self.quote else { return try closed(value, begin, column) }
            value.append(Self.quote)
            position += 1
        }
        throw error(
            begin, column, "A quote is opened and never closed.",
            "Close it, and write a quote inside of a field twice.")
    }

    /// Behind the closing quote only a separator or the end of the line may stand.
    private mutating func closed(
        _ value: [UInt8], _ begin: Int, _ column: Int
    ) throws(InputError) -> String {
        skipBlanks()
        let next = at(position)
        guard
            next == nil || next == separator.rawValue || next == Self.lineFeed
                || next == Self.carriageReturn
        else {
            throw error(
                line, column, "Something stands behind a closing quote.",
                "Write a quote inside of a field twice.")
        }
        return try text(value[...], begin, column)
    }

    private func text(
        _ value: ArraySlice<UInt8>, _ line: Int, _ column: Int
    ) throws(InputError)
        -> String
    {
        guard let text = String(validating: value, as: UTF8.self) else {
            throw error(
                line, column, "The text is not UTF-8.", "Save the file as CSV in UTF-8.")
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw error(
                line, column, "The field holds a line end or another control character.",
                "Write the field on one line.")
        }
        var trimmed = Substring(text)
        while trimmed.last == " " { trimmed.removeLast() }
        while trimmed.first == " " { trimmed.removeFirst() }
        return String(trimmed)
    }

    private func error(
        _ line: Int, _ column: Int, _ message: String, _ remedy: String
    )
        -> InputError
    {
        InputError(file: name, line: line, column: column, message: message, remedy: remedy)
    }
}
