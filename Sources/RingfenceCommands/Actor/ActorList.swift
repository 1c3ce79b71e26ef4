import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists who may act.
struct ActorList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the registered people and their roles.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, actors) = try await options.look { reader in
            (try reader.opened().1, try reader.rows(ActorRow.self, .all))
        }
        var listing = Listing(
            "actors",
            [.right("number", "number"), .left("name", "name"), .left("roles", "roles")],
            isSample: book.isSample)
        for actor in actors {
            listing.append([
                .number(actor.id.sequence), .text(actor.name), .texts(actor.roles.names),
            ])
        }
        try output.show(listing)
    }
}
