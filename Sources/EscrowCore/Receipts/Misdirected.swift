public import LedgerCore
public import MoneyCore

/// A client paid an invoice into the agency's own account, or the agency passes such money on out
/// of its share.
///
/// - Source: docs/spec/invoice.md#misdirected
public struct Misdirected: Hashable, Sendable {
    public let invoice: InvoiceID
    /// Greater than zero.
    public let amount: Money
    public let step: Step

    public enum Step: Hashable, Sendable {
        /// The agency's account had it on this day.
        case reported(paidOn: Day)
        /// The agency's available share stands in for it.
        case passedFromShare
        /// The agency paid the client back on this day, or never had so much: it owes nothing of it.
        case paidBack(on: Day)
    }

    public init(invoice: InvoiceID, amount: Money, step: Step) {
        self.invoice = invoice
        self.amount = amount
        self.step = step
    }
}

extension Misdirected: Recordable {
    public static var kind: RecordKind { .misdirected }

    public func write(to record: inout RecordWriter) {
        record.id(invoice)
        record.money(amount)
        switch step {
        case .reported(let day):
            record.unsigned(1)
            record.day(day)
        case .passedFromShare: record.unsigned(2)
        case .paidBack(let day):
            record.unsigned(3)
            record.day(day)
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let invoice: InvoiceID = try record.id()
        let amount = try record.money()
        guard amount.isPositive else { throw .field("amount") }
        switch try record.unsigned() {
        case 1:
            self.init(
                invoice: invoice, amount: amount, step: .reported(paidOn: try record.day()))
        case 2: self.init(invoice: invoice, amount: amount, step: .passedFromShare)
        case 3:
            self.init(invoice: invoice, amount: amount, step: .paidBack(on: try record.day()))
        default: throw .field("step")
        }
    }
}
