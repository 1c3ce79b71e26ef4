import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists the open claims of the trust.
struct ClaimList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List open claims: who owes what on which invoice, why, and for how long.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, claims) = try await options.look { reader in
            (try reader.opened().1, try reader.openClaims())
        }
        var listing = Listing(
            "claims",
            [
                .right("account", "account"), .left("debtor", "debtor"),
                .left("invoice", "invoice"), .right("amount", "amount"),
                .left("cause", "cause"), .left("since", "since"), .right("days", "days"),
                .left("late", "late").whenNeeded,
            ], isSample: book.isSample)
        for claim in claims {
            listing.append([
                .number(Int64(claim.account.number)), .text(claim.debtor),
                .optional(claim.invoice), .money(claim.amount),
                .text("\(claim.cause.code) \(claim.cause.name)"), .day(claim.since),
                .number(Int64(claim.days)), claim.isLate ? .text("late") : .empty,
            ])
        }
        try output.show(listing)
    }
}
