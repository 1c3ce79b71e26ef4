package import EscrowCore
package import Evidence

/// Who does what: the frame of every command that writes.
package struct CommandCall: Sendable {
    /// Noun and verb as typed: `bank import`.
    package let name: String
    /// The actor's name in the book.
    package let actor: String
    /// One of these roles is needed; empty is anybody who is registered.
    package let roles: ActorRoles
    package let once: Once?
    /// Signs what the actor decides, once a key stands for him.
    package var signer: SigningKey?

    /// The idempotency key, with a fingerprint of what the command asks.
    package struct Once: Hashable, Sendable {
        package let key: String
        package let fingerprint: Digest

        package init(key: String, fingerprint: Digest) {
            self.key = key
            self.fingerprint = fingerprint
        }
    }

    package init(_ name: String, by actor: String, as roles: ActorRoles, once: Once? = nil) {
        self.name = name
        self.actor = actor
        self.roles = roles
        self.once = once
    }
}
