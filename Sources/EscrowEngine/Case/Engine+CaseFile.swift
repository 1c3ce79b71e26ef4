import EscrowCore
import Evidence
package import InsolvencyCore
import LedgerCore
package import MoneyCore

extension BookReader {
    /// Builds the facts of a failure from the book: all that was booked up to the filing day,
    /// among the records up to a sequence number.
    ///
    /// Without a sequence number it is the whole log. Refuses a number that the log does not have,
    /// and facts that make no case.
    ///
    /// - Source: docs/spec/simulation.md#case
    package func caseFile(filingDay: Day, sequence: Int64?) throws -> CaseFile {
        let book = try opened().1
        var gathering = CaseGathering(filingDay: filingDay, currency: book.currency)
        let facts = try caseFacts(through: sequence) { gathering.take($0, $1) }
        return try gathering.caseFile(head: facts, isSample: book.isSample)
    }

    /// Hands over every fact of a case in the order of the log.
    ///
    /// - Returns: The head of the log so far.
    func caseFacts(
        through sequence: Int64?, _ body: (Fact, Int64) throws -> Void
    ) throws -> CaseFile.BookHead {
        let head = try opened().0
        let size = sequence ?? head.size
        guard size > 0, size <= head.size else {
            throw Refusal(
                "simulate.sequence", "the log has \(head.size) records, not \(size)",
                remedy: "give a sequence number from 1 to \(head.size)")
        }
        var edge = RightEdge()
        let hasher = try SHA256Hasher()
        var next: Int64 = 1
        while next <= size {
            let records = try records(from: next, limit: 8_000)
            guard let last = records.last?.record.sequence else {
                throw EngineError.broken("record \(next) is missing")
            }
            for stored in records where stored.record.sequence <= size {
                try edge.append(stored.leaf, using: hasher)
                guard CaseGathering.kinds.contains(stored.record.kind) else { continue }
                let fact = try FactReading.fact(stored.record) { try personal($0) }
                try body(fact, stored.record.sequence)
            }
            next = last + 1
        }
        let root = try edge.root(using: hasher)
        return CaseFile.BookHead(size: size, root: root.description)
    }
}
