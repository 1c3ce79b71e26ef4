import ArgumentParser
import EscrowCore
import EscrowEngine

/// Gives somebody else his roles anew.
struct ActorGrant: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Give a person all roles from now on; an approver does it, never for himself.")

    @Argument(help: "The person's name.")
    var name: String

    @Option(name: .customLong("role"), help: "A role; several times for several, never for none.")
    var roles: [ActorRoles] = []

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let roles = ActorRoles(roles)
        let call = try signing.sign(
            options.call(
                "actor grant", as: .approver,
                ["name": name, "roles": roles.names.joined(separator: " ")]))
        try output.show(try await options.engine().grant(roles, to: name, call))
    }
}
