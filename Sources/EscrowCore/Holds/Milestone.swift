public import LedgerCore
public import MoneyCore

/// A milestone of an engagement is reached.
///
/// - Source: docs/spec/hold.md#conditions
public struct Milestone: Hashable, Sendable {
    public let engagement: EngagementID
    /// As the release of the engagement's terms names it.
    public let code: String
    public let reachedOn: Day

    public init(engagement: EngagementID, code: String, reachedOn: Day) {
        self.engagement = engagement
        self.code = code
        self.reachedOn = reachedOn
    }
}

extension Milestone: Recordable {
    public static var kind: RecordKind { .milestone }

    public func write(to record: inout RecordWriter) {
        record.id(engagement)
        record.text(code)
        record.day(reachedOn)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            engagement: try record.id(), code: try record.text(), reachedOn: try record.day())
    }
}
