import ArgumentParser

struct EngagementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engagement",
        abstract: "Who works for which client, on which terms.",
        subcommands: [
            EngagementAdd.self, EngagementChangeCommand.self, EngagementImport.self,
            EngagementList.self, EngagementShow.self,
        ])
}
