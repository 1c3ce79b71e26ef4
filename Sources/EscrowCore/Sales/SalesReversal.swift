public import LedgerCore
public import MoneyCore

/// A day's sales were recorded wrongly and are taken back whole.
///
/// - Source: docs/spec/sales.md#taken-back
public struct SalesReversal: Hashable, Sendable {
    public let sales: InvoiceID
    /// What is not expected any more, becomes the shop's or is owed by the producers; zero for a day
    /// of which nothing was left.
    public let amount: Money
    /// In words, sealed.
    public let reason: String

    public init(sales: InvoiceID, amount: Money, reason: String) {
        self.sales = sales
        self.amount = amount
        self.reason = reason
    }
}

extension SalesReversal: Recordable {
    public static var kind: RecordKind { .salesReversal }

    public func write(to record: inout RecordWriter) {
        record.id(sales)
        record.money(amount)
        record.personal([reason])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(sales: try record.id(), amount: try record.money(), reason: try record.reason())
        guard amount.minor >= 0 else { throw .field("amount") }
    }
}
