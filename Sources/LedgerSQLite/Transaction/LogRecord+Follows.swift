import EscrowEngine
import LedgerCore

extension LogRecord {
    /// Refuses a record that is not the next of its batch.
    func check(follows batch: BatchHeader, at next: Int64) throws {
        guard sequence == next else {
            throw StoreError.failed("record \(sequence) came where \(next) must follow")
        }
        guard actor == batch.actor, recordedAt == batch.recordedAt,
            recordedDay == batch.recordedDay
        else { throw StoreError.failed("record \(sequence) differs from its batch") }
    }
}
