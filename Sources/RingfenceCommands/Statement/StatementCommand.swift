import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore
import Reports

/// A party's statement of account.
struct StatementCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Show what is a party's, where it is, and where every cent came from.",
        discussion: """
            EXAMPLES:
              ringfence statement F-01 --from 2013-01-01 --to 2013-03-22
              ringfence statement F-01 --to 2013-02-28 --known-on 2013-03-01
            """)

    @Argument(help: "The party's code.")
    var party: String

    @Option(help: "The first day; the beginning when left away.")
    var from: Day?

    @Option(help: "The last day; that of the newest record when left away.")
    var to: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @Option(help: "Language of the table: de or en.")
    var language = Language.english

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (code, first, last, known) = (party, from, to, knownOn)
        let statement = try await options.look { reader in
            try reader.statement(
                of: code, from: first ?? Day(number: 0),
                to: try last ?? reader.opened().0.recordedDay, knownOn: known)
        }
        try output.show(Self.listing(statement, language))
        output.note(
            "Book \(statement.book.book), head \(statement.head.text). Keep it: `ringfence check --against` proves that the book still extends it."
        )
    }

    static func listing(_ statement: PartyStatement, _ language: Language) -> Listing {
        func pick(_ german: String, _ english: String) -> String { language.pick(german, english) }
        var listing = Listing(
            "statement",
            [
                .left("day", pick("Tag", "day")), .right("record", pick("Satz", "record")),
                .left("event", pick("Ereignis", "event")),
                .left("invoice", pick("Rechnung", "invoice")),
                .left("account", pick("Konto", "account")),
                .right("amount", pick("Betrag", "amount")),
                .right("late", pick("davon verspätet", "of it late")).whenNeeded,
            ], isSample: statement.book.isSample)
        listing.head = statement.head.text
        listing.language = language
        func stand(_ title: String, _ balances: [AccountBalance], _ day: Day) {
            for balance in balances {
                listing.append([
                    .day(day), .empty, .text(title), .empty,
                    .text("\(balance.account.number) \(balance.account.name(language))"),
                    .money(balance.amount), .unlessZero(balance.late),
                ])
            }
        }
        if !statement.opening.isEmpty {
            stand(pick("Anfangsbestand", "Opening balance"), statement.opening, statement.from)
        }
        for item in statement.items {
            listing.append([
                .day(item.bookingDay), .number(item.sequence),
                .text("\(item.event.code) \(item.event.name(language))"), .optional(item.invoice),
                .text("\(item.account.number) \(item.account.name(language))"), .money(item.amount),
                item.isLate ? .money(item.amount) : .empty,
            ])
        }
        stand(pick("Endbestand", "Closing balance"), statement.closing, statement.to)
        return listing
    }
}
