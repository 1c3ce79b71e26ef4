import ArgumentParser
import EscrowCore
import EscrowEngine

/// Registers somebody.
struct ActorAdd: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Register a person with roles; an approver does it.")

    @Argument(help: "The person's name.")
    var name: String

    @Option(name: .customLong("role"), help: "A role; may be given several times.")
    var roles: [ActorRoles]

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let roles = ActorRoles(roles)
        let call = try signing.sign(
            options.call(
                "actor add", as: .approver,
                ["name": name, "roles": roles.names.joined(separator: " ")]))
        try output.show(try await options.engine().addActor(name, roles: roles, call))
    }
}
