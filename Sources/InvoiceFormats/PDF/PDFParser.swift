/// Reads values of a PDF from a position on.
///
/// Whatever the bytes are it ends: each step moves on, and depth is bounded.
///
/// - Source: ISO 32000-1, 7.2 and 7.3
struct PDFParser {
    let bytes: [UInt8]
    var position: Int

    static let depthMax = 32

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = max(0, position)
    }

    /// The next value; nil where none can be read.
    mutating func object(depth: Int = 0) -> PDFObject? {
        guard depth < Self.depthMax else { return nil }
        skipBlanks()
        guard position < bytes.count else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "("): return text()
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "<"):
            return peek(1) == UInt8(ascii: "<") ? dictionary(depth) : hexText()
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 48...57:
            return number()
        default: return word()
        }
    }

    /// `12 0 obj` and the value behind it, with its number.
    mutating func indirect() -> (number: Int, object: PDFObject)? {
        guard let number = plainInteger(), plainInteger() != nil, take("obj"), let value = object()
        else { return nil }
        guard case .dictionary(let members) = value else { return (number, value) }
        let behind = position
        skipBlanks()
        guard take("stream") else {
            position = behind
            return (number, value)
        }
        if peek(0) == 13 { position += 1 }
        if peek(0) == 10 { position += 1 }
        return (number, .stream(members, start: position))
    }

    /// Takes a word if it stands here, behind blanks.
    mutating func take(_ word: String) -> Bool {
        skipBlanks()
        guard bytes[min(position, bytes.count)...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    /// An integer without a sign; stays where there is none.
    mutating func plainInteger() -> Int? {
        skipBlanks()
        let begin = position
        var value = 0
        while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 {
            guard position - begin < 15 else { return nil }
            value = value * 10 + Int(bytes[position] - 48)
            position += 1
        }
        return position > begin ? value : nil
    }

    mutating func skipBlanks() {
        while position < bytes.count {
            if Self.isBlank(bytes[position]) {
                position += 1
            } else if bytes[position] == UInt8(ascii: "%") {
                while position < bytes.count, bytes[position] != 10, bytes[position] != 13 {
                    position += 1
                }
            } else {
                return
            }
        }
    }

    private func peek(_ ahead: Int) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 32 || (byte >= 9 && byte <= 13 && byte != 11) || byte == 0
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}

extension PDFParser {
    private mutating func regular() -> ArraySlice<UInt8> {
        let begin = position
        while position < bytes.count, !Self.isBlank(bytes[position]),
            !Self.isDelimiter(bytes[position])
        {
            position += 1
        }
        return bytes[begin..<position]
    }

    private mutating func name() -> String {
        position += 1
        let raw = Array(regular())
        guard raw.contains(UInt8(ascii: "#")) else { return String(decoding: raw, as: UTF8.self) }
        var plain: [UInt8] = []
        var index = 0
        while index < raw.count {
            if raw[index] == UInt8(ascii: "#"), index + 2 < raw.count,
                let high = Self.digit(raw[index + 1]), let low = Self.digit(raw[index + 2])
            {
                plain.append(high << 4 | low)
                index += 3
            } else {
                plain.append(raw[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    private mutating func word() -> PDFObject? {
        switch String(decoding: regular(), as: UTF8.self) {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case "null": return .null
        default: return nil
        }
    }

    /// A number, or a reference such as `12 0 R`.
    private mutating func number() -> PDFObject? {
        let text = String(decoding: regular(), as: UTF8.self)
        guard let value = Int(text), value.magnitude < 1 << 50 else {
            return text.utf8.contains { $0 >= 48 && $0 <= 57 } ? .real : nil
        }
        let behind = position
        if value >= 0, plainInteger() != nil, take("R") { return .reference(value) }
        position = behind
        return .integer(value)
    }

    private mutating func array(_ depth: Int) -> PDFObject? {
        position += 1
        var values: [PDFObject] = []
        while true {
            skipBlanks()
            if peek(0) == UInt8(ascii: "]") {
                position += 1
                return .array(values)
            }
            guard let value = object(depth: depth + 1) else { return nil }
            values.append(value)
        }
    }

    private mutating func dictionary(_ depth: Int) -> PDFObject? {
        position += 2
        var members: [String: PDFObject] = [:]
        while true {
            skipBlanks()
            if peek(0) == UInt8(ascii: ">"), peek(1) == UInt8(ascii: ">") {
                position += 2
                return .dictionary(members)
            }
            guard peek(0) == UInt8(ascii: "/") else { return nil }
            let key = name()
            guard let value = object(depth: depth + 1) else { return nil }
            members[key] = value
        }
    }

    private mutating func hexText() -> PDFObject? {
        position += 1
        var digits: [UInt8] = []
        while let byte = peek(0), byte != UInt8(ascii: ">") {
            if let digit = Self.digit(byte) { digits.append(digit) }
            position += 1
        }
        guard peek(0) != nil else { return nil }
        position += 1
        if digits.count % 2 == 1 { digits.append(0) }
        return .text(
            stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    private mutating func text() -> PDFObject? {
        position += 1
        var plain: [UInt8] = []
        var open = 1
        while let byte = peek(0) {
            position += 1
            switch byte {
            case UInt8(ascii: "\\"): escape(into: &plain)
            case UInt8(ascii: "("):
                open += 1
                plain.append(byte)
            case UInt8(ascii: ")"):
                open -= 1
                if open == 0 { return .text(plain) }
                plain.append(byte)
            default: plain.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into plain: inout [UInt8]) {
        guard let byte = peek(0) else { return }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): plain.append(10)
        case UInt8(ascii: "r"): plain.append(13)
        case UInt8(ascii: "t"): plain.append(9)
        case UInt8(ascii: "b"): plain.append(8)
        case UInt8(ascii: "f"): plain.append(12)
        case 13: if peek(0) == 10 { position += 1 }
        case 10: break
        case 48...55:
            var value = Int(byte - 48)
            for _ in 0..<2 {
                guard let next = peek(0), next >= 48, next <= 55 else { break }
                value = value * 8 + Int(next - 48)
                position += 1
            }
            plain.append(UInt8(truncatingIfNeeded: value))
        default: plain.append(byte)
        }
    }
}
