public import LedgerCore
public import MoneyCore

/// The client approved the hours of an engagement from one day through another.
///
/// - Source: docs/spec/hold.md#conditions
public struct HoursApproval: Hashable, Sendable {
    public let engagement: EngagementID
    public let from: Day
    public let to: Day
    /// The day on which the client said so.
    public let approvedOn: Day

    /// - Returns: nil when the span ends before it begins.
    public init?(engagement: EngagementID, from: Day, to: Day, approvedOn: Day) {
        guard from <= to else { return nil }
        self.engagement = engagement
        self.from = from
        self.to = to
        self.approvedOn = approvedOn
    }
}

extension HoursApproval: Recordable {
    public static var kind: RecordKind { .hoursApproval }

    public func write(to record: inout RecordWriter) {
        record.id(engagement)
        record.day(from)
        record.day(to)
        record.day(approvedOn)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let approval = HoursApproval(
            engagement: try record.id(), from: try record.day(), to: try record.day(),
            approvedOn: try record.day())
        guard let approval else { throw .field("approved days") }
        self = approval
    }
}
