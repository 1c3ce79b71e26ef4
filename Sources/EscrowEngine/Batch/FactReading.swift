package import EscrowCore
package import Evidence
package import LedgerCore

/// Reading what a record says, personal data included.
package enum FactReading {
    /// Reads what a record says, given what finds the personal value behind a hash; throws
    /// `EngineError.broken`, naming the record.
    package static func fact(_ record: LogRecord, open: (Digest) throws -> Sealed?) throws -> Fact {
        try withoutActuallyEscaping(open) { open in
            var failure: (any Error)?
            var reader = RecordReader(record.body) { bytes in
                guard let hash = Digest(bytes) else { return nil }
                do { return try open(hash)?.value } catch {
                    failure = error
                    return nil
                }
            }
            do {
                return try Fact(record.kind, from: &reader)
            } catch {
                if let failure { throw failure }
                throw EngineError.broken(
                    "record \(record.sequence) (\(record.kind)) cannot be read: \(error)")
            }
        }
    }
}

extension BookReader {
    /// What the record with this number says; nil if there is none.
    package func fact(at sequence: Int64) throws -> Fact? {
        guard let record = try record(at: sequence) else { return nil }
        return try FactReading.fact(record) { try personal($0) }
    }
}
