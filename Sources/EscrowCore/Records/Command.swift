public import LedgerCore

/// What ended a batch: the command, its idempotency key and the answer that was given.
///
/// - Source: docs/spec/log.md#command
public struct Command: Hashable, Sendable {
    /// Noun and verb as typed: `bank import`.
    public let name: String
    public let key: String?
    /// SHA-256 over the command's content; empty without a key.
    public let fingerprint: [UInt8]
    /// What the command answered; it holds no personal data.
    public let answer: String

    public init(name: String, key: String?, fingerprint: [UInt8], answer: String) {
        self.name = name
        self.key = key
        self.fingerprint = fingerprint
        self.answer = answer
    }
}

extension Command: Recordable {
    public static var kind: RecordKind { .command }

    public func write(to record: inout RecordWriter) {
        record.text(name)
        record.optional(key)
        record.blob(fingerprint)
        record.text(answer)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            name: try record.text(), key: try record.optionalText(),
            fingerprint: try record.blob(), answer: try record.text())
    }
}
