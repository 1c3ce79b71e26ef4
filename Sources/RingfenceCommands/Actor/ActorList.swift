import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists who may act.
struct ActorList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the registered people, their roles and the SHA-256 of their keys.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, actors) = try await options.look { reader in
            (
                try reader.opened().1,
                try reader.rows(ActorRow.self, .all).map {
                    ($0, try reader.fingerprint(of: $0.id))
                }
            )
        }
        var listing = Listing(
            "actors",
            [
                .right("number", "number"), .left("name", "name"), .left("roles", "roles"),
                .left("key", "key"),
            ], isSample: book.isSample)
        for (actor, key) in actors {
            listing.append([
                .number(actor.id.sequence), .text(actor.name), .texts(actor.roles.names),
                .optional(key),
            ])
        }
        try output.show(listing)
    }
}
