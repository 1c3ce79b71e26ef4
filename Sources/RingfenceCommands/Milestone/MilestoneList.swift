import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists milestones.
struct MilestoneList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the milestones of an engagement that are reached.")

    @Argument(help: "Code of the engagement.")
    var engagement: String

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                guard let span = try reader.spans(engagement: engagement).first else {
                    throw Refusal(
                        "engagement.unknown", "there is no engagement \(engagement)",
                        remedy: "see `ringfence engagement list`")
                }
                var listing = Listing(
                    "milestones",
                    [
                        .left("engagement", "engagement"), .left("milestone", "milestone"),
                        .left("reached", "reached"),
                    ], isSample: try reader.opened().1.isSample)
                for row in try reader.rows(
                    MilestoneRow.self, Selection(equals: [.integer(span.id.sequence)]))
                {
                    listing.append([.text(engagement), .text(row.code), .day(row.reachedOn)])
                }
                return listing
            })
    }
}
