import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists the spans for which interest was allocated.
struct InterestList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the spans of days for which interest was allocated.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let (book, periods, accounts) = try await options.look { reader in
            (
                try reader.opened().1, try reader.rows(InterestPeriodRow.self, .all),
                try reader.trustAccounts()
            )
        }
        let ibans = Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0.iban) })
        var listing = Listing(
            "periods",
            [
                .left("account", "account"), .left("from", "from"), .left("to", "to"),
                .right("amount", "amount"), .right("record", "record"),
            ], isSample: book.isSample)
        for period in periods {
            listing.append([
                .optional(ibans[period.bank]), .day(period.from), .day(period.to),
                .money(Money(minor: period.amount, book.currency)), .number(period.sequence),
            ])
        }
        try output.show(listing)
    }
}
