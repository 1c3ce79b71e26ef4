package import EscrowCore
package import LedgerCore
package import MoneyCore

/// Since when and why how much of a held subledger is there; per subledger they sum to its balance.
///
/// - Source: docs/spec/store.md#hold
package struct HoldRow: DerivedRow {
    package static let table = Table(
        "hold",
        key: [
            .integer("owner"), .integer("account"), .integer("source"), .integer("bank"),
            .integer("cause"), .integer("since"),
        ], [.integer("amount")])

    package let subledger: Subledger
    package let cause: HoldCause
    package let since: Day
    package var amount: Int64 = 0

    package init(_ subledger: Subledger, cause: HoldCause, since: Day) {
        self.subledger = subledger
        self.cause = cause
        self.since = since
    }

    package init(from row: inout some FieldReader) throws {
        let owner = try row.integer()
        let account = try row.account()
        let code = try row.integer()
        guard let source = Source(code: code) else {
            throw StoreError.corrupt("no source \(code)")
        }
        subledger = Subledger(
            account, bank: TrustAccountID(sequence: try row.integer()),
            owner: owner == 0 ? nil : PartyID(sequence: owner), source: source)
        let number = try row.integer()
        guard let raw = UInt8(exactly: number), let cause = HoldCause(rawValue: raw) else {
            throw StoreError.corrupt("no cause \(number)")
        }
        self.cause = cause
        since = try row.day()
        amount = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(subledger.owner?.sequence ?? 0)
        row.integer(Int64(subledger.account.rawValue))
        row.integer(subledger.source.code)
        row.integer(subledger.bank.sequence)
        row.integer(Int64(cause.rawValue))
        row.day(since)
        row.integer(amount)
    }
}

/// A dispute over a party's part of an invoice line.
package struct DisputeRow: DerivedRow {
    package static let table = Table(
        "dispute", key: [.integer("id")],
        [
            .integer("invoiceLine"), .integer("owner"), .integer("amount"), .integer("forClient"),
            .integer("forParty"),
        ],
        fixed: ["invoiceLine", "owner", "amount"],
        indexes: [.plain("disputeByPart", "invoiceLine", "owner")])

    package let id: DisputeID
    package let invoiceLine: InvoiceLineID
    package let owner: PartyID
    /// As it was opened.
    package let amount: Int64
    package var forClient: Int64 = 0
    package var forParty: Int64 = 0

    /// What nobody has decided yet.
    package var open: Int64 { amount - forClient - forParty }

    package init(id: DisputeID, invoiceLine: InvoiceLineID, owner: PartyID, amount: Int64) {
        self.id = id
        self.invoiceLine = invoiceLine
        self.owner = owner
        self.amount = amount
    }

    package init(from row: inout some FieldReader) throws {
        id = DisputeID(sequence: try row.integer())
        invoiceLine = InvoiceLineID(sequence: try row.integer())
        owner = PartyID(sequence: try row.integer())
        amount = try row.integer()
        forClient = try row.integer()
        forParty = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.integer(invoiceLine.sequence)
        row.integer(owner.sequence)
        row.integer(amount)
        row.integer(forClient)
        row.integer(forParty)
    }
}

/// The client approved hours.
package struct HoursApprovalRow: DerivedRow {
    package static let table = Table(
        "hoursApproval", key: [.integer("engagement"), .integer("firstDay"), .integer("sequence")],
        [.integer("lastDay"), .integer("approvedOn")])

    package let engagement: EngagementID
    package let from: Day
    package let sequence: Int64
    package let to: Day
    package let approvedOn: Day

    package init(_ approval: HoursApproval, sequence: Int64) {
        engagement = approval.engagement
        from = approval.from
        self.sequence = sequence
        to = approval.to
        approvedOn = approval.approvedOn
    }

    package init(from row: inout some FieldReader) throws {
        engagement = EngagementID(sequence: try row.integer())
        from = try row.day()
        sequence = try row.integer()
        to = try row.day()
        approvedOn = try row.day()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(engagement.sequence)
        row.day(from)
        row.integer(sequence)
        row.day(to)
        row.day(approvedOn)
    }
}

/// A milestone that is reached.
package struct MilestoneRow: DerivedRow {
    package static let table = Table(
        "milestone", key: [.integer("engagement"), .text("code")],
        [.integer("reachedOn"), .integer("sequence")])

    package let engagement: EngagementID
    package let code: String
    package let reachedOn: Day
    package let sequence: Int64

    package init(_ milestone: Milestone, sequence: Int64) {
        engagement = milestone.engagement
        code = milestone.code
        reachedOn = milestone.reachedOn
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        engagement = EngagementID(sequence: try row.integer())
        code = try row.text()
        reachedOn = try row.day()
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(engagement.sequence)
        row.text(code)
        row.day(reachedOn)
        row.integer(sequence)
    }
}
