import ArgumentParser
import EscrowCore
import EscrowEngine

/// Adds a party.
struct PartyAdd: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add the agency, a client, a freelancer or a producer.")

    @Argument(help: "Code of the party, such as C-01.")
    var code: String

    @Option(help: "What the party is: agency, client, freelancer or producer.")
    var role: PartyRole

    @Option(help: "Name, as invoices and payment files print it.")
    var name: String

    @OptionGroup var fields: PartyFields
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let request = PartyRequest(
            code: code, role: role, validFrom: fields.validFrom,
            details: try fields.details(name: name))
        let call = try options.call(
            "party add", as: .clerk, fields.content(code, name, role))
        try output.show(try await options.engine().addParties([request], call))
    }
}
