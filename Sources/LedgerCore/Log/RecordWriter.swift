public import MoneyCore

/// Writes the body of a record: integers as minimal LEB128, texts and bytes with their length.
///
/// The encoding is canonical: one value has one form, so a hash over it commits to the value.
///
/// - Source: docs/spec/log.md#body
public struct RecordWriter: Sendable {
    private var bytes: [UInt8]
    private var personal: [(position: Int, value: [UInt8])] = []

    /// How many bytes stand for a personal value.
    public static let sealSize = 32

    public init() {
        bytes = []
        bytes.reserveCapacity(128)
    }

    /// Returns the body, every personal value replaced by what the seal gives for it.
    ///
    /// - Parameter seal: Puts a value away and returns the 32 bytes that stand for it.
    /// - Returns: The canonical bytes.
    /// - Throws: What the seal throws.
    public consuming func finish<Failure: Error>(
        seal: ([UInt8]) throws(Failure) -> [UInt8]
    ) throws(Failure) -> [UInt8] {
        var body = bytes
        for (position, value) in personal {
            let hash = try seal(value)
            precondition(hash.count == Self.sealSize, "a seal has 32 bytes")
            body.replaceSubrange(position..<position + Self.sealSize, with: hash)
        }
        return body
    }

    public mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Zigzag, so that small negative numbers stay short.
    public mutating func signed(_ value: Int64) {
        unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    public mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    public mutating func day(_ day: Day) { signed(Int64(day.number)) }

    public mutating func optional(_ day: Day?) {
        flag(day != nil)
        if let day { self.day(day) }
    }

    public mutating func text(_ text: String) {
        let utf8 = text.utf8
        unsigned(UInt64(utf8.count))
        bytes.append(contentsOf: utf8)
    }

    public mutating func optional(_ text: String?) {
        flag(text != nil)
        if let text { self.text(text) }
    }

    public mutating func blob(_ blob: [UInt8]) {
        unsigned(UInt64(blob.count))
        bytes.append(contentsOf: blob)
    }

    public mutating func money(_ money: Money) {
        signed(money.minor)
        text(money.currency.code)
    }

    public mutating func share(_ share: Share) {
        unsigned(UInt64(share.numerator))
        unsigned(UInt64(share.denominator))
    }

    /// Writes personal data as the 32 bytes of its salted hash only.
    public mutating func personal(_ fields: [String?]) {
        var inner = RecordWriter()
        inner.unsigned(UInt64(fields.count))
        for field in fields { inner.optional(field) }
        personal.append((bytes.count, inner.bytes))
        bytes.append(contentsOf: repeatElement(0, count: Self.sealSize))
    }
}
