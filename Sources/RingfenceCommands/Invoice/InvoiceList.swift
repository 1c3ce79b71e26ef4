import ArgumentParser
import EscrowCore
import EscrowEngine
import MoneyCore

/// Lists invoices.
struct InvoiceList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List invoices with what is still open of them.")

    @Option(help: "Only those to this client.")
    var client: String?

    @Flag(help: "Only those of which something is open.")
    var open = false

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (_, book) = try reader.opened()
                let id = try client.map { try reader.knownParty(code: $0, role: .client).id }
                var listing = Listing("invoices", Self.columns, isSample: book.isSample)
                for row in try reader.invoicesByNumber()
                where id ?? row.client == row.client && (!open || row.open != 0) {
                    listing.append([
                        .text(row.number), .optional(try reader.party(row.client)?.code),
                        .day(row.day), .day(row.dueDay),
                        .money(Money(minor: row.gross, book.currency)),
                        .money(Money(minor: row.open, book.currency)),
                        .text(try reader.state(of: row).name), .text(row.reference),
                    ])
                }
                return listing
            })
    }

    private static let columns: [Listing.Column] = [
        .left("number", "number"), .left("client", "client"), .left("day", "day"),
        .left("due", "due"), .right("gross", "gross"), .right("open", "open"),
        .left("state", "state"), .left("reference", "reference"),
    ]
}
