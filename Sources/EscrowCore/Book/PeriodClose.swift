public import LedgerCore
public import MoneyCore

/// A close: what was booked up to a day stays as it is, but for what the bank tells later.
///
/// - Source: docs/spec/close.md
public struct PeriodClose: Hashable, Sendable {
    /// The last day that is closed.
    public let through: Day

    public init(through: Day) { self.through = through }
}

extension PeriodClose: Recordable {
    public static var kind: RecordKind { .close }

    public func write(to record: inout RecordWriter) { record.day(through) }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(through: try record.day())
    }
}

extension Entry {
    /// Whether the entry may be booked into a closed period: it is what a bank line says, on the
    /// line's own day, in the batch that recorded the line.
    ///
    /// - Parameter newestLine: The newest bank line of the entry's batch, and its booking day.
    /// - Returns: False for every entry that a person may book.
    /// - Source: docs/spec/close.md#late
    public func isBankFact(of newestLine: (sequence: Int64, bookingDay: Day)?) -> Bool {
        guard let newestLine else { return false }
        return evidence == newestLine.sequence && bookingDay == newestLine.bookingDay
    }
}
