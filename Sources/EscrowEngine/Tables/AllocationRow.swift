package import LedgerCore
import MoneyCore

/// How much of a receipt is for which invoice, less what was taken back of it.
///
/// - Source: docs/spec/store.md#allocation
package struct AllocationRow: DerivedRow {
    package static let table = Table(
        "allocation", key: [.integer("bankLine"), .integer("invoice")], [.integer("amount")],
        indexes: [.plain("allocationByInvoice", "invoice")])

    package let bankLine: BankLineID
    package let invoice: InvoiceID
    package var amount: Int64

    package init(bankLine: BankLineID, invoice: InvoiceID, amount: Int64) {
        self.bankLine = bankLine
        self.invoice = invoice
        self.amount = amount
    }

    package init(from row: inout some FieldReader) throws {
        bankLine = BankLineID(sequence: try row.integer())
        invoice = InvoiceID(sequence: try row.integer())
        amount = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(bankLine.sequence)
        row.integer(invoice.sequence)
        row.integer(amount)
    }
}
