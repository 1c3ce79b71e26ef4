public import LedgerCore
public import MoneyCore

/// A client declared that he sets off against an invoice what the agency owes him; it is refused,
/// because the claim is not the agency's.
///
/// - Source: docs/spec/invoice.md#set-off
public struct SetOff: Hashable, Sendable {
    public let invoice: InvoiceID
    /// Greater than zero.
    public let amount: Money
    public let declaredOn: Day
    /// What the client says, sealed.
    public let reason: String

    public init(invoice: InvoiceID, amount: Money, declaredOn: Day, reason: String) {
        self.invoice = invoice
        self.amount = amount
        self.declaredOn = declaredOn
        self.reason = reason
    }
}

extension SetOff: Recordable {
    public static var kind: RecordKind { .setOff }

    public func write(to record: inout RecordWriter) {
        record.id(invoice)
        record.money(amount)
        record.day(declaredOn)
        record.personal([reason])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            invoice: try record.id(), amount: try record.money(), declaredOn: try record.day(),
            reason: try record.reason())
        guard amount.isPositive else { throw .field("amount") }
    }
}
