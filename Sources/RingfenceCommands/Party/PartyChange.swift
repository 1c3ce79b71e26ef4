import ArgumentParser
import EscrowCore
import EscrowEngine

/// Records a new version of a party.
struct PartyChange: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change a party from a day on; what is not given stays, and so do old versions.")

    @Argument(help: "Code of the party.")
    var code: String

    @Option(help: "New name.")
    var name: String?

    @OptionGroup var fields: PartyFields
    @OptionGroup var options: WriteOptions

    func run() async throws {
        let engine = try options.engine()
        let (role, before) = try await engine.look { reader in
            let row = try reader.namedParty(code)
            return (row.role, try reader.newestDetails(row))
        }
        let request = PartyRequest(
            code: code, role: role, validFrom: fields.validFrom,
            details: try fields.details(name: name ?? before.name, before: before))
        let call = try options.call(
            "party change", as: .clerk, fields.content(code, name, nil))
        try output.show(try await engine.changeParty(request, call))
    }
}
