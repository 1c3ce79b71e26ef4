import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// The invoices that a waiting receipt could be for, the best first.
struct ReceiptCandidates: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates",
        abstract: "List the invoices that a receipt could be for, the best first.",
        discussion: """
            EXAMPLES:
              ringfence receipt candidates 214
              ringfence receipt candidates 214 --format json
            """)

    @Argument(help: "The receipt's number, see `ringfence receipt list`.")
    var receipt: Int64

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let id = BankLineID(sequence: receipt)
        let (book, candidates) = try await options.look { reader in
            (try reader.opened().1, try reader.matchCandidates(of: id))
        }
        var listing = Listing(
            "candidates",
            [
                .left("invoice", "invoice"), .left("client", "client"), .right("open", "open"),
                .right("difference", "amount - open"), .right("confidence", "confidence"),
                .left("reason", "why"),
            ], isSample: book.isSample)
        for candidate in candidates {
            listing.append([
                .text(candidate.invoice.number), .text(candidate.client),
                .money(candidate.invoice.open), .money(candidate.difference),
                .number(Int64(candidate.confidence)), .text(candidate.reason),
            ])
        }
        try output.show(listing)
    }
}
