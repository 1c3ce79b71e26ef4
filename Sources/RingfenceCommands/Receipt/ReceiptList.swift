import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Lists what waits for a person: the work list.
struct ReceiptList: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List receipts that wait for a decision, with the reason; --all lists every bank line.")

    @Flag(help: "Every bank line, not only those that wait.")
    var all = false

    @OptionGroup var options: ReadOptions

    /// A line as the list shows it.
    private struct Item: Sendable {
        let row: BankLineRow
        let line: BankLine
        let reason: String
    }

    func run() async throws {
        let isAll = all
        let (book, items) = try await options.look { reader in
            (try reader.opened().1, try Self.items(reader, isAll: isAll))
        }
        var listing = Listing(
            "receipts",
            [
                .right("receipt", "receipt"), .left("booked", "booked"),
                .right("amount", "amount"), .right("open", "unplaced"),
                .left("meaning", "what it is"), .left("payer", "counterparty"),
                .left("text", "text"), .left("reason", "why it waits"),
            ], isSample: book.isSample)
        for item in items {
            listing.append([
                .number(item.row.id.sequence), .day(item.row.bookingDay),
                .money(item.line.amount),
                .money(Money(minor: item.row.open, item.line.amount.currency)),
                .text(item.row.meaning.name), .optional(item.line.counterpartyName),
                .text(item.line.remittance), .text(item.reason),
            ])
        }
        try output.show(listing)
    }

    private static func items(_ reader: any BookReader, isAll: Bool) throws -> [Item] {
        let reasons = Dictionary(
            try reader.rows(WorkRow.self, .all).map { ($0.bankLine, $0.detail) },
            uniquingKeysWith: { first, _ in first })
        var items: [Item] = []
        try reader.forEachRow(BankLineRow.self, .all) { row in
            guard isAll || row.open > 0 || reasons[row.id] != nil else { return }
            items.append(
                Item(
                    row: row, line: try reader.bankLine(row.id).line,
                    reason: reasons[row.id] ?? ""))
        }
        return items
    }
}
