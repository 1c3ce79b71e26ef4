import EscrowCore
package import LedgerCore
package import MoneyCore

/// Since when the agency may issue for a freelancer.
package struct SelfBillingAgreementRow: DerivedRow {
    package static let table = Table(
        "selfBillingAgreement", key: [.integer("freelancer")],
        [.integer("since"), .integer("sequence")])

    package let freelancer: PartyID
    package let since: Day
    package let sequence: Int64

    package init(freelancer: PartyID, since: Day, sequence: Int64) {
        self.freelancer = freelancer
        self.since = since
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        freelancer = PartyID(sequence: try row.integer())
        since = try row.day()
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(freelancer.sequence)
        row.day(since)
        row.integer(sequence)
    }
}

/// Which document bills the freelancer's side of an invoice line, and with what.
package struct SelfBilledRow: DerivedRow {
    package static let table = Table(
        "selfBilled", key: [.integer("invoiceLine")],
        [.integer("document"), .integer("net"), .integer("vat")],
        indexes: [.plain("selfBilledByDocument", "document")])

    package let invoiceLine: InvoiceLineID
    /// The record that issued it.
    package let document: Int64
    /// As corrected so far, minor units.
    package var net: Int64
    /// As corrected so far, minor units.
    package var vat: Int64

    package init(invoiceLine: InvoiceLineID, document: Int64, net: Int64, vat: Int64) {
        self.invoiceLine = invoiceLine
        self.document = document
        self.net = net
        self.vat = vat
    }

    package init(from row: inout some FieldReader) throws {
        invoiceLine = InvoiceLineID(sequence: try row.integer())
        document = try row.integer()
        net = try row.integer()
        vat = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(invoiceLine.sequence)
        row.integer(document)
        row.integer(net)
        row.integer(vat)
    }

    /// What of the line is billed.
    func line(in currency: Currency) -> SelfBilling.Line {
        SelfBilling.Line(
            invoiceLine, net: Money(minor: net, currency), vat: Money(minor: vat, currency))
    }
}
