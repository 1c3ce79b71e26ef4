import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore
import Reports

/// What stands: of a party, or of the whole book.
struct BalanceCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Show balances of a party, or of every account of the book.",
        discussion: """
            EXAMPLES:
              ringfence balance
              ringfence balance F-01
              ringfence balance F-01 --day 2013-02-28 --known-on 2013-03-01

            Late is what the bank told after the day was closed; the balance contains it.
            """)

    @Argument(help: "A party's code; the whole book when left away.")
    var party: String?

    @Option(help: "As booked up to this day.")
    var day: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @Option(help: "Language of the table: de or en.")
    var language = Language.english

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let asOf = AsOf(day: day, knownOn: knownOn)
        let code = party
        let (book, balances, missing) = try await options.look { reader in
            let book = try reader.opened().1
            let missing = try reader.shortfall(asOf)
            guard let code else { return (book, try reader.trialBalance(asOf), missing) }
            guard let party = try reader.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            return (book, try reader.balances(of: party.id, asOf), missing)
        }
        var listing = Listing(
            "balances",
            [
                .right("account", language.pick("Konto", "account")),
                .left("name", language.pick("Name", "name")),
                .right("balance", language.pick("Bestand", "balance")),
                .right("late", language.pick("davon verspätet", "of it late")).whenNeeded,
            ], isSample: book.isSample)
        listing.language = language
        for balance in balances {
            listing.append([
                .number(Int64(balance.account.number)), .text(balance.account.name(language)),
                .money(balance.amount), .unlessZero(balance.late),
            ])
        }
        try output.show(listing)
        if missing.isPositive { output.note("ALARM: \(missing) is missing in the trust.") }
    }
}
