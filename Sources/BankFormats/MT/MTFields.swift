/// The fields of an MT940 or MT942 file, in order, with the lines that they stand on.
///
/// - Source: docs/spec/bank-import.md#mt940
struct MTFields {
    enum Element {
        case field(MTField)
        /// The end of a message: `-`, `-}`.
        case end
        /// What a SWIFT envelope says of the message in it: `940` or `942`.
        case type(String)
    }

    private(set) var elements: [Element] = []
    private var open: MTField?

    /// The longest field that is kept, in bytes; a statement has none of this size.
    static let fieldLimit = 64 << 10
    private(set) var cutLine: Int?

    init(_ text: String) {
        var number = 0
        for line in text.utf8.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A })
        {
            number += 1
            var line = String(Substring(line))
            while line.utf8.last == 0x0D { line = String(line.unicodeScalars.dropLast()) }
            read(line, number)
        }
        close()
    }

    /// Whether a text has the fields of such a file at all.
    static func isMT(_ text: String) -> Bool {
        let head = text.utf8.prefix(64 << 10)
        return head.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
            let line = String(Substring(line))
            return MTField(line, 1) != nil || line.contains("{4:")
        }
    }

    private mutating func read(_ line: String, _ number: Int) {
        var line = line
        if line.hasPrefix("{") || open == nil, let start = line.firstRange(of: "{4:") {
            close()
            envelope(line[..<start.lowerBound])
            line = String(line[start.upperBound...])
            if line.isEmpty { return }
        } else if line.hasPrefix("{1:") || line.hasPrefix("{2:") || line.hasPrefix("{3:") {
            close()
            envelope(line[...])
            return
        }
        if line == "-" || line.hasPrefix("-}") {
            close()
            elements.append(.end)
            return
        }
        if let field = MTField(line, number) {
            close()
            open = field
        } else if let size = open?.size, size + line.utf8.count > Self.fieldLimit {
            cutLine = cutLine ?? number
        } else {
            open?.add(line)
        }
    }

    private mutating func close() {
        if let field = open { elements.append(.field(field)) }
        open = nil
    }

    private mutating func envelope(_ text: Substring) {
        for type in ["940", "942"] {
            if text.contains("{2:O\(type)") || text.contains("{2:I\(type)") {
                elements.append(.type(type))
            }
        }
    }
}

/// One field: `:61:` and its lines.
struct MTField {
    let tag: String
    /// Where it begins, from 1.
    let line: Int
    private(set) var lines: [String]
    private(set) var size: Int

    private static let tags: Set<String> = [
        "13", "13D", "20", "21", "25", "25P", "28", "28C", "34F", "60F", "60M", "61", "62F", "62M",
        "64", "65", "86", "90C", "90D", "NS",
    ]

    /// Reads the first line of a field; nil for any other line, also one that begins with a colon.
    init?(_ text: String, _ number: Int) {
        guard text.utf8.first == UInt8(ascii: ":") else { return nil }
        let bytes = text.utf8.dropFirst()
        guard let end = bytes.prefix(4).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let tag = String(text[bytes.startIndex..<end])
        guard Self.tags.contains(tag) else { return nil }
        self.tag = tag
        line = number
        lines = [String(text[text.utf8.index(after: end)...])]
        size = text.utf8.count
    }

    mutating func add(_ text: String) {
        lines.append(text)
        size += text.utf8.count
    }

    /// The first line without the blanks around it.
    var value: String {
        let bytes = Array((lines.first ?? "").utf8)
        return CamtText.string(CamtText.trimmed(bytes))
    }
}
