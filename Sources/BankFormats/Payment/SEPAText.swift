/// Text in the basic character set that every bank of the SEPA accepts.
///
/// - Source: docs/spec/payment-file.md#characters
enum SEPAText {
    /// Whether an identifier may stand in a file: 1 to 35 characters of the set, no slash at
    /// either end nor two in a row, no blank at either end.
    static func isIdentifier(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...35).contains(bytes.count), bytes.allSatisfy(isAllowed) else { return false }
        let edges = [bytes.first, bytes.last]
        return !edges.contains(0x2F) && !edges.contains(0x20) && !text.contains("//")
    }

    /// Writes a text in the basic set; blanks are joined and those at the ends dropped.
    static func basic(_ text: String) -> String {
        if isBasic(text.utf8) { return text }
        var result: [UInt8] = []
        for character in text {
            for byte in written(character).utf8 where byte != 0x20 || result.last ?? 0x20 != 0x20 {
                result.append(byte)
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    /// Most texts need nothing: allowed bytes, and no blank at an end or behind another.
    private static func isBasic(_ bytes: String.UTF8View) -> Bool {
        var before: UInt8 = 0x20
        for byte in bytes {
            guard isAllowed(byte), byte != 0x20 || before != 0x20 else { return false }
            before = byte
        }
        return before != 0x20
    }

    private static func written(_ character: Character) -> String {
        if let ascii = character.asciiValue, isAllowed(ascii) { return String(character) }
        if let replacement = replacements[character] { return replacement }
        return character.isWhitespace ? " " : "."
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "/-?:().,'+ ".utf8.contains(byte)
        }
    }

    /// What stands for a character outside of the set; a decomposed letter equals a composed one.
    private static let replacements: [Character: String] = {
        var table: [Character: String] = [
            "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss",
            "ẞ": "SS", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Å": "A", "å": "a", "Ø": "O",
            "ø": "o", "Þ": "TH", "þ": "th", "Ð": "D", "ð": "d", "Đ": "D", "đ": "d", "Ħ": "H",
            "ħ": "h", "Ĳ": "IJ", "ĳ": "ij", "Ł": "L", "ł": "l", "Ŋ": "N", "ŋ": "n", "Ŧ": "T",
            "ŧ": "t", "ı": "i", "&": "+", "_": "-", "~": "-", "–": "-", "—": "-", "‐": "-",
            "\"": "'", "`": "'", "´": "'", "‘": "'", "’": "'", "‚": "'", "“": "'", "”": "'",
            "„": "'", "«": "'", "»": "'", ";": ",", "[": "(", "]": ")", "{": "(", "}": ")",
            "<": "(", ">": ")", "|": "/", "\\": "/", "@": "(at)", "€": "EUR",
        ]
        for (base, letters) in marked + greek {
            for letter in letters { table[letter] = base }
        }
        for (letter, word) in cyrillic {
            table[letter] = word.first.map { $0.uppercased() + word.dropFirst() }
            for small in letter.lowercased() { table[small] = word }
        }
        return table
    }()

    /// Letters with a mark, by the letter without it.
    private static let marked: [(String, String)] = [
        ("A", "ÀÁÂÃĀĂĄ"), ("a", "àáâãāăą"), ("C", "ÇĆĈĊČ"), ("c", "çćĉċč"), ("D", "Ď"),
        ("d", "ď"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("e", "èéêëēĕėęě"), ("G", "ĜĞĠĢ"), ("g", "ĝğġģ"),
        ("H", "Ĥ"), ("h", "ĥ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("i", "ìíîïĩīĭį"), ("J", "Ĵ"), ("j", "ĵ"),
        ("K", "Ķ"), ("k", "ķ"), ("L", "ĹĻĽĿ"), ("l", "ĺļľŀ"), ("N", "ÑŃŅŇ"), ("n", "ñńņň"),
        ("O", "ÒÓÔÕŌŎŐ"), ("o", "òóôõōŏő"), ("R", "ŔŖŘ"), ("r", "ŕŗř"), ("S", "ŚŜŞŠȘ"),
        ("s", "śŝşšș"), ("T", "ŢŤȚ"), ("t", "ţťț"), ("U", "ÙÚÛŨŪŬŮŰŲ"), ("u", "ùúûũūŭůűų"),
        ("W", "ŴẀẂẄ"), ("w", "ŵẁẃẅ"), ("Y", "ÝŶŸỲ"), ("y", "ýÿŷỳ"), ("Z", "ŹŻŽ"), ("z", "źżž"),
    ]

    /// Greek letters, each by its own sound.
    private static let greek: [(String, String)] = [
        ("A", "ΑΆ"), ("a", "αά"), ("V", "Β"), ("v", "β"), ("G", "Γ"), ("g", "γ"), ("D", "Δ"),
        ("d", "δ"), ("E", "ΕΈ"), ("e", "εέ"), ("Z", "Ζ"), ("z", "ζ"), ("I", "ΗΉΙΊΪ"),
        ("i", "ηήιίϊΐ"), ("Th", "Θ"), ("th", "θ"), ("K", "Κ"), ("k", "κ"), ("L", "Λ"), ("l", "λ"),
        ("M", "Μ"), ("m", "μ"), ("N", "Ν"), ("n", "ν"), ("X", "Ξ"), ("x", "ξ"), ("O", "ΟΌΩΏ"),
        ("o", "οόωώ"), ("P", "Π"), ("p", "π"), ("R", "Ρ"), ("r", "ρ"), ("S", "Σ"), ("s", "σς"),
        ("T", "Τ"), ("t", "τ"), ("Y", "ΥΎΫ"), ("y", "υύϋΰ"), ("F", "Φ"), ("f", "φ"), ("Ch", "Χ"),
        ("ch", "χ"), ("Ps", "Ψ"), ("ps", "ψ"),
    ]

    /// Cyrillic capitals as Bulgaria writes them, small.
    private static let cyrillic: [(Character, String)] = [
        ("А", "a"), ("Б", "b"), ("В", "v"), ("Г", "g"), ("Д", "d"), ("Е", "e"), ("Ж", "zh"),
        ("З", "z"), ("И", "i"), ("Й", "y"), ("К", "k"), ("Л", "l"), ("М", "m"), ("Н", "n"),
        ("О", "o"), ("П", "p"), ("Р", "r"), ("С", "s"), ("Т", "t"), ("У", "u"), ("Ф", "f"),
        ("Х", "h"), ("Ц", "ts"), ("Ч", "ch"), ("Ш", "sh"), ("Щ", "sht"), ("Ъ", "a"), ("Ь", "y"),
        ("Ю", "yu"), ("Я", "ya"),
    ]
}
