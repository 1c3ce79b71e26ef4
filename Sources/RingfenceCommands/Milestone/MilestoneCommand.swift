import ArgumentParser

/// Milestones of engagements.
struct MilestoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestone", abstract: "Milestones that release what is held for them.",
        subcommands: [MilestoneReach.self, MilestoneList.self])
}
