public import LedgerCore
public import MoneyCore

extension Entry {
    /// J1: what the invoice lets everybody expect, in the memo circle.
    ///
    /// - Source: docs/spec/events.md#J1
    public static func expectation(_ invoice: Invoice, id: InvoiceID) throws(EntryError) -> Entry {
        try expectation(invoice.billed, id: id, .invoiceIssued)
    }

    /// J28: what a day's sales let the producers expect, in the memo circle.
    ///
    /// - Source: docs/spec/events.md#J28
    public static func expectation(_ sales: SalesDay, id: InvoiceID) throws(EntryError) -> Entry {
        try expectation(sales.billed, id: id, .premiumSale)
    }

    private static func expectation(
        _ billed: Billed, id: InvoiceID, _ event: JournalEvent
    ) throws(EntryError) -> Entry {
        var transfers: [Transfer] = []
        for (index, line) in billed.lines.enumerated() {
            let source = Source.invoiceLine(InvoiceLineID(invoice: id, number: index + 1))
            let receipt = Subledger(
                .expectedReceipts, bank: billed.bank, owner: billed.client, source: source)
            for part in line.parts where part.gross.isPositive {
                transfers.append(
                    Transfer(
                        debit: receipt,
                        credit: Subledger(
                            part.role.expected, bank: billed.bank, owner: part.owner,
                            source: source), part.gross))
            }
        }
        return try Entry(
            Occasion(event, bookingDay: billed.day, evidence: id.sequence), transfers)
    }
}
