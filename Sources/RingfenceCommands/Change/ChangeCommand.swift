import ArgumentParser

struct ChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Changes that two people must want: accounts of payees, keys, the waiting time.",
        subcommands: [
            ChangeConsent.self, ChangeRefuse.self, ChangeWithdraw.self, ChangeWait.self,
            ChangeList.self,
        ])
}
