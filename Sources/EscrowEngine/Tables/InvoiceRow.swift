package import EscrowCore
package import LedgerCore
package import MoneyCore

/// What a receipt needs to find an invoice; the invoice itself is in the record `id`.
package struct InvoiceRow: DerivedRow {
    package static let table = Table(
        "invoice", key: [.integer("id")],
        [
            .text("number"), .text("reference"), .integer("client"), .integer("bank"),
            .integer("day"), .integer("dueDay"), .integer("gross"), .integer("open"),
            .integer("lineCount"), .text("numberDigits"), .text("numberGroups"),
        ],
        fixed: [
            "number", "reference", "client", "bank", "day", "dueDay", "gross", "lineCount",
            "numberDigits", "numberGroups",
        ],
        indexes: [
            .unique("invoiceByNumber", "number"), .unique("invoiceByReference", "reference"),
            .plain("invoiceByClientOpen", "client", "open"),
            .plain("invoiceByDigits", "numberDigits"), .plain("invoiceByGroups", "numberGroups"),
        ])

    package let id: InvoiceID
    package let number: String
    package let reference: String
    package let client: PartyID
    package let bank: TrustAccountID
    package let day: Day
    package let dueDay: Day
    package let gross: Int64
    /// Gross less what receipts paid of it.
    package var open: Int64
    package let lineCount: Int
    /// How its number is recognised where it is written in another way.
    package let form: NumberForm

    package init(
        id: InvoiceID, number: String, reference: String, client: PartyID, bank: TrustAccountID,
        day: Day, dueDay: Day, gross: Int64, open: Int64, lineCount: Int
    ) {
        self.id = id
        self.number = number
        self.reference = reference
        self.client = client
        self.bank = bank
        self.day = day
        self.dueDay = dueDay
        self.gross = gross
        self.open = open
        self.lineCount = lineCount
        form = NumberForm(number)
    }

    package init(from row: inout some FieldReader) throws {
        id = InvoiceID(sequence: try row.integer())
        number = try row.text()
        reference = try row.text()
        client = PartyID(sequence: try row.integer())
        bank = TrustAccountID(sequence: try row.integer())
        day = try row.day()
        dueDay = try row.day()
        gross = try row.integer()
        open = try row.integer()
        lineCount = Int(try row.integer())
        form = NumberForm(digits: try row.text(), groups: try row.text())
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.text(number)
        row.text(reference)
        row.integer(client.sequence)
        row.integer(bank.sequence)
        row.day(day)
        row.day(dueDay)
        row.integer(gross)
        row.integer(open)
        row.integer(Int64(lineCount))
        row.text(form.digits)
        row.text(form.groups)
    }
}
