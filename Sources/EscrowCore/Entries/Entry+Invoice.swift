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
            let freelancer = Subledger(
                .expectedFreelancer, bank: invoice.bank, owner: line.freelancer, source: source)
            let agency = Subledger(
                .expectedAgency, bank: invoice.bank, owner: invoice.agency, source: source)
            transfers.append(Transfer(debit: receipt, credit: freelancer, line.freelancerGross))
            if line.agencyPart.isPositive {
                transfers.append(Transfer(debit: receipt, credit: agency, line.agencyPart))
            }
        }
        return try Entry(
            Occasion(.invoiceIssued, bookingDay: invoice.day, evidence: id.sequence), transfers)
    }
}
