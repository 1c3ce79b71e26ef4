import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// Whether everybody for whom a key stands signed what he decided.
///
/// - Source: docs/spec/actors.md#what-is-signed
struct SignatureRules: Sendable {
    private var keys: [ActorID: PublicKey] = [:]
    private var book: BookID?
    /// The head that the batch was decided on.
    private var size: Int64 = 0
    private var root: Digest?

    /// A batch ended with this head, on which the next one is decided.
    mutating func close(size: Int64, root: Digest) {
        self.size = size
        self.root = root
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(
        _ fact: Fact, _ record: LogRecord, using hasher: borrowing SHA256Hasher
    ) throws -> [String] {
        if case .book(let opening) = fact, record.sequence == 1 { book = opening.book }
        if case .actorKey(let fact) = fact {
            guard let key = PublicKey(fact.key) else {
                return ["record \(record.sequence) registers a key with which everybody could sign"]
            }
            keys[fact.actor] = key
        }
        guard let decision = fact.decision else { return [] }
        let what = "record \(record.sequence) (\(record.kind))"
        guard let key = keys[record.actor] else {
            return decision.signature == nil
                ? [] : ["\(what) is signed, and no key stands for its actor"]
        }
        guard let signature = decision.signature else {
            return ["\(what) is not signed, though a key stands for its actor"]
        }
        guard let book, let root else { return ["\(what) is signed before there was a book"] }
        let message = try DecisionMessage(book: book, size: size, root: root).bytes(
            sequence: record.sequence, kind: record.kind, actor: record.actor,
            content: Signature.content(of: record.body, signature: signature), using: hasher)
        return try key.verifies(signature.bytes, of: message)
            ? [] : ["\(what) has a signature that is not its actor's"]
    }
}
