import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists changes that take two people.
struct ChangeList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the changes that wait for somebody; --all lists those that are over too.")

    @Flag(help: "Also what is effective, refused, withdrawn or expired.")
    var all = false

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, changes) = try await options.book.reader().changes()
        var listing = Listing(
            "changes",
            [
                .right("change", "change"), .left("subject", "subject"), .left("about", "about"),
                .left("what", "what"), .left("state", "state"), .left("requester", "asked by"),
                .left("decider", "decided by"), .left("expires", "expires"),
                .left("effective", "holds from"),
            ], isSample: book.isSample)
        for change in changes where all || change.state.isPending {
            listing.append([
                .number(change.row.id.sequence), .text(change.row.subject.name),
                .text(change.about), .text(change.what), .text(change.state.name),
                .text(change.requester), .optional(change.decider),
                .day(change.row.expiresOn), .optional(change.row.effectiveOn),
            ])
        }
        try output.show(listing)
    }
}
