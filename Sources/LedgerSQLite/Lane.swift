import CSQLite
import EscrowEngine

/// One connection, used by one task at a time.
actor Lane {
    private let connection: Connection

    init(_ connection: consuming Connection) { self.connection = connection }

    /// Looks at one state of the book.
    func read<Answer: Sendable>(
        _ body: @Sendable (any BookReader) throws -> Answer
    ) throws -> Answer {
        try connection.withSession { session in
            try session.inTransaction("BEGIN") { try body(BookTransaction(session)) }
        }
    }

    /// Changes the book: all of it, or nothing.
    func write<Answer: Sendable>(
        _ body: @Sendable (inout any BookWriter) throws -> Answer
    ) throws -> Answer {
        try connection.withSession { session in
            guard !session.isReadOnly else {
                throw StoreError.readOnly(Session.readOnlyText(session.path))
            }
            return try session.inTransaction("BEGIN IMMEDIATE") {
                var writer: any BookWriter = BookTransaction(session)
                let answer = try body(&writer)
                guard let ended = writer as? BookTransaction else {
                    throw StoreError.failed("the transaction was exchanged for another")
                }
                try ended.finish()
                return answer
            }
        }
    }

    /// Works on the connection itself.
    func withSession<Answer: Sendable>(
        _ body: @Sendable (Session) throws -> Answer
    ) throws -> Answer {
        try connection.withSession(body)
    }
}
