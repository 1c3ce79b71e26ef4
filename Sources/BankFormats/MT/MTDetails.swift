/// What a `:86:` says of an entry: in fields of `?20`, of `/NAME/`, or as plain text.
///
/// - Source: docs/spec/bank-import.md#mt940
struct MTDetails {
    /// The German transaction code, three digits.
    private(set) var code: String?
    private(set) var bookingText = ""
    private(set) var name = ""
    private(set) var account: String?
    private(set) var endToEndID: String?
    private(set) var customerReference: String?
    private(set) var mandateID: String?
    private(set) var ultimateName: String?
    private(set) var remittance = ""
    private(set) var returnReason: String?

    init(_ lines: [String]) {
        let joined = lines.joined()
        if let fields = MTSubfields(joined) {
            read(fields)
        } else if let words = MTSlashWords(joined) {
            read(words)
        } else {
            var text = RemittanceText()
            for line in lines {
                let bytes = Array(line.utf8)
                text.add(CamtText.trimmed(bytes), whole: bytes)
            }
            readPurpose(text.text)
        }
    }

    private mutating func read(_ fields: MTSubfields) {
        code = fields.code
        bookingText = fields["00"] ?? ""
        name = [fields["32"], fields["33"]].compactMap(\.self).joined()
        account = Self.present(fields["31"]) ?? Self.present(fields["38"])
        readPurpose(fields.purpose)
        name = Self.trimmed(name)
    }

    private mutating func read(_ words: MTSlashWords) {
        endToEndID = CamtText.reference(words["EREF"] ?? "")
        mandateID = CamtText.reference(words["MARF"] ?? "")
        returnReason = words["RTRN"].flatMap(ReturnReason.code)
        remittance = words["REMI"] ?? ""
        bookingText = words["TRTP"] ?? ""
        account = Self.present(words["IBAN"])
        name = words["NAME"] ?? ""
        if let parts = words["CNTP"]?.split(separator: "/", omittingEmptySubsequences: false) {
            account = account ?? Self.present(parts.first.map(String.init))
            if name.isEmpty, parts.count > 2 { name = String(parts[2]) }
        }
    }

    /// Takes a purpose apart where it names its parts: `EREF+..SVWZ+..`.
    private mutating func readPurpose(_ text: String) {
        let parts = MTPurpose(text)
        endToEndID = CamtText.reference(parts["EREF"] ?? "")
        customerReference = CamtText.reference(parts["KREF"] ?? "")
        mandateID = CamtText.reference(parts["MREF"] ?? "")
        ultimateName = Self.present(parts["ABWA"]) ?? Self.present(parts["ABWE"])
        account = account ?? Self.present(parts["IBAN"])
        remittance = parts["SVWZ"] ?? parts.before
    }

    private static func present(_ text: String?) -> String? {
        text.map(trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func trimmed(_ text: String) -> String {
        CamtText.string(CamtText.trimmed(Array(text.utf8)))
    }
}

/// A `:86:` of `166?00..?20..?32..`, whatever sign stands for the question mark.
struct MTSubfields {
    private(set) var code: String?
    private var fields: [(key: String, text: String)] = []

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        let codeLength = bytes.count > 3 && bytes.prefix(3).allSatisfy(MTText.isDigit) ? 3 : 0
        guard bytes.count > codeLength + 2 else { return nil }
        let mark = bytes[codeLength]
        guard Self.marks.contains(mark), MTText.isDigit(bytes[codeLength + 1]),
            MTText.isDigit(bytes[codeLength + 2])
        else { return nil }
        code = codeLength == 3 ? CamtText.string(bytes[0..<3]) : nil
        var start = codeLength
        var index = codeLength + 3
        while index <= bytes.count {
            let isField =
                index == bytes.count
                || (bytes[index] == mark && index + 2 < bytes.count
                    && MTText.isDigit(bytes[index + 1]) && MTText.isDigit(bytes[index + 2]))
            if isField {
                fields.append(
                    (
                        CamtText.string(bytes[(start + 1)..<(start + 3)]),
                        CamtText.string(bytes[(start + 3)..<index])
                    ))
                start = index
                index += 3
            } else {
                index += 1
            }
        }
    }

    private static let marks = Set("?~<>+@^|#".utf8)

    subscript(_ key: String) -> String? { fields.first { $0.key == key }?.text }

    /// The purpose: `?20` to `?29` and `?60` to `?63`, as they follow one another.
    var purpose: String {
        fields.filter { $0.key.hasPrefix("2") || ("60"..."63").contains($0.key) }
            .map(\.text).joined()
    }
}

/// A `:86:` of words between slashes: `/EREF/X/NAME/client/REMI/INV-1/`.
struct MTSlashWords {
    private var words: [String: String] = [:]

    private static let known: Set<String> = [
        "ADDR", "BENM", "BIC", "CNTP", "CSID", "EREF", "IBAN", "ID", "ISDT", "MARF", "NAME",
        "ORDP", "PREF", "PURP", "REMI", "RTRN", "SVCL", "TRCD", "TRTP", "UDTR", "ULTC",
        "ULTD",
    ]

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2, parts[0].isEmpty, Self.known.contains(parts[1]) else { return nil }
        var key: String?
        for part in parts.dropFirst() {
            if Self.known.contains(part) {
                key = words[part] == nil ? part : nil
                if let key { words[key] = "" }
            } else if let key {
                let before = words[key] ?? ""
                words[key] = before.isEmpty && key != "CNTP" ? part : before + "/" + part
            }
        }
        for (key, text) in words {
            let trimmed = text.drop { $0 == "/" }
            let bytes = Array(trimmed.utf8.reversed().drop { $0 == 0x2F || $0 == 0x20 }.reversed())
            words[key] = String(decoding: bytes, as: UTF8.self)
        }
    }

    subscript(_ key: String) -> String? { words[key].flatMap { $0.isEmpty ? nil : $0 } }
}

/// A purpose that names its parts: `EREF+X MREF+Y SVWZ+INV-1`.
struct MTPurpose {
    private var parts: [String: String] = [:]
    /// What stands before the first part.
    private(set) var before = ""

    private static let known = [
        "EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN",
        "BIC",
    ].map { (name: $0, bytes: Array($0.utf8)) }

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var key: String?
        var start = 0
        var index = 0
        func keep(upTo end: Int) {
            let text = CamtText.string(CamtText.trimmed(Array(bytes[start..<end])))
            if let key { parts[key] = parts[key] ?? text } else { before = text }
        }
        while index < bytes.count {
            guard let found = Self.word(bytes, at: index) else {
                index += 1
                continue
            }
            keep(upTo: index)
            key = found.name
            index += found.bytes.count + 1
            start = index
        }
        keep(upTo: bytes.count)
    }

    private static func word(_ bytes: [UInt8], at index: Int) -> (name: String, bytes: [UInt8])? {
        known.first { word in
            let end = index + word.bytes.count
            return end < bytes.count && bytes[end] == UInt8(ascii: "+")
                && bytes[index..<end].elementsEqual(word.bytes)
        }
    }

    subscript(_ key: String) -> String? { parts[key] }
}
