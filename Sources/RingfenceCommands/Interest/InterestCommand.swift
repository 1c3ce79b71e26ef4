import ArgumentParser

/// What the bank pays for others' money, and whose it is.
struct InterestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interest", abstract: "Divide the trust account's interest, and release it.",
        discussion: """
            EXAMPLES:
              ringfence interest allocate --from 2013-01-01 --to 2013-03-31 --as clerk
              ringfence interest release F-01 --as clerk
            """,
        subcommands: [InterestAllocate.self, InterestRelease.self, InterestList.self])
}
