public import MoneyCore

/// Why the body of a record cannot be read.
public enum RecordError: Error, Equatable, Sendable {
    case truncated
    case trailing(Int)
    case notMinimal
    case field(String)
    case entry(EntryError)
    /// The hash stands in the log, but the value behind it is not in the book.
    case personalMissing
}

/// Reads the body of a record back, refusing every form that the writer cannot have written.
///
/// - Source: docs/spec/log.md#body
public struct RecordReader {
    private let bytes: [UInt8]
    private var position = 0
    private let open: ([UInt8]) -> [UInt8]?

    /// - Parameters:
    ///   - bytes: The whole body.
    ///   - open: Finds the personal data that 32 bytes stand for.
    public init(_ bytes: [UInt8], open: @escaping ([UInt8]) -> [UInt8]?) {
        self.bytes = bytes
        self.open = open
    }

    public mutating func unsigned() throws(RecordError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try self.byte()
            guard shift < 63 || byte <= 1 else { throw .field("integer") }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 {
                guard byte != 0 || shift == 0 else { throw .notMinimal }
                return value
            }
            shift += 7
        }
    }

    /// A number of 0 to the greatest of 63 bits: a sequence number, a count of cents or seconds.
    public mutating func natural() throws(RecordError) -> Int64 {
        guard let value = Int64(exactly: try unsigned()) else { throw .field("integer") }
        return value
    }

    public mutating func signed() throws(RecordError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A count of things that follow, each of at least one byte.
    public mutating func count() throws(RecordError) -> Int {
        let count = try unsigned()
        guard count <= UInt64(bytes.count - position) else { throw .truncated }
        return Int(count)
    }

    public mutating func flag() throws(RecordError) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw .field("flag")
        }
    }

    public mutating func day() throws(RecordError) -> Day {
        guard let number = Int32(exactly: try signed()) else { throw .field("day") }
        return Day(number: number)
    }

    public mutating func optionalDay() throws(RecordError) -> Day? { try flag() ? try day() : nil }

    public mutating func text() throws(RecordError) -> String {
        let slice = try self.slice(try count())
        guard let text = String(validating: slice, as: UTF8.self) else { throw .field("text") }
        return text
    }

    public mutating func optionalText() throws(RecordError) -> String? {
        try flag() ? try text() : nil
    }

    public mutating func blob() throws(RecordError) -> [UInt8] { Array(try slice(try count())) }

    public mutating func money() throws(RecordError) -> Money {
        let minor = try signed()
        guard let currency = Currency(try text()) else { throw .field("currency") }
        return Money(minor: minor, currency)
    }

    public mutating func share() throws(RecordError) -> Share {
        let numerator = try natural()
        let denominator = try natural()
        // Only lowest terms were ever written: 38/200 has the form 19/100.
        guard let share = Share(numerator, over: denominator),
            share.numerator == numerator, share.denominator == denominator
        else { throw .field("share") }
        return share
    }

    /// Reads personal data by its hash.
    ///
    /// - Throws: `personalMissing` when the book no longer holds the value.
    public mutating func personal() throws(RecordError) -> [String?] {
        guard let value = open(Array(try slice(RecordWriter.sealSize))) else {
            throw .personalMissing
        }
        var inner = RecordReader(value, open: open)
        var fields: [String?] = []
        for _ in 0..<(try inner.count()) { fields.append(try inner.optionalText()) }
        try inner.end()
        return fields
    }

    /// Says that nothing may follow.
    public func end() throws(RecordError) {
        guard position == bytes.count else { throw .trailing(bytes.count - position) }
    }

    private mutating func byte() throws(RecordError) -> UInt8 {
        guard position < bytes.count else { throw .truncated }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func slice(_ count: Int) throws(RecordError) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw .truncated }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
