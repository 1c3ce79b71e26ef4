package import EscrowCore
import LedgerCore
package import MoneyCore

/// The grades of a day with the state of the book that they were computed from.
package struct ProtectionReport: Sendable {
    package let protection: Protection
    package let book: BookOpening
    package let head: Head
}

extension BookReader {
    /// Grades every amount of the trust, and every amount that clients have not paid, on a day.
    ///
    /// Without a day it is that of the newest record; with a sequence number the book is as it was
    /// then, and with a day of knowledge as it was at the end of that day.
    ///
    /// - Complexity: O(records), once through the log.
    /// - Source: docs/spec/protection.md
    package func protection(
        on day: Day?, through sequence: Int64? = nil, knownOn: Day? = nil,
        _ settings: ProtectionSettings = ProtectionSettings()
    ) throws -> ProtectionReport {
        let (head, book) = try opened()
        var gathering = ProtectionGathering(day: day ?? head.recordedDay, currency: book.currency)
        var next: Int64 = 1
        let size = min(sequence ?? head.size, head.size)
        while next <= size {
            let records = try records(from: next, limit: 8_000)
            guard let last = records.last?.record.sequence else {
                throw EngineError.broken("record \(next) is missing")
            }
            for stored in records
            where stored.record.sequence <= size
                && AsOf(day: day, knownOn: knownOn).knows(stored.record.recordedDay)
                && ProtectionGathering.kinds.contains(stored.record.kind)
            {
                let fact = try FactReading.fact(stored.record) { try personal($0) }
                gathering.take(fact, stored.record)
            }
            next = last + 1
        }
        return ProtectionReport(
            protection: Protection.grade(gathering.facts(), settings), book: book, head: head)
    }
}
