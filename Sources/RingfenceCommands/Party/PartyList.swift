import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists parties.
struct PartyList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List parties as they are today.")

    @Option(help: "Only the agency, clients or freelancers.")
    var role: PartyRole?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let engine = try options.book.reader()
        try output.show(
            try await engine.look { reader in
                let today = try engine.today(reader)
                var listing = Listing(
                    "parties",
                    [
                        .left("code", "code"), .left("role", "role"), .left("name", "name"),
                        .left("iban", "IBAN"), .left("vatId", "VAT id"),
                    ],
                    isSample: try reader.opened().1.isSample)
                for row in try reader.rows(PartyRow.self, .all) where role ?? row.role == row.role {
                    let details = try reader.version(of: row.id, on: today).version.details
                    listing.append([
                        .text(row.code), .text(row.role.name), .text(details.name),
                        .optional(details.iban?.electronic), .optional(details.vatID),
                    ])
                }
                return listing
            })
    }
}
