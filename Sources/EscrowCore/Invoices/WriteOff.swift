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

    public init(invoice: InvoiceID, amount: Money, reason: String) {
        self.invoice = invoice
        self.amount = amount
        self.reason = reason
    }
}

extension WriteOff: Recordable {
    public static var kind: RecordKind { .writeOff }

    public func write(to record: inout RecordWriter) {
        record.id(invoice)
        record.money(amount)
        record.personal([reason])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            invoice: try record.id(), amount: try record.money(), reason: try record.reason())
        guard amount.isPositive else { throw .field("amount") }
    }
}
