package import LedgerCore
import MoneyCore

/// Where the money of one invoice line stands for one owner: the open position.
///
/// - Source: docs/spec/store.md#position
package struct PositionRow: DerivedRow {
    package static let table = Table(
        "position", key: [.integer("invoiceLine"), .integer("owner")],
        [
            .integer("contract"), .integer("expected"), .integer("unallocated"), .integer("held"),
            .integer("available"), .integer("planned"), .integer("disputed"),
            .integer("refundable"), .integer("inFlight"), .integer("paid"), .integer("claimed"),
        ])

    package let invoiceLine: InvoiceLineID
    package let owner: PartyID
    /// The owner's whole part of the line, from the invoice.
    package var contract: Int64 = 0
    /// Not received yet (91xx).
    package var expected: Int64 = 0
    /// Received, not split (2010).
    package var unallocated: Int64 = 0
    /// 2100, 2200, 2500.
    package var held: Int64 = 0
    /// 2110, 2210, 2510; what a plan reserves is still in it.
    package var available: Int64 = 0
    package var planned: Int64 = 0
    /// 2600.
    package var disputed: Int64 = 0
    /// 2300.
    package var refundable: Int64 = 0
    /// 1010: exported and not settled.
    package var inFlight: Int64 = 0
    /// Settled, less what came back.
    package var paid: Int64 = 0
    /// 11xx: owed to the trust.
    package var claimed: Int64 = 0

    package init(invoiceLine: InvoiceLineID, owner: PartyID) {
        self.invoiceLine = invoiceLine
        self.owner = owner
    }

    /// What a plan may still take.
    package var payable: Int64 { available - planned }

    package init(from row: inout some FieldReader) throws {
        invoiceLine = InvoiceLineID(sequence: try row.integer())
        owner = PartyID(sequence: try row.integer())
        contract = try row.integer()
        expected = try row.integer()
        unallocated = try row.integer()
        held = try row.integer()
        available = try row.integer()
        planned = try row.integer()
        disputed = try row.integer()
        refundable = try row.integer()
        inFlight = try row.integer()
        paid = try row.integer()
        claimed = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(invoiceLine.sequence)
        row.integer(owner.sequence)
        row.integer(contract)
        row.integer(expected)
        row.integer(unallocated)
        row.integer(held)
        row.integer(available)
        row.integer(planned)
        row.integer(disputed)
        row.integer(refundable)
        row.integer(inFlight)
        row.integer(paid)
        row.integer(claimed)
    }
}

/// An invoice line of which an owner can be paid something: what a payout plan looks through.
package struct PayableRow: DerivedRow {
    package static let table = Table(
        "payable", key: [.integer("owner"), .integer("invoiceLine")],
        [.integer("account"), .integer("bank"), .integer("amount")])

    package let owner: PartyID
    package let invoiceLine: InvoiceLineID
    package let account: Account
    package let bank: TrustAccountID
    package var amount: Int64

    package init(
        owner: PartyID, invoiceLine: InvoiceLineID, account: Account, bank: TrustAccountID,
        amount: Int64
    ) {
        self.owner = owner
        self.invoiceLine = invoiceLine
        self.account = account
        self.bank = bank
        self.amount = amount
    }

    package init(from row: inout some FieldReader) throws {
        owner = PartyID(sequence: try row.integer())
        invoiceLine = InvoiceLineID(sequence: try row.integer())
        account = try row.account()
        bank = TrustAccountID(sequence: try row.integer())
        amount = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(owner.sequence)
        row.integer(invoiceLine.sequence)
        row.integer(Int64(account.rawValue))
        row.integer(bank.sequence)
        row.integer(amount)
    }
}
