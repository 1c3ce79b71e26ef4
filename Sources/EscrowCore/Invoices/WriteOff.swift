public import LedgerCore
public import MoneyCore

/// Nobody expects so much of an invoice any more, though it is still owed.
///
/// - Source: docs/spec/invoice.md#write-off
public struct WriteOff: Hashable, Sendable {
    public let invoice: InvoiceID
    /// Greater than zero.
    public let amount: Money
    /// In words, sealed.
    public let reason: String
    /// The receipt that is short by so much and pays the invoice all the same; nil for a person's
    /// word.
    public let receipt: BankLineID?

    public init(invoice: InvoiceID, amount: Money, reason: String, receipt: BankLineID? = nil) {
        self.invoice = invoice
        self.amount = amount
        self.reason = reason
        self.receipt = receipt
    }
}

extension WriteOff: Recordable {
    public static var kind: RecordKind { .writeOff }

    public func write(to record: inout RecordWriter) {
        record.id(invoice)
        record.money(amount)
        record.optional(receipt)
        record.personal([reason])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        invoice = try record.id()
        amount = try record.money()
        receipt = try record.optionalID()
        reason = try record.reason()
        guard amount.isPositive else { throw .field("amount") }
    }
}
