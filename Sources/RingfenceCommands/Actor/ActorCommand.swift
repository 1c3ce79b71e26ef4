import ArgumentParser

struct ActorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actor",
        abstract: "People who may act, and as what.",
        subcommands: [ActorAdd.self, ActorGrant.self, ActorKeyRequest.self, ActorList.self])
}
