import EscrowEngine

/// One transaction on a book: what a body of `read` or `write` works with, and only during it.
struct BookTransaction {
    let session: Session
    /// The batch that is being written, and the number that its next record must have.
    var open: (batch: BatchHeader, next: Int64)?
    /// The first change that failed: after it nothing of the transaction is kept.
    var failure: (any Error)?

    init(_ session: Session) { self.session = session }

    /// Remembers that a change failed, so that a body cannot go on as if nothing had happened.
    mutating func change<Answer>(
        _ body: (inout BookTransaction) throws -> Answer
    ) throws -> Answer {
        do {
            return try body(&self)
        } catch {
            if failure == nil { failure = error }
            throw error
        }
    }

    /// Says whether everything was brought to its end.
    func finish() throws {
        if let failure { throw failure }
        guard open == nil else { throw StoreError.failed("a batch was opened and not closed") }
    }

    func slot(_ log: StatementSlot.Log) -> Int { log.rawValue }
}
