import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    static func add(
        _ close: PeriodClose, _ sequence: Int64, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        let row = CloseRow(through: close.through, sequence: sequence)
        try writer.put([row])
        tables.newestClose = .some(row)
    }

    /// Names an entry whose booking day was closed before it was recorded.
    static func markLate(
        _ entry: Entry, _ record: LogRecord, _ tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        guard try tables.isClosed(entry.bookingDay, on: record.recordedDay, reader) else { return }
        tables.lates.put(
            LateRow(
                sequence: record.sequence, bookingDay: entry.bookingDay,
                recordedDay: record.recordedDay))
    }
}

extension DraftTables {
    /// Whether a day is closed, as this batch leaves it so far.
    ///
    /// Only a day that is over can be closed, so that the day of recording asks no store.
    mutating func isClosed(
        _ day: Day, on recordedDay: Day, _ reader: any BookReader
    ) throws -> Bool {
        guard day < recordedDay else { return false }
        if newestClose == nil { newestClose = .some(try reader.newestClose()) }
        guard let close = newestClose ?? nil else { return false }
        return day <= close.through
    }
}

extension BookReader {
    /// The close that reaches furthest; nil while nothing is closed.
    package func newestClose() throws -> CloseRow? {
        try rows(CloseRow.self, Selection(isDescending: true, limit: 1)).first
    }
}
