package import LedgerCore
import MoneyCore

/// One owner's part of an invoice line: what the contract gives him, and what was paid out of it.
///
/// What he has of it is the contract less what is written off and what he still expects (91xx).
///
/// - Source: docs/spec/store.md#part
package struct PartRow: DerivedRow {
    package static let table = Table(
        "part", key: [.integer("invoiceLine"), .integer("owner")],
        [
            .integer("contract"), .integer("writtenOff"), .integer("paid"),
            .integer("givenBack"),
        ])

    package let invoiceLine: InvoiceLineID
    package let owner: PartyID
    /// The owner's whole part: as invoiced, less what was credited or decided for the client.
    package var contract: Int64 = 0
    /// What nobody expects any more, though it is still owed.
    package var writtenOff: Int64 = 0
    /// Settled, less what came back.
    package var paid: Int64 = 0
    /// What was claimed back of him (1150) and the client got, otherwise than by later sales.
    package var givenBack: Int64 = 0

    package init(invoiceLine: InvoiceLineID, owner: PartyID) {
        self.invoiceLine = invoiceLine
        self.owner = owner
    }

    package init(from row: inout some FieldReader) throws {
        invoiceLine = InvoiceLineID(sequence: try row.integer())
        owner = PartyID(sequence: try row.integer())
        contract = try row.integer()
        writtenOff = try row.integer()
        paid = try row.integer()
        givenBack = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(invoiceLine.sequence)
        row.integer(owner.sequence)
        row.integer(contract)
        row.integer(writtenOff)
        row.integer(paid)
        row.integer(givenBack)
    }
}
