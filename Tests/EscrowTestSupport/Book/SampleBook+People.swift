package import EscrowCore
package import EscrowEngine
package import Evidence
package import LedgerCore
import MoneyCore

/// More people of a sample book, and their keys.
extension SampleBook {
    package static let second = "second approver"

    /// A call by anybody, signed if a key is given.
    package static func call(
        _ name: String, by actor: String, as roles: ActorRoles, signed key: SigningKey? = nil
    ) -> CommandCall {
        var call = CommandCall(name, by: actor, as: roles)
        call.signer = key
        return call
    }

    /// A private key of 32 times the same byte.
    package static func key(_ byte: UInt8) throws -> SigningKey {
        guard let key = SigningKey(seed: [UInt8](repeating: byte, count: 32)) else {
            throw EngineError.broken("no key")
        }
        return key
    }

    /// Registers a second approver.
    package func addSecondApprover(at time: String) async throws {
        _ = try await engine(at: time).addActor(
            Self.second, roles: .approver,
            Self.call("actor add", by: Self.approver, as: .approver))
    }

    /// Lets a key stand for an actor: he asks, somebody else consents.
    package func register(
        _ key: SigningKey, for actor: String, consentOf other: String, at time: String
    ) async throws {
        let asked = try await engine(at: time).requestKey(
            key.publicKey(), for: actor,
            Self.call("actor key", by: actor, as: [.clerk, .approver]))
        _ = try await engine(at: time).consent(
            to: Self.change(asked), Self.call("change consent", by: other, as: .approver))
    }

    /// The newest change that somebody asked for.
    package func newestChange() async throws -> ChangeID {
        try await store.read { try $0.rows(ChangeRow.self, .all).last?.id } ?? ChangeID(sequence: 0)
    }

    /// The change that an answer names.
    package static func change(_ answer: Answer) -> ChangeID {
        ChangeID(sequence: Int64(answer["change"] ?? "") ?? 0)
    }
}

extension Engine {
    /// The approver consents to what an answer asks for.
    package func agreed(_ asked: Answer) async throws(EngineError) -> Answer {
        try await consent(
            to: SampleBook.change(asked),
            SampleBook.call("change consent", by: SampleBook.approver, as: .approver))
    }
}
