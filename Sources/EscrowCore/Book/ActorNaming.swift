public import LedgerCore

/// Somebody who may act gets a name in the book.
///
/// The record's number is the actor's id.
public struct ActorNaming: Hashable, Sendable {
    public let name: String

    public init(name: String) { self.name = name }
}

extension ActorNaming: Recordable {
    public static var kind: RecordKind { .actor }

    public func write(to record: inout RecordWriter) { record.personal([name]) }

    public init(from record: inout RecordReader) throws(RecordError) {
        let fields = try record.personal()
        guard fields.count == 1, let name = fields[0] else { throw .field("actor") }
        self.init(name: name)
    }
}

/// An actor gets or loses roles; the record's own actor is who decided it.
public struct RoleGrant: Hashable, Sendable {
    public let actor: ActorID
    /// All roles from now on.
    public let roles: ActorRoles
    public let signature: Signature?

    public init(actor: ActorID, roles: ActorRoles, signature: Signature? = nil) {
        self.actor = actor
        self.roles = roles
        self.signature = signature
    }
}

extension RoleGrant: Decision {
    public static var kind: RecordKind { .role }

    public func write(to record: inout RecordWriter) {
        record.id(actor)
        record.unsigned(UInt64(roles.rawValue))
        record.signature(signature)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let actor: ActorID = try record.id()
        self.init(
            actor: actor, roles: try record.value("roles") { ActorRoles(rawValue: $0) },
            signature: try record.signature())
    }
}

/// The original of a file stays in the book.
public struct KeptFile: Hashable, Sendable {
    /// SHA-256 of the original bytes.
    public let digest: [UInt8]
    /// The last component of its path.
    public let name: String
    public let size: Int64

    public init(digest: [UInt8], name: String, size: Int64) {
        self.digest = digest
        self.name = name
        self.size = size
    }
}

extension KeptFile: Recordable {
    public static var kind: RecordKind { .file }

    public func write(to record: inout RecordWriter) {
        record.blob(digest)
        record.text(name)
        record.unsigned(UInt64(size))
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            digest: try record.blob(), name: try record.text(),
            size: try record.natural())
    }
}
