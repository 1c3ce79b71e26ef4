package import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// The escrow engine of one book: one method per step, each reads, decides with the cores and
/// appends, in one store transaction.
package struct Engine: Sendable {
    package let store: any LedgerStore
    package let surroundings: Surroundings
    /// Decide, say what would be written, and write nothing.
    package var isDryRun = false

    package init(store: any LedgerStore, surroundings: Surroundings) {
        self.store = store
        self.surroundings = surroundings
    }

    /// How often a batch is decided again when the head has moved under it.
    private static let attemptsMax = 5

    /// Runs one command as one batch.
    ///
    /// - Throws: `refused` for what the command asks, `store` for what the store cannot do.
    package func perform(
        _ call: CommandCall, _ body: @Sendable (inout Draft) throws -> Answer
    ) async throws(EngineError) -> Answer {
        var attempts = 0
        while true {
            attempts += 1
            do {
                return try await store.write { writer in
                    let draft = try begin(call, writer)
                    return try finish(draft, call, body, &writer)
                }
            } catch Early.repeated(var answer) {
                answer.isRepeated = true
                answer.isDryRun = isDryRun
                return answer
            } catch Early.dryRun(var answer) {
                answer.isDryRun = true
                return answer
            } catch StoreError.headMoved where attempts < Self.attemptsMax {
                continue
            } catch {
                throw EngineError(error)
            }
        }
    }

    /// Looks at one consistent state of the book.
    package func look<Value: Sendable>(
        _ body: @Sendable (any BookReader) throws -> Value
    ) async throws(EngineError) -> Value {
        do {
            return try await store.read(body)
        } catch {
            throw EngineError(error)
        }
    }

    private func finish(
        _ draft: consuming Draft, _ call: CommandCall,
        _ body: (inout Draft) throws -> Answer, _ writer: inout any BookWriter
    ) throws -> Answer {
        let answer = try body(&draft)
        try draft.append(
            .command(
                Command(
                    name: call.name, key: call.once?.key,
                    fingerprint: call.once?.fingerprint.bytes ?? [], answer: answer.text)))
        writer = try draft.close()
        if isDryRun { throw Early.dryRun(answer) }
        return answer
    }

    private func begin(_ call: CommandCall, _ writer: any BookWriter) throws -> Draft {
        let (head, book) = try writer.opened()
        let actor = try permitted(call, writer)
        if let once = call.once { try refuseOrRepeat(once, writer) }
        try PoolFreeze.check(call.name, writer)
        let recordedAt = try time(head, book)
        guard let day = surroundings.day(recordedAt, book.timeZone) else {
            throw EngineError.broken("the time zone \(book.timeZone) is not known here")
        }
        let edge = try writer.edge(head)
        return try Draft(
            writer,
            header: BatchHeader(
                first: head.size + 1, actor: actor, recordedAt: recordedAt,
                recordedDay: max(day, head.recordedDay)),
            book: book, edge: edge, key: try writer.publicKey(of: actor), signer: call.signer,
            randomBytes: surroundings.randomBytes(
                forSample: book.isSample, first: head.size + 1))
    }

    private func refuseOrRepeat(_ once: CommandCall.Once, _ reader: any BookReader) throws {
        guard let known = try reader.row(AnswerRow.self, key: [.text(once.key)]) else { return }
        guard known.fingerprint == once.fingerprint.bytes else {
            throw Refusal(
                "key.conflict", "the \(once.key) was used for a command with other content",
                remedy: "repeat the first command unchanged, or choose another key")
        }
        throw Early.repeated(Answer(text: known.answer))
    }

    private func permitted(_ call: CommandCall, _ reader: any BookReader) throws -> ActorID {
        let row = try reader.rows(
            ActorRow.self, Selection(index: "actorByName", equals: [.text(call.actor)])
        ).first
        guard let row else {
            throw Refusal(
                "actor.unknown", "\(call.actor) is not registered in this book",
                remedy: "name a registered person with --as, see `ringfence actor list`")
        }
        guard call.roles.isEmpty || !row.roles.isDisjoint(with: call.roles) else {
            throw Refusal(
                "actor.role",
                "\(call.actor) may not do this: it needs the role \(call.roles.names.joined(separator: " or "))",
                remedy: "let somebody with that role do it, or have it granted by somebody else")
        }
        return row.id
    }

    private func time(_ head: Head, _ book: BookOpening) throws -> Instant {
        guard let given = surroundings.givenTime else {
            return book.isSample ? head.recordedAt : max(surroundings.now(), head.recordedAt)
        }
        guard book.isSample else {
            throw Refusal(
                "time.given", "this is no sample book, so its time cannot be given",
                remedy: "leave --at away; only a book made with `init --sample` takes it")
        }
        guard given >= head.recordedAt else {
            throw Refusal(
                "time.falls", "the time \(given) lies before the newest record, \(head.recordedAt)",
                remedy: "give a time that is not earlier")
        }
        return given
    }
}

/// Ways out of a batch that write nothing and are no failure.
enum Early: Error {
    case repeated(Answer)
    case dryRun(Answer)
}

extension EngineError {
    /// Sorts what a store transaction threw.
    init(_ error: any Error) {
        switch error {
        case let error as EngineError: self = error
        case let error as Refusal: self = .refused(error)
        case let error as StoreError: self = .store(error)
        case let error as IllegalStep:
            self = .refused(
                Refusal(
                    "state.step", "it is \(error.state), so it cannot \(error.event)",
                    remedy: error.remedy))
        case MoneyError.overflow:
            self = .refused(
                Refusal(
                    "amount.overflow", "the amounts come to more than the book can count",
                    remedy: "check the amounts; nothing was written"))
        default: self = .broken("\(error)")
        }
    }
}

extension BookReader {
    /// The head and the first record of a book that was opened.
    package func opened() throws -> (Head, BookOpening) {
        guard let head = try head(), case .book(let book) = try fact(at: 1) else {
            throw Refusal(
                "book.empty", "the book was never opened",
                remedy: "make one with `ringfence init`")
        }
        return (head, book)
    }

    func edge(_ head: Head) throws -> RightEdge {
        guard let batch = try batches(from: head.size, limit: 1).first,
            let edge = RightEdge(batch.edge), edge.size == head.size
        else { throw EngineError.broken("the newest batch has no valid edge of its tree") }
        return edge
    }
}

extension IllegalStep {
    /// The command that goes on from where it stands.
    fileprivate var remedy: String {
        switch state {
        case "pool none": "declare a pool with `ringfence pool declare`"
        case "pool declared": "let somebody else `ringfence pool confirm` or `ringfence pool lift`"
        case "pool pooled", "pool shared":
            "go on with `ringfence pool share`, or `ringfence pool close` once all is shared"
        case "pool closed":
            "what is paid after it is shared once the pool is open again: `ringfence pool reopen`"
        case "bank failure none": "record the failure with `ringfence bank fail`"
        case "bank failure failed": "record who is covered with `ringfence bank failure cover`"
        case "bank failure covered":
            "record what is paid with `ringfence bank failure paid`, what is not with `ringfence bank failure reduce`, then `ringfence bank failure close`"
        case "bank failure closed":
            "record what came since with `ringfence bank failure cover` or `ringfence bank failure dividend`"
        default:
            "see what it is with the list or show of its noun, such as `ringfence payout list`; another step leads on from there"
        }
    }
}
