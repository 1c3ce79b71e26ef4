import ArgumentParser

/// What somebody owes the trust.
struct ClaimCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "See who owes the trust, and net it with his own money.",
        subcommands: [ClaimList.self, ClaimNet.self])
}
