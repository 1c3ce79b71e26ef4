import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Asks for a public key to stand for somebody.
struct ActorKeyRequest: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Ask for a public key to stand for a person, who then signs what he decides.",
        discussion: """
            Somebody else with the role approver must consent (`ringfence change consent`), after \
            comparing the key's fingerprint with the person. Who has a key signs the request for \
            the next one with it. For a person who lost his key, two others do it.

            EXAMPLES:
              openssl genpkey -algorithm ed25519 -out clerk.pem
              openssl pkey -in clerk.pem -pubout -out clerk.pub
              ringfence actor key clerk --public clerk.pub --as clerk
            """)

    @Argument(help: "The person's name.")
    var name: String

    @Option(
        name: .customLong("public"), help: "File of the public key (Ed25519, PEM).",
        completion: .file())
    var file: String

    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let key = try KeyFile.publicKey(file)
        let call = try signing.sign(
            options.call(
                "actor key", as: [.clerk, .approver],
                ["name": name, "key": try KeyFile.text(key)]))
        try output.show(try await options.engine().requestKey(key, for: name, call))
    }
}
