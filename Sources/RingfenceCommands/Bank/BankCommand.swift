import ArgumentParser

/// What comes from the bank.
struct BankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank", abstract: "Import bank statements; record that a bank has failed.",
        subcommands: [
            BankInspect.self, BankImport.self, BankFail.self, BankFailureCommand.self,
        ])
}
