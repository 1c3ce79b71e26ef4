import ArgumentParser

/// What comes from the bank.
struct BankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank", abstract: "Import bank statements.", subcommands: [BankImport.self])
}
