import ArgumentParser

struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "The trust accounts, and the facts that decide how well they protect.",
        subcommands: [
            AccountAdd.self, AccountTerms.self, AccountTransfer.self, AccountList.self,
            AccountShow.self,
        ])
}
