import ArgumentParser
import EscrowCore
import EscrowEngine

/// Records a new version of a party.
struct PartyChange: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change a party from a day on; what is not given stays, and so do old versions.",
        discussion: """
            Another IBAN is only asked for: somebody else must consent to it (`ringfence change \
            consent`), and then it holds after the book's waiting time.

            EXAMPLES:
              ringfence party change F-01 --city Bonn --as clerk
              ringfence party change F-01 --iban DE02120300000000202051 --as clerk
            """)

    @Argument(help: "Code of the party.")
    var code: String

    @Option(help: "New name.")
    var name: String?

    @OptionGroup var fields: PartyFields
    @OptionGroup var signing: SigningOptions
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let request = PartyChangeRequest(
            code: code, validFrom: fields.validFrom, patch: try fields.patch(name: name))
        let call = try signing.sign(
            options.call("party change", as: .clerk, fields.content(code, name, nil)))
        try output.show(try await options.engine().changeParty(request, call))
    }
}
