import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Shows one day of sales.
struct SaleShow: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one day of sales, per producer and product.")

    @Argument(help: "Its number, such as SALES-2026-0001.")
    var number: String

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (_, book) = try reader.opened()
                guard let row = try reader.invoiceRow(number: number),
                    case .sale(let sales) = try reader.fact(at: row.id.sequence)
                else {
                    throw Refusal(
                        "sale.unknown", "there are no sales \(number)",
                        remedy: "see `ringfence sale list`")
                }
                var listing = Listing(
                    "lines",
                    [
                        .left("producer", "producer"), .left("product", "product"),
                        .right("units", "units"), .right("base", "base"),
                        .right("premium", "premium"), .right("vat", "VAT in it"),
                        .right("passedOn", "for the producer"),
                    ], isSample: book.isSample)
                for line in sales.lines {
                    listing.append([
                        .optional(try reader.party(line.part.owner)?.code), .text(line.product),
                        .number(line.units), .money(line.base), .money(line.premium),
                        .money(line.vat), .money(line.part.gross),
                    ])
                }
                return listing
            })
    }
}
