import EscrowCore
import LedgerCore
package import MoneyCore

/// A close, with who made it and what came late.
package struct CloseSummary: Hashable, Sendable {
    package let through: Day
    package let sequence: Int64
    package let recordedDay: Day
    package let actor: String
    /// Entries that were booked up to its day after it, where no earlier close covers that day.
    package let lateCount: Int
}

extension BookReader {
    /// All closes, oldest first.
    package func closes() throws -> [CloseSummary] {
        let closes = try rows(CloseRow.self, .all)
        var counts: [Int64: Int] = [:]
        try forEachRow(LateRow.self, .all) { late in
            guard let first = closes.first(where: { $0.through >= late.bookingDay }) else { return }
            counts[first.sequence, default: 0] += 1
        }
        return try closes.map { close in
            guard let record = try record(at: close.sequence) else {
                throw EngineError.broken("the close of \(close.through) has no record")
            }
            return CloseSummary(
                through: close.through, sequence: close.sequence, recordedDay: record.recordedDay,
                actor: try actor(record.actor)?.name ?? "", lateCount: counts[close.sequence] ?? 0)
        }
    }
}
