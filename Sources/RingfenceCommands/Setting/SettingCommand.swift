import ArgumentParser

/// Numbers by which the book decides.
struct SettingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setting", abstract: "Numbers by which the book decides.",
        discussion: """
            EXAMPLES:
              ringfence setting list
              ringfence setting set top-up-limit 50000 --as approver
            """,
        subcommands: [SettingSet.self, SettingList.self])
}
