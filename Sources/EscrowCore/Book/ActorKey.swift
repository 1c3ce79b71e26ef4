public import LedgerCore

/// An actor's public key: from here on his decisions are signed with it.
///
/// - Source: docs/spec/actors.md#keys
public struct ActorKey: Hashable, Sendable {
    public static let byteCount = 32

    public let actor: ActorID
    /// The raw Ed25519 public key, 32 bytes.
    public let key: [UInt8]
    /// The change that asked for it, and to which somebody else consented.
    public let change: ChangeID

    public init(actor: ActorID, key: [UInt8], change: ChangeID) {
        precondition(key.count == Self.byteCount, "an Ed25519 public key has 32 bytes")
        self.actor = actor
        self.key = key
        self.change = change
    }
}

extension ActorKey: Recordable {
    public static var kind: RecordKind { .actorKey }

    public func write(to record: inout RecordWriter) {
        record.id(actor)
        record.blob(key)
        record.id(change)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let actor: ActorID = try record.id()
        let key = try record.blob()
        guard key.count == Self.byteCount else { throw .field("key") }
        self.init(actor: actor, key: key, change: try record.id())
    }
}
