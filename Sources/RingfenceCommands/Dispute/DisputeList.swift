import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists disputes.
struct DisputeList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List disputes with what is frozen and undecided of them.")

    @Flag(help: "Only those that are not decided.")
    var open = false

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let (_, book) = try reader.opened()
                var listing = Listing("disputes", Self.columns, isSample: book.isSample)
                for row in try reader.rows(DisputeRow.self, .all) where !open || row.open > 0 {
                    listing.append(try Self.cells(row, book.currency, reader))
                }
                return listing
            })
    }

    private static func cells(
        _ row: DisputeRow, _ currency: Currency, _ reader: any BookReader
    ) throws -> [Listing.Cell] {
        func money(_ minor: Int64) -> Listing.Cell { .money(Money(minor: minor, currency)) }
        let line = row.invoiceLine
        let frozen = try reader.rows(
            SubledgerRow.self,
            Selection(
                equals: [
                    .integer(row.owner.sequence), .integer(Int64(Account.disputed.rawValue)),
                    .integer(line.sequence),
                ])
        ).reduce(Int64(0)) { $0 + $1.balance }
        let reason: String? =
            if case .dispute(.opened(let opening))? = try reader.fact(at: row.id.sequence) {
                opening.reason
            } else {
                nil
            }
        return [
            .number(row.id.sequence), .text(try reader.billed(line.invoice).number),
            .number(Int64(line.number)), .optional(try reader.party(row.owner)?.code),
            money(row.amount), money(row.open > 0 ? frozen : 0), money(row.forClient),
            money(row.forParty), money(row.open), .optional(reason),
        ]
    }

    private static let columns: [Listing.Column] = [
        .right("dispute", "dispute"), .left("invoice", "invoice"), .right("line", "line"),
        .left("party", "party"), .right("amount", "disputed"), .right("frozen", "frozen"),
        .right("forClient", "for the client"), .right("forParty", "for the party"),
        .right("undecided", "undecided"), .left("reason", "reason"),
    ]
}
