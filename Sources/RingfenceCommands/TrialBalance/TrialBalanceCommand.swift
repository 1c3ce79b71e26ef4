import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// What was posted to every account, and what stands there.
struct TrialBalanceCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "trial-balance",
        abstract: "Show debits, credits and balance of every account; both sums are equal.",
        discussion: """
            EXAMPLES:
              ringfence trial-balance --day 2013-03-31
              ringfence trial-balance --day 2013-02-28 --known-on 2013-03-01 --by-bank
            """)

    @Option(help: "As booked up to this day.")
    var day: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @Flag(help: "Each trust account apart.")
    var byBank = false

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (asOf, byBank) = (AsOf(day: day, knownOn: knownOn), byBank)
        let (trial, ibans) = try await options.look { reader in
            let ibans = try reader.trustAccounts().map { ($0.id, $0.iban) }
            return (try reader.trial(asOf, byBank: byBank), ibans)
        }
        try output.show(
            Self.listing(trial, Dictionary(ibans, uniquingKeysWith: { first, _ in first })))
    }

    static func listing(_ trial: TrialBalance, _ ibans: [TrustAccountID: String]) throws -> Listing
    {
        var listing = Listing(
            "accounts",
            [
                .right("account", "account"), .left("name", "name"),
                .left("bank", "trust account").whenNeeded, .right("debit", "debit"),
                .right("credit", "credit"), .right("balance", "balance"),
                .right("late", "of it late").whenNeeded,
            ], isSample: trial.book.isSample)
        listing.head = trial.head.text
        for line in trial.lines {
            listing.append([
                .number(Int64(line.account.number)), .text(line.account.name),
                .optional(line.bank.flatMap { ibans[$0] }), .money(line.debit),
                .money(line.credit), .money(line.balance), .unlessZero(line.late),
            ])
        }
        listing.totals = [
            .empty, .text("total"), .empty, .money(try trial.total(\.debit)),
            .money(try trial.total(\.credit)), .empty, .empty,
        ]
        return listing
    }
}
