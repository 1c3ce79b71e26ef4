import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// What a signature of a decision is over, in one written form.
///
/// Book, head and place in the log are in it, so that it holds for one decision of one book, and
/// for the history that whoever signed had before him.
///
/// - Source: docs/spec/actors.md#what-is-signed
struct DecisionMessage {
    private static let tag = Array("ringfence decision 1\n".utf8)

    let book: BookID
    /// How many records there were when the batch began, and what commits to them.
    let size: Int64
    let root: Digest

    /// What is signed: the decision's record, without its signature, and the history before it.
    func bytes(
        sequence: Int64, kind: RecordKind, actor: ActorID, content: ArraySlice<UInt8>,
        using hasher: borrowing SHA256Hasher
    ) throws(EvidenceError) -> [UInt8] {
        var bytes = Self.tag
        Self.append(book.rawValue, to: &bytes)
        Self.append(UInt64(size), to: &bytes)
        bytes += root.bytes
        Self.append(UInt64(sequence), to: &bytes)
        bytes.append(kind.rawValue)
        Self.append(UInt64(actor.sequence), to: &bytes)
        bytes += try hasher.digest(of: content).bytes
        return bytes
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Who signs the decisions of a batch: the key that stands for its actor, and the one he gave.
struct DecisionSigning: Sendable {
    let message: DecisionMessage
    /// nil while no key stands for the actor.
    let registered: PublicKey?
    let given: SigningKey?

    /// Signs what the actor decides, or refuses him who has a key and does not sign with it.
    ///
    /// - Returns: The bytes that end the decision's body; nil for somebody without a key.
    func signature(
        sequence: Int64, kind: RecordKind, actor: ActorID, content: ArraySlice<UInt8>,
        using hasher: borrowing SHA256Hasher
    ) throws -> [UInt8]? {
        guard let registered else {
            guard given == nil else {
                throw Refusal(
                    "signature.no-key", "no key stands for this person, so nothing can be signed",
                    remedy: "leave --sign-with away, or register the key with `ringfence actor key`"
                )
            }
            return nil
        }
        guard let given else {
            throw Refusal(
                "signature.missing", "a key stands for this person, so this must be signed with it",
                remedy: "give the private key with --sign-with FILE")
        }
        let message = try message.bytes(
            sequence: sequence, kind: kind, actor: actor, content: content, using: hasher)
        let signature = try given.sign(message)
        guard try registered.verifies(signature, of: message) else {
            throw Refusal(
                "signature.wrong-key", "the key that was given is not the one that stands",
                remedy: "give the private key of the public one, see `ringfence actor list`")
        }
        return signature
    }
}
