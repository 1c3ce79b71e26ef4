import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Bodies of records (log.md#body)")
struct RecordTests {
    @Test(
        "an integer has one form",
        arguments: [
            (0, [0]), (1, [1]), (127, [0x7F]), (128, [0x80, 1]),
            (300, [0xAC, 2]), (16_384, [0x80, 0x80, 1]),
            (.max, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
        ] as [(UInt64, [UInt8])])
    func unsigned(value: UInt64, bytes: [UInt8]) throws {
        var vault = Vault()
        #expect(vault.body { $0.unsigned(value) } == bytes)
        var reader = vault.reader(bytes)
        #expect(try reader.unsigned() == value)
        try reader.end()
    }

    @Test(
        "a signed integer is short near zero",
        arguments: [
            (0, [0]), (-1, [1]), (1, [2]), (-64, [0x7F]), (64, [0x80, 1]),
            (.max, [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
            (.min, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
        ] as [(Int64, [UInt8])])
    func signed(value: Int64, bytes: [UInt8]) throws {
        var vault = Vault()
        #expect(vault.body { $0.signed(value) } == bytes)
        var reader = vault.reader(bytes)
        #expect(try reader.signed() == value)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let error: RecordError
        let read: @Sendable (inout RecordReader) throws -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ bytes: [UInt8], _ error: RecordError,
            _ read: @escaping @Sendable (inout RecordReader) throws -> Void
        ) {
            self.name = name
            self.bytes = bytes
            self.error = error
            self.read = read
        }
    }

    private static let nines = [UInt8](repeating: 0xFF, count: 9)

    @Test(
        "what the writer cannot have written is refused",
        arguments: [
            Case("two bytes for zero", [0x80, 0], .notMinimal) { _ = try $0.unsigned() },
            Case("three bytes for 127", [0xFF, 0x80, 0], .notMinimal) { _ = try $0.unsigned() },
            Case("a bit too many", nines + [2], .field("integer")) { _ = try $0.unsigned() },
            Case("an eleventh byte", nines + [0x81, 1], .field("integer")) {
                _ = try $0.unsigned()
            },
            Case("no end", [0x80], .truncated) { _ = try $0.unsigned() },
            Case("nothing", [], .truncated) { _ = try $0.unsigned() },
            Case("64 bits for a number", nines + [1], .field("integer")) { _ = try $0.natural() },
            Case("a flag of 2", [2], .field("flag")) { _ = try $0.flag() },
            Case("a flag of 2 before a day", [2], .field("flag")) { _ = try $0.optionalDay() },
            Case("a day out of range", [0x80, 0x80, 0x80, 0x80, 0x10], .field("day")) {
                _ = try $0.day()
            },
            Case("text that is no UTF-8", [1, 0xFF], .field("text")) { _ = try $0.text() },
            Case("text that is longer than the record", [2, 0x41], .truncated) {
                _ = try $0.text()
            },
            Case("bytes without end", nines + [1], .truncated) { _ = try $0.blob() },
            Case("a currency in lower case", [2, 3, 0x65, 0x75, 0x72], .field("currency")) {
                _ = try $0.money()
            },
            Case("a share of nothing in other than lowest terms", [0, 3], .field("share")) {
                _ = try $0.share()
            },
            Case("a share that is not in lowest terms", [38, 0xC8, 1], .field("share")) {
                _ = try $0.share()
            },
            Case("a share of nothing", [1, 0], .field("share")) { _ = try $0.share() },
            Case("half a seal", [UInt8](repeating: 1, count: 31), .truncated) {
                _ = try $0.personal()
            },
            Case("something behind", [1, 5, 6], .trailing(2)) {
                _ = try $0.unsigned()
                try $0.end()
            },
        ])
    func refused(_ example: Case) {
        #expect(throws: example.error) {
            var reader = Vault().reader(example.bytes)
            try example.read(&reader)
        }
    }

    @Test("personal data stand in the body as 32 bytes only")
    func personal() throws {
        var vault = Vault()
        let bytes = vault.body { record in
            record.text("before")
            record.personal(["Freelancer F-01", nil, ""])
            record.text("behind")
        }
        #expect(
            bytes == [6] + Array("before".utf8) + [UInt8](repeating: 1, count: 32) + [6]
                + Array("behind".utf8))

        var reader = vault.reader(bytes)
        #expect(try reader.text() == "before")
        #expect(try reader.personal() == ["Freelancer F-01", nil, ""])
        #expect(try reader.text() == "behind")
        try reader.end()
    }

    @Test("personal data that were removed are missed, and nothing else is")
    func removed() throws {
        var vault = Vault()
        let bytes = vault.body { $0.personal(["Freelancer F-01"]) }
        #expect(throws: RecordError.personalMissing) {
            var reader = Vault().reader(bytes)
            _ = try reader.personal()
        }
    }

    @Test("a seal that cannot be made stops the record")
    func noSeal() {
        struct NoSalt: Error {}
        #expect(throws: NoSalt.self) {
            var record = RecordWriter()
            record.personal(["Freelancer F-01"])
            _ = try record.finish { _ throws(NoSalt) in throw NoSalt() }
        }
    }
}

/// One value that a record can hold, written and read by the same rule.
private enum Field: Equatable {
    case unsigned(UInt64), signed(Int64), flag(Bool), day(Day), text(String), blob([UInt8])
    case optionalDay(Day?), optionalText(String?), money(Money), share(Share), personal([String?])

    static func random(using random: inout SeededRandom) -> Field {
        let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in
            ["a", "ß", "€", "\u{1F4B6}", " ", "\0", "e\u{301}"].randomElement(using: &random) ?? ""
        }.joined()
        // All lengths of integers are equally likely.
        let number =
            UInt64.random(in: 0...(.max), using: &random)
            >> UInt64.random(in: 0...63, using: &random)
        let day = Day(number: Int32(truncatingIfNeeded: number))
        switch Int.random(in: 0...10, using: &random) {
        case 0: return .unsigned(number)
        case 1: return .signed(Int64(bitPattern: number))
        case 2: return .flag(number % 2 == 0)
        case 3: return .day(day)
        case 4: return .text(text)
        case 5: return .blob(Array(text.utf8))
        case 6: return .optionalDay(number % 2 == 0 ? nil : day)
        case 7: return .optionalText(number % 2 == 0 ? nil : text)
        case 8: return .money(Money(minor: Int64(bitPattern: number), .eur))
        case 9: return .share(Share(Int64(number >> 1), over: 1 + Int64(number >> 2)) ?? .zero)
        default: return .personal([text, nil, "\(number)"])
        }
    }

    func write(to record: inout RecordWriter) {
        switch self {
        case .unsigned(let value): record.unsigned(value)
        case .signed(let value): record.signed(value)
        case .flag(let value): record.flag(value)
        case .day(let value): record.day(value)
        case .text(let value): record.text(value)
        case .blob(let value): record.blob(value)
        case .optionalDay(let value): record.optional(value)
        case .optionalText(let value): record.optional(value)
        case .money(let value): record.money(value)
        case .share(let value): record.share(value)
        case .personal(let value): record.personal(value)
        }
    }

    func read(from record: inout RecordReader) throws -> Field {
        switch self {
        case .unsigned: .unsigned(try record.unsigned())
        case .signed: .signed(try record.signed())
        case .flag: .flag(try record.flag())
        case .day: .day(try record.day())
        case .text: .text(try record.text())
        case .blob: .blob(try record.blob())
        case .optionalDay: .optionalDay(try record.optionalDay())
        case .optionalText: .optionalText(try record.optionalText())
        case .money: .money(try record.money())
        case .share: .share(try record.share())
        case .personal: .personal(try record.personal())
        }
    }
}

@Suite("Laws of records (log.md#body)")
struct RecordLaws {
    @Test(
        "what is written is read; cut anywhere, or followed by anything, it is refused",
        arguments: UInt64(1)...200)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let fields = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Field.random(using: &random)
        }
        var vault = Vault()
        let bytes = vault.body { record in for field in fields { field.write(to: &record) } }
        func read(_ bytes: some Sequence<UInt8>) throws -> [Field] {
            var reader = vault.reader(Array(bytes))
            let read = try fields.map { try $0.read(from: &reader) }
            try reader.end()
            return read
        }

        #expect(try read(bytes) == fields)
        #expect(throws: RecordError.trailing(1)) { try read(bytes + [0]) }
        for length in bytes.indices {
            #expect(throws: RecordError.truncated) { try read(bytes.prefix(length)) }
        }
    }

    @Test(
        "bytes that are read as an integer are the ones it is written in",
        arguments: UInt64(1)...200)
    func canonical(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 1...11, using: &random)).map { _ in
                // High bits are frequent, so that long forms occur.
                UInt8.random(in: 0...255, using: &random) | (Bool.random(using: &random) ? 0x80 : 0)
            }
            var vault = Vault()
            var reader = vault.reader(bytes)
            guard let value = try? reader.unsigned(), (try? reader.end()) != nil else { continue }
            #expect(vault.body { $0.unsigned(value) } == bytes)
        }
    }
}
