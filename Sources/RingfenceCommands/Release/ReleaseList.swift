import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists what is held.
struct ReleaseList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what is held, of whom, why and until when.")

    @Option(help: "On this day. Default: the newest recorded one.")
    var day: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (head, book) = try reader.opened()
                var listing = Listing("holds", Self.columns, isSample: book.isSample)
                for held in try reader.held(on: day ?? head.recordedDay) {
                    let line = held.row.subledger.source.invoiceLine
                    listing.append([
                        .optional(
                            try held.row.subledger.owner.flatMap { try reader.party($0)?.code }),
                        .optional(try line.flatMap { try reader.invoiceRow($0.invoice)?.number }),
                        line.map { .number(Int64($0.number)) } ?? .empty, .day(held.row.since),
                        .money(Money(minor: held.row.amount, book.currency)),
                        .text(held.reason?.name ?? "nothing: `release run` releases it"),
                        .optional(held.reason?.until),
                    ])
                }
                return listing
            })
    }

    private static let columns: [Listing.Column] = [
        .left("party", "party"), .left("invoice", "invoice"), .right("line", "line"),
        .left("since", "since"), .right("amount", "held"), .left("reason", "waits for"),
        .left("until", "until"),
    ]
}
