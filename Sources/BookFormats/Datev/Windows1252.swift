/// Text as windows-1252 has it, for programs that read nothing else.
///
/// - Source: docs/spec/book-export.md#datev-characters
package enum Windows1252 {
    /// The bytes of a text; what the code page does not have is written with what it has.
    package static func bytes(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            if let byte = byte(scalar) { return [byte] }
            return (likes[scalar] ?? plain(scalar)).unicodeScalars.map { byte($0) ?? question }
        }
    }

    private static let question = UInt8(ascii: "?")

    /// Control characters are none of its letters here: they would end a field or a line.
    private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xFF: UInt8(scalar.value)
        default: high[scalar]
        }
    }

    /// The letter without what stands above or below it: `č` is `c`, `Ł` is `L`; else `?`.
    private static func plain(_ scalar: Unicode.Scalar) -> String {
        let letters = Array(scalar.properties.name ?? "")
        guard let name = scalar.properties.name else { return "?" }
        let marks = [" WITH ", " WITHOUT "]
        guard marks.contains(where: { name.contains($0) }) else { return "?" }
        let isSmall = name.hasPrefix("LATIN SMALL LETTER ")
        let head = isSmall ? "LATIN SMALL LETTER " : "LATIN CAPITAL LETTER "
        guard name.hasPrefix(head), letters.count > head.count + 1,
            letters[head.count + 1] == " "
        else { return "?" }
        let letter = String(letters[head.count])
        return isSmall ? letter.lowercased() : letter
    }

    /// 0x80 to 0x9F, where the code page differs from ISO 8859-1.
    private static let high: [Unicode.Scalar: UInt8] = {
        let table: [(UInt8, Unicode.Scalar)] = [
            (0x80, "€"), (0x82, "‚"), (0x83, "ƒ"), (0x84, "„"), (0x85, "…"), (0x86, "†"),
            (0x87, "‡"), (0x88, "ˆ"), (0x89, "‰"), (0x8A, "Š"), (0x8B, "‹"), (0x8C, "Œ"),
            (0x8E, "Ž"), (0x91, "‘"), (0x92, "’"), (0x93, "“"), (0x94, "”"), (0x95, "•"),
            (0x96, "–"), (0x97, "—"), (0x98, "˜"), (0x99, "™"), (0x9A, "š"), (0x9B, "›"),
            (0x9C, "œ"), (0x9E, "ž"), (0x9F, "Ÿ"),
        ]
        return Dictionary(uniqueKeysWithValues: table.map { ($1, $0) })
    }()

    /// What has a usual spelling of its own.
    private static let likes: [Unicode.Scalar: String] = [
        "\u{2010}": "-", "\u{2011}": "-", "\u{2212}": "-", "\u{2009}": " ", "\u{202F}": " ",
        "\u{1E9E}": "SS", "\u{0133}": "ij", "\u{0132}": "IJ", "\u{0131}": "i", "\u{2044}": "/",
        "\t": " ", "\n": " ", "\r": " ",
    ]
}
