import ArgumentParser

/// What is held, and what lets it go.
struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "See what is held and why, and release what waits for nothing any more.",
        discussion: """
            One amount of one party is released by hand with `ringfence payout release`.

            EXAMPLES:
              ringfence release list
              ringfence release run --as clerk
            """,
        subcommands: [ReleaseRun.self, ReleaseList.self])
}
