import ArgumentParser

/// Which nouns there are, in the order of a first day with a book.
enum CommandTree {
    static let groups = [
        CommandGroup(name: "Book", subcommands: [InitCommand.self, ActorCommand.self]),
        CommandGroup(
            name: "Work",
            subcommands: [
                PartyCommand.self, EngagementCommand.self, HoursCommand.self, InvoiceCommand.self,
            ]),
    ]
}
