import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// A receipt comes out of invoices again (J16, J26), or out of one and into another (J31): its
    /// allocations and what is open of the invoices follow.
    ///
    /// - Source: docs/spec/store.md#allocation
    static func reallocate(
        _ entry: Entry, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        let debit = try tables.bankLines.row(entry.evidence, reader)
        let receipt = debit?.receipt ?? BankLineID(sequence: entry.evidence)
        for (invoice, minor) in changes(entry) {
            let key = AllocationRow.Key(bankLine: receipt, invoice: invoice)
            var row =
                try tables.allocations.row(key, reader)
                ?? AllocationRow(bankLine: receipt, invoice: invoice, amount: 0)
            row.amount = try sum(row.amount, minor)
            guard row.amount >= 0 else {
                throw EngineError.broken("more is taken back of receipt \(receipt) than it brought")
            }
            tables.allocations.put(row)
            try reopen(invoice, entry, &tables, reader)
        }
    }

    /// By how much the receipt is more or less for each invoice, in the order of the lines.
    private static func changes(_ entry: Entry) -> [(InvoiceID, Int64)] {
        var changes: [(InvoiceID, Int64)] = []
        for line in entry.lines {
            guard let invoice = line.subledger.source.invoiceLine?.invoice,
                let change = change(line, entry.event)
            else { continue }
            if let index = changes.firstIndex(where: { $0.0 == invoice }) {
                changes[index].1 += change
            } else {
                changes.append((invoice, change))
            }
        }
        return changes
    }

    private static func change(_ line: Entry.Line, _ event: JournalEvent) -> Int64? {
        let kind = line.subledger.account.kind
        guard kind == .entitlement || kind == .cashClaim else { return nil }
        if line.side == .debit { return -line.minor }
        // What a clawback credits to the client is not for the invoice any more.
        return event == .reallocation ? line.minor : nil
    }

    /// What an entry other than a receipt says of what is still open of invoices: expectations that
    /// come or go, and money that pays or waits no longer.
    static func changeOpen(
        _ entry: Entry, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        var changed: [InvoiceID] = []
        for line in entry.lines {
            guard let invoice = line.subledger.source.invoiceLine?.invoice,
                [.expectedReceipts, .unallocated].contains(line.subledger.account),
                !changed.contains(invoice)
            else { continue }
            changed.append(invoice)
            try reopen(invoice, entry, &tables, reader)
        }
    }

    /// What is open of an invoice: what is still expected, less what waits for its split.
    private static func reopen(
        _ invoice: InvoiceID, _ entry: Entry, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        guard var row = try tables.invoices.row(invoice.sequence, reader) else {
            throw EngineError.broken("a receipt names an invoice that does not exist")
        }
        var open: Int64 = 0
        let banks = try reader.trustAccounts().map(\.id)
        for number in 1...row.lineCount {
            let source = Source.invoiceLine(InvoiceLineID(invoice: invoice, number: number))
            let expected = Subledger(
                .expectedReceipts, bank: row.bank, owner: row.client, source: source)
            open += try tables.subledgers.row(expected, reader)?.balance ?? 0
            for bank in banks {
                let waits = Subledger(
                    .unallocated, bank: bank, owner: row.client, source: source)
                open -= try tables.subledgers.row(waits, reader)?.balance ?? 0
            }
        }
        row.open = max(0, open)
        tables.invoices.put(row)
    }
}
