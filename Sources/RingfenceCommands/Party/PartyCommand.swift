import ArgumentParser

struct PartyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "party",
        abstract: "The agency, its clients and its freelancers.",
        subcommands: [
            PartyAdd.self, PartyChange.self, PartyImport.self, PartyList.self, PartyShow.self,
        ])
}
