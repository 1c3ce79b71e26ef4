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
        let meaning: String
        /// The invoices that it is for.
        let invoices: String
        /// By what it found them, and how sure that is.
        let rule: String
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
                .left("meaning", "what it is"), .left("invoices", "invoices"),
                .left("rule", "found by"), .left("payer", "counterparty"),
                .left("text", "text"), .left("reason", "why it waits"),
            ], isSample: book.isSample)
        for item in items {
            listing.append([
                .number(item.row.id.sequence), .day(item.row.bookingDay),
                .money(item.line.amount),
                .money(Money(minor: item.row.open, item.line.amount.currency)),
                .text(item.meaning), .text(item.invoices), .text(item.rule),
                .optional(item.line.counterpartyName), .text(item.line.remittance),
                .text(item.reason),
            ])
        }
        try output.show(listing)
    }

    private static func items(_ reader: any BookReader, isAll: Bool) throws -> [Item] {
        let reasons = Dictionary(
            try reader.rows(WorkRow.self, .all).map { ($0.bankLine, $0.detail) },
            uniquingKeysWith: { first, _ in first })
        var rows: [BankLineRow] = []
        var takenBack: Set<BankLineID> = []
        try reader.forEachRow(BankLineRow.self, .all) { row in
            if let receipt = row.receipt { takenBack.insert(receipt) }
            guard isAll || row.open > 0 || reasons[row.id] != nil else { return }
            rows.append(row)
        }
        return try rows.map { row in
            let placed = try reader.rows(
                AllocationRow.self, Selection(equals: [.integer(row.id.sequence)])
            ).filter { $0.amount > 0 }
            let numbers = try placed.map {
                try reader.row(InvoiceRow.self, key: [.integer($0.invoice.sequence)])?.number ?? "?"
            }
            return Item(
                row: row, line: try reader.bankLine(row.id).line,
                meaning: try reader.isWithheld(row)
                    ? row.meaning.name
                    : meaning(
                        row, isPlaced: !placed.isEmpty, isTakenBack: takenBack.contains(row.id)),
                invoices: numbers.joined(separator: ", "),
                rule: placed.isEmpty ? "" : row.rule?.words ?? "",
                reason: reasons[row.id] ?? "")
        }
    }

    /// What a line is by now: a receipt can have found an invoice, or have left it again.
    private static func meaning(
        _ row: BankLineRow, isPlaced: Bool, isTakenBack: Bool
    ) -> String {
        switch row.meaning {
        case .matched, .unidentified, .splitWithheld:
            switch (isPlaced, row.open > 0) {
            case (true, true): "matched in part"
            case (true, false): BankLineMeaning.matched.name
            case (false, true): BankLineMeaning.unidentified.name
            case (false, false): isTakenBack ? "taken back" : "no invoice's"
            }
        case .zero, .settlement, .payoutReturned, .bankCharge, .unorderedDebit, .topUp, .interest,
            .receiptTakenBack, .recovery, .transferArrived, .settlements:
            row.meaning.name
        }
    }
}

extension Matching.Rule {
    /// As a list shows it.
    fileprivate var words: String {
        switch self {
        case .person: "a person"
        case .creditorReference, .invoiceNumber, .payerAndAmount, .mistypedNumber,
            .severalInvoices, .payerAndAllOpen, .endToEndID, .rememberedPayer,
            .payerAndNearAmount:
            "\(code) (\(confidence) %)"
        }
    }
}
