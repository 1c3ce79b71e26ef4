package import LedgerCore
package import MoneyCore

/// What was recorded about an invoice after it was issued.
///
/// - Source: docs/spec/store.md#derived
package struct InvoiceFactRow: DerivedRow {
    package static let table = Table(
        "invoiceFact", key: [.integer("invoice"), .integer("sequence")],
        [.integer("kind"), .integer("amount")])

    package let invoice: InvoiceID
    /// The record.
    package let sequence: Int64
    package let kind: RecordKind
    /// Minor units.
    package let amount: Int64

    package init(invoice: InvoiceID, sequence: Int64, kind: RecordKind, amount: Int64) {
        self.invoice = invoice
        self.sequence = sequence
        self.kind = kind
        self.amount = amount
    }

    package init(from row: inout some FieldReader) throws {
        invoice = InvoiceID(sequence: try row.integer())
        sequence = try row.integer()
        let number = try row.integer()
        guard let raw = UInt8(exactly: number), let kind = RecordKind(rawValue: raw) else {
            throw StoreError.corrupt("no kind \(number)")
        }
        self.kind = kind
        amount = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(invoice.sequence)
        row.integer(sequence)
        row.integer(Int64(kind.rawValue))
        row.integer(amount)
    }
}

/// A document other than an invoice, by its number.
package struct DocumentRow: DerivedRow {
    package static let table = Table(
        "document", key: [.text("number")],
        [
            .integer("kind"), .integer("sequence"), .integer("endedOn", optional: true),
        ])

    package let number: String
    package let kind: RecordKind
    /// The record.
    package let sequence: Int64
    /// Since when it has no effect any more.
    package var endedOn: Day?

    package init(number: String, kind: RecordKind, sequence: Int64) {
        self.number = number
        self.kind = kind
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        number = try row.text()
        let kind = try row.integer()
        guard let raw = UInt8(exactly: kind), let known = RecordKind(rawValue: raw) else {
            throw StoreError.corrupt("no kind \(kind)")
        }
        self.kind = known
        sequence = try row.integer()
        endedOn = try row.optionalDay()
    }

    package func write(to row: inout some FieldWriter) {
        row.text(number)
        row.integer(Int64(kind.rawValue))
        row.integer(sequence)
        row.optional(endedOn)
    }
}
