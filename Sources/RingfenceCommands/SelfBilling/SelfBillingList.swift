import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore
import Reports

/// Lists self-billing documents.
struct SelfBillingList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the documents that the agency issued for freelancers.")

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (_, book) = try reader.opened()
                var listing = Listing("documents", Self.columns, isSample: book.isSample)
                for row in try reader.documentsByNumber() where row.kind == .selfBilling {
                    let view = try reader.selfBillingView(number: row.number)
                    listing.append([
                        .text(row.number), .text(view.client.code), .day(view.day),
                        .money(view.net), .money(view.vat), .money(view.gross),
                        .optional(view.selfBilling?.objectedOn),
                    ])
                }
                return listing
            })
    }

    private static let columns: [Listing.Column] = [
        .left("number", "number"), .left("freelancer", "freelancer"), .left("day", "day"),
        .right("net", "net"), .right("vat", "VAT"), .right("gross", "gross"),
        .left("objected", "objected"),
    ]
}
