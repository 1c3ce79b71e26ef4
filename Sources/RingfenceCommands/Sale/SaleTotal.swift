import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// The public total: what each producer earned, and what became of it.
struct SaleTotal: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "total",
        abstract: "Per producer: what the sales of a period earned, what arrived, what was paid.",
        discussion: """
            It names producers by their codes, sums and nothing else, so that it can be published.

            Example: ringfence sale total --from 2026-01-01 --to 2026-01-31 --format csv
            """)

    @Option(help: "The first day of sales.")
    var from: Day?

    @Option(help: "The last day of sales.")
    var to: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (head, book) = try reader.opened()
                let totals = try reader.premiums(from: from, through: to)
                var listing = Listing("producers", Self.columns, isSample: book.isSample)
                listing.head = "\(head.size):\(head.root)"
                for total in totals {
                    listing.append(
                        [.text(total.producer), .number(total.units)]
                            + Self.amounts(of: total).map {
                                .money(Money(minor: $0, book.currency))
                            })
                }
                let sums = Self.columns.indices.dropFirst(2).map { column in
                    totals.reduce(Int64(0)) { $0 + Self.amounts(of: $1)[column - 2] }
                }
                listing.totals =
                    [.text("all"), .number(totals.reduce(0) { $0 + $1.units })]
                    + sums.map { .money(Money(minor: $0, book.currency)) }
                return listing
            })
    }

    private static let columns: [Listing.Column] = [
        .left("producer", "producer"), .right("units", "units"), .right("earned", "earned"),
        .right("received", "received"), .right("paid", "paid out"), .right("open", "open"),
        .right("owed", "owed back"), .right("givenBack", "given back"),
    ]

    private static func amounts(of total: PremiumTotal) -> [Int64] {
        [total.earned, total.received, total.paid, total.open, total.owed, total.givenBack]
    }
}
