package import EscrowCore
import LedgerCore
import MoneyCore

extension Engine {
    /// Registers somebody, with roles; only an approver may, and never for himself.
    ///
    /// - Source: docs/spec/actors.md#grants
    package func addActor(
        _ name: String, roles: ActorRoles, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            try Self.checkActorName(name)
            guard try draft.writer.actor(named: name) == nil else {
                throw Refusal(
                    "actor.exists", "\(name) is registered already",
                    remedy: "change the roles with `ringfence actor grant`")
            }
            let id = try draft.append(.actor(ActorNaming(name: name)))
            try draft.append(.role(RoleGrant(actor: ActorID(sequence: id), roles: roles)))
            return Answer("Registered an actor as \(roles.names.joined(separator: ", ")).")
        }
    }

    /// Gives somebody else his roles anew.
    package func grant(
        _ roles: ActorRoles, to name: String, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            guard let actor = try draft.writer.actor(named: name) else {
                throw Refusal(
                    "actor.unknown", "\(name) is not registered",
                    remedy: "register the person with `ringfence actor add`")
            }
            guard actor.id != draft.header.actor else {
                throw Refusal(
                    "actor.self", "nobody changes his own roles",
                    remedy: "let another approver do it")
            }
            try draft.append(.role(RoleGrant(actor: actor.id, roles: roles)))
            return Answer("The actor's roles are now \(roles.names.joined(separator: ", ")).")
        }
    }

    package func actors() async throws(EngineError) -> [ActorRow] {
        try await look { try $0.rows(ActorRow.self, .all) }
    }
}
