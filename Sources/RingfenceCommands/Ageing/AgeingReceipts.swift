import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Money that waits, by age.
struct AgeingReceipts: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipts",
        abstract: "Show money that waits for its invoice or its split, by age, with the reason.",
        discussion: """
            EXAMPLES:
              ringfence ageing receipts --day 2013-03-21
            """)

    @Option(help: "As booked up to this day, and of what age on it.")
    var day: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let asOf = AsOf(day: day, knownOn: knownOn)
        let (ageing, late) = try await options.look {
            (try $0.waitingReceipts(asOf), try $0.lateEntries(asOf).count)
        }
        output.noteLate(late)
        try output.show(try Self.listing(ageing))
    }

    static func listing(_ ageing: ReceiptAgeing) throws -> Listing {
        let buckets = AgeBucket.allCases.filter { $0 != .notDue }
        var listing = Listing(
            "receipts",
            [
                .right("receipt", "receipt"), .left("booked", "booked"),
                .right("account", "account"), .left("client", "client").whenNeeded,
                .left("invoice", "invoice").whenNeeded, .right("days", "days"),
            ] + buckets.map(\.column) + [.left("reason", "why it waits")],
            isSample: ageing.book.isSample)
        listing.head = ageing.head.text
        for receipt in ageing.receipts {
            listing.append(
                [
                    receipt.receipt.map { .number($0.sequence) } ?? .empty,
                    .day(receipt.bookingDay), .number(Int64(receipt.account.number)),
                    .optional(receipt.client), .optional(receipt.invoice),
                    .number(Int64(receipt.days)),
                ] + receipt.bucket.cells(receipt.amount, of: buckets) + [.text(receipt.reason)])
        }
        let sums = try buckets.map { bucket -> Listing.Cell in
            let waiting = ageing.receipts.filter { $0.bucket == bucket }.map(\.amount)
            return .unlessZero(try Money.sum(waiting, in: ageing.book.currency))
        }
        let total = try Money.sum(ageing.receipts.map(\.amount), in: ageing.book.currency)
        listing.totals =
            [.text("total"), .empty, .empty, .empty, .empty, .empty] + sums + [.money(total)]
        return listing
    }
}
