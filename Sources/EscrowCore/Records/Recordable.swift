public import LedgerCore

/// A fact that is kept as a record of the log.
///
/// - Source: docs/spec/log.md#kinds
public protocol Recordable: Hashable, Sendable {
    static var kind: RecordKind { get }
    func write(to record: inout RecordWriter)
    init(from record: inout RecordReader) throws(RecordError)
}

extension Entry: Recordable {
    public static var kind: RecordKind { .entry }
}
