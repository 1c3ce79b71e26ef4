import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists days of sales.
struct SaleList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List days of sales with what is still open of them.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (_, book) = try reader.opened()
                var listing = Listing(
                    "sales",
                    [
                        .left("number", "number"), .left("client", "shop"), .left("day", "day"),
                        .right("units", "units"), .right("premium", "premium"),
                        .right("open", "open"), .left("state", "state"),
                        .left("reference", "reference"),
                    ], isSample: book.isSample)
                for row in try reader.invoicesByNumber() {
                    guard case .sale(let sales) = try reader.fact(at: row.id.sequence) else {
                        continue
                    }
                    listing.append([
                        .text(row.number), .optional(try reader.party(row.client)?.code),
                        .day(row.day), .number(sales.lines.reduce(0) { $0 + $1.units }),
                        .money(sales.net), .money(Money(minor: row.open, book.currency)),
                        .text(try Self.state(of: row, sales, reader)), .text(row.reference),
                    ])
                }
                return listing
            })
    }

    private static func state(
        of row: InvoiceRow, _ sales: SalesDay, _ reader: any BookReader
    ) throws -> String {
        if try reader.isReversed(row.id) { return "taken back" }
        guard sales.total.isPositive else { return "came back" }
        let state = try reader.state(of: row)
        return state == .credited ? "came back" : state.name
    }
}
