/// What IBANs and creditor references share: how people write them, and their check digits.
///
/// - Source: ISO 7064, MOD 97-10.
enum CheckedText {
    /// The text without spaces and in upper case; nil when other than letters and digits remain.
    ///
    /// Only ASCII letters are raised: Unicode would make two letters of a sharp s.
    static func compact(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        for character in text where character != " " && character != "\u{A0}" {
            guard let byte = character.asciiValue else { return nil }
            bytes.append(byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte)
        }
        guard bytes.allSatisfy(\.isUpperAlphanumeric) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether two characters can be check digits: 00, 01 and 99 only repeat 97, 98 and 02.
    static func isCheck(_ characters: some Sequence<UInt8>) -> Bool {
        var value = 0
        for character in characters {
            guard character.isDigit else { return false }
            value = value * 10 + Int(character - UInt8(ascii: "0"))
        }
        return (2...98).contains(value)
    }

    /// The remainder by 97 of digits and capital letters read as a number, A = 10 to Z = 35.
    static func modulo97(_ characters: some Sequence<UInt8>) -> Int {
        characters.reduce(0) { remainder, character in
            character.isDigit
                ? (remainder * 10 + Int(character - UInt8(ascii: "0"))) % 97
                : (remainder * 100 + Int(character - UInt8(ascii: "A")) + 10) % 97
        }
    }

    /// In groups of four with a space between them, as printed on paper.
    static func inFours(_ text: String) -> String {
        var grouped = ""
        for (index, character) in text.enumerated() {
            if index > 0, index % 4 == 0 { grouped += " " }
            grouped.append(character)
        }
        return grouped
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isUpper: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
    var isUpperAlphanumeric: Bool { isDigit || isUpper }
}

extension StringProtocol {
    /// The number that the text stands for if it has only ASCII digits, so no sign.
    var asDigits: Int64? { !isEmpty && utf8.allSatisfy(\.isDigit) ? Int64(self) : nil }
}
