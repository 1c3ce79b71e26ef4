package import EscrowEngine
package import Evidence
import LedgerCore
import MoneyCore

/// A batch of made-up records, for tests of stores: the hashes mean nothing.
package struct SampleBatch: Hashable, Sendable {
    package let batch: Batch
    package let records: [StoredRecord]

    /// Makes records that follow each other, all of one moment.
    ///
    /// - Parameters:
    ///   - first: The sequence number of the first record.
    ///   - count: How many records.
    ///   - second: When they were recorded, in seconds behind the hour zero of 2013.
    ///   - actor: The record of who acted.
    ///   - body: What the bodies begin with.
    /// - Throws: `failed`, which does not happen.
    package init(
        first: Int64, count: Int, second: Int64 = 0, actor: Int64 = 1, body: [UInt8] = [1, 2, 3]
    ) throws {
        let at = Instant(microseconds: 1_356_998_400_000_000).adding(seconds: second)
        let header = BatchHeader(
            first: first, actor: ActorID(sequence: actor), recordedAt: at, recordedDay: at.utcDay)
        records = try (0..<Int64(count)).map { offset in
            let record = LogRecord(
                sequence: first + offset, kind: offset == 0 ? .entry : .command,
                actor: header.actor, recordedAt: at, recordedDay: header.recordedDay,
                body: body + [UInt8(truncatingIfNeeded: offset)])
            return StoredRecord(record: record, leaf: try Self.digest(first + offset))
        }
        let last = first + Int64(count) - 1
        batch = Batch(
            header: header, last: last, root: try Self.digest(-last),
            edge: [UInt8](repeating: 7, count: 64))
    }

    /// Thirty-two bytes that differ for different numbers.
    package static func digest(_ number: Int64) throws -> Digest {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 8))) }
        guard let digest = Digest(bytes) else { throw StoreError.failed("no digest") }
        return digest
    }

    /// Appends the batch on the head that it was made for.
    package func append(to writer: inout any BookWriter, personal: [Sealed] = []) throws {
        try writer.open(batch.header, expecting: batch.header.first - 1)
        try writer.append(records, personal: personal)
        try writer.close(batch)
    }
}

extension LedgerStore {
    /// Appends a batch of made-up records on the head as it is.
    @discardableResult
    package func appendSample(count: Int = 2) async throws -> SampleBatch {
        let size = try await read { try $0.head()?.size } ?? 0
        let sample = try SampleBatch(first: size + 1, count: count, second: size)
        try await write { try sample.append(to: &$0) }
        return sample
    }
}
