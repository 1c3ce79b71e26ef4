import ArgumentParser

/// The agency's own money in the trust: it cures shortfalls and carries charges.
struct TopUpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topup",
        abstract: "The agency's top-up: place a receipt as one, or withdraw what is left of it.",
        subcommands: [TopUpPlace.self, TopUpWithdraw.self], defaultSubcommand: TopUpPlace.self)
}
