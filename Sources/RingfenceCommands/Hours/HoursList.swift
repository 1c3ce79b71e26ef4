import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists hours.
struct HoursList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the hours of an engagement, with what billed them.")

    @Argument(help: "Code of the engagement.")
    var engagement: String

    @Option(help: "The first day.")
    var from: Day?

    @Option(help: "The last day.")
    var to: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                guard let span = try reader.spans(engagement: engagement).first else {
                    throw Refusal(
                        "engagement.unknown", "there is no engagement \(engagement)",
                        remedy: "see `ringfence engagement list`")
                }
                let rows = try reader.rows(
                    HoursRow.self,
                    Selection(
                        equals: [.integer(span.id.sequence)],
                        from: from.map { .integer(Int64($0.number)) },
                        through: to.map { .integer(Int64($0.number)) }))
                return try listing(rows, reader)
            })
    }

    private func listing(_ rows: [HoursRow], _ reader: any BookReader) throws -> Listing {
        var listing = Listing(
            "hours",
            [
                .left("engagement", "engagement"), .left("day", "day"), .right("hours", "hours"),
                .left("invoice", "invoice"),
            ],
            isSample: try reader.opened().1.isSample)
        for row in rows {
            let invoice = try row.invoiceLine.flatMap {
                try reader.row(InvoiceRow.self, key: [.integer($0.invoice.sequence)])
            }
            listing.append([
                .text(engagement), .day(row.day), .text(row.hours.description),
                .optional(invoice?.number),
            ])
        }
        if !rows.isEmpty {
            let total = Hours(seconds: rows.reduce(0) { $0 + $1.hours.seconds })
            listing.totals = [.text("total"), .empty, .text(total.description), .empty]
        }
        return listing
    }
}
