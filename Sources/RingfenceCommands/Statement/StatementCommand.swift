import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// A party's statement of account.
struct StatementCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Show what is a party's, where it is, and where every cent came from.",
        discussion: """
            EXAMPLES:
              ringfence statement F-01 --from 2013-01-01 --to 2013-03-22
            """)

    @Argument(help: "The party's code.")
    var party: String

    @Option(help: "The first day; the beginning when left away.")
    var from: Day?

    @Option(help: "The last day; that of the newest record when left away.")
    var to: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (code, first, last) = (party, from, to)
        let statement = try await options.look { reader in
            try reader.statement(
                of: code, from: first ?? Day(number: 0),
                to: try last ?? reader.opened().0.recordedDay)
        }
        try output.show(Self.listing(statement))
        output.note(
            "Book \(statement.book.book), head \(statement.head.size):\(statement.head.root). Keep it: `ringfence check --against` proves that the book still extends it."
        )
    }

    static func listing(_ statement: PartyStatement) -> Listing {
        var listing = Listing(
            "statement",
            [
                .left("day", "day"), .right("record", "record"), .left("event", "event"),
                .left("invoice", "invoice"), .left("account", "account"),
                .right("amount", "amount"),
            ], isSample: statement.book.isSample)
        func stand(_ title: String, _ balances: [AccountBalance], _ day: Day) {
            for balance in balances {
                listing.append([
                    .day(day), .empty, .text(title), .empty,
                    .text("\(balance.account.number) \(balance.account.name)"),
                    .money(balance.amount),
                ])
            }
        }
        if !statement.opening.isEmpty {
            stand("Opening balance", statement.opening, statement.from)
        }
        for item in statement.items {
            listing.append([
                .day(item.bookingDay), .number(item.sequence),
                .text("\(item.event.code) \(item.event.name)"), .optional(item.invoice),
                .text("\(item.account.number) \(item.account.name)"), .money(item.amount),
            ])
        }
        stand("Closing balance", statement.closing, statement.to)
        return listing
    }
}
