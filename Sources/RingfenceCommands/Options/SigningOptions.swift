import ArgumentParser
import BackOffice
import EscrowEngine

/// With what a decision is signed.
struct SigningOptions: ParsableArguments {
    @Option(
        name: .customLong("sign-with"),
        help: "File of the private key (Ed25519, PEM), once a key stands for who acts.",
        completion: .file())
    var keyFile: String?

    /// The same command, signed with the key that was given.
    func sign(_ call: CommandCall) throws -> CommandCall {
        try KeyFile.sign(call, with: keyFile)
    }
}
