import ArgumentParser

struct RuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule",
        abstract: "How the lines of engagements divide: rules from files, in versions.",
        subcommands: [
            RuleCheck.self, RulePreview.self, RuleAdd.self, RuleList.self, RuleShow.self,
        ])
}
