public import LedgerCore
public import MoneyCore

extension Entry {
    /// J1: what the invoice lets everybody expect, in the memo circle.
    ///
    /// - Source: docs/spec/events.md#J1
    public static func expectation(_ invoice: Invoice, id: InvoiceID) throws(EntryError) -> Entry {
        var transfers: [Transfer] = []
        for (index, line) in invoice.lines.enumerated() {
            let source = Source.invoiceLine(InvoiceLineID(invoice: id, number: index + 1))
            let receipt = Subledger(
                .expectedReceipts, bank: invoice.bank, owner: invoice.client, source: source)
            for part in line.parts where part.gross.isPositive {
                transfers.append(
                    Transfer(
                        debit: receipt,
                        credit: Subledger(
                            part.role.expected, bank: invoice.bank, owner: part.owner,
                            source: source), part.gross))
            }
        }
        return try Entry(
            Occasion(.invoiceIssued, bookingDay: invoice.day, evidence: id.sequence), transfers)
    }
}
