import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists plans.
struct PayoutList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List payout plans with state, people and file hash.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, plans, actors) = try await options.look { reader in
            (
                try reader.opened().1, try reader.rows(PlanRow.self, .all),
                try reader.rows(ActorRow.self, .all)
            )
        }
        let names = Dictionary(uniqueKeysWithValues: actors.map { ($0.id, $0.name) })
        var listing = Listing(
            "plans",
            [
                .right("plan", "plan"), .left("state", "state"), .left("day", "day"),
                .right("payouts", "payouts"), .right("total", "total"),
                .left("maker", "planned by"), .left("approver", "approved by"),
                .left("sha256", "SHA-256 of the file"),
            ], isSample: book.isSample)
        for plan in plans {
            listing.append([
                .number(plan.id.sequence), .text(plan.state.name), .day(plan.executionDay),
                .number(Int64(plan.count)), .money(Money(minor: plan.amount, book.currency)),
                .optional(names[plan.maker]), .optional(plan.approver.flatMap { names[$0] }),
                .text(PayoutFiles.hex(plan.file)),
            ])
        }
        try output.show(listing)
    }
}
