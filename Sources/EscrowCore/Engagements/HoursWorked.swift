public import LedgerCore
public import MoneyCore

/// Hours that a freelancer worked on one day for one engagement, or less than none: what an earlier
/// record had too many.
///
/// - Source: docs/spec/engagement.md#hours
public struct HoursWorked: Hashable, Sendable {
    public let engagement: EngagementID
    public let day: Day
    public let hours: Hours

    /// The most that one day can have.
    public static let secondsMax: Int64 = 86_400

    /// - Returns: nil for none, and for more than fit into a day.
    public init?(engagement: EngagementID, day: Day, hours: Hours) {
        guard hours.seconds != 0, hours.seconds.magnitude <= UInt64(Self.secondsMax) else {
            return nil
        }
        self.engagement = engagement
        self.day = day
        self.hours = hours
    }
}

extension HoursWorked: Recordable {
    public static var kind: RecordKind { .hours }

    public func write(to record: inout RecordWriter) {
        record.id(engagement)
        record.day(day)
        record.signed(hours.seconds)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let engagement: EngagementID = try record.id()
        let day = try record.day()
        let seconds = try record.signed()
        guard
            let worked = HoursWorked(
                engagement: engagement, day: day, hours: Hours(seconds: seconds))
        else { throw .field("hours") }
        self = worked
    }
}
