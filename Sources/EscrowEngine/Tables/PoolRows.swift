package import EscrowCore
package import LedgerCore
package import MoneyCore

/// A declaration that pools the trust's money, and how far it came.
///
/// - Source: docs/spec/pooling.md
package struct PoolRow: DerivedRow {
    package static let table = Table(
        "pool", key: [.integer("id")],
        [
            .integer("state"), .integer("day"), .integer("agencySubordinated"),
            .integer("declarer"), .integer("confirmed", optional: true),
            .integer("closed", optional: true),
        ], fixed: ["day", "agencySubordinated", "declarer"])

    /// The record of the declaration.
    package let id: Int64
    package var state: PoolState
    package let day: Day
    package let isAgencySubordinated: Bool
    package let declarer: ActorID
    /// The record that confirmed it, which says which claims left the book.
    package var confirmed: Int64?
    package var closed: Int64?

    package init(
        id: Int64, state: PoolState, day: Day, isAgencySubordinated: Bool, declarer: ActorID
    ) {
        self.id = id
        self.state = state
        self.day = day
        self.isAgencySubordinated = isAgencySubordinated
        self.declarer = declarer
    }

    package init(from row: inout some FieldReader) throws {
        id = try row.integer()
        let number = try row.integer()
        guard let state = PoolState(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no state \(number) of a pool")
        }
        self.state = state
        day = try row.day()
        isAgencySubordinated = try row.flag()
        declarer = ActorID(sequence: try row.integer())
        confirmed = try row.optionalInteger()
        closed = try row.optionalInteger()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id)
        row.integer(Int64(state.rawValue))
        row.day(day)
        row.flag(isAgencySubordinated)
        row.integer(declarer.sequence)
        row.optional(confirmed)
        row.optional(closed)
    }
}

/// A claim to the pool as it was pooled, whatever was paid of it: a subledger of 2900.
///
/// What it already has is the claim less what is free in the subledger.
package struct PoolClaimRow: DerivedRow {
    package static let table = Table(
        "poolClaim", key: [.integer("owner"), .integer("source"), .integer("bank")],
        [.integer("claim"), .integer("disputed")])

    package let subledger: Subledger
    package var claim: Int64
    /// What of it nobody has decided whose it is: its share stays in reserve.
    package var disputed: Int64 = 0

    package init(_ subledger: Subledger, claim: Int64) {
        self.subledger = subledger
        self.claim = claim
    }

    package init(from row: inout some FieldReader) throws {
        let owner = try row.integer()
        let code = try row.integer()
        guard let source = Source(code: code) else {
            throw StoreError.corrupt("no source \(code)")
        }
        subledger = Subledger(
            .pool, bank: TrustAccountID(sequence: try row.integer()),
            owner: owner == 0 ? nil : PartyID(sequence: owner), source: source)
        claim = try row.integer()
        disputed = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(subledger.owner?.sequence ?? 0)
        row.integer(subledger.source.code)
        row.integer(subledger.bank.sequence)
        row.integer(claim)
        row.integer(disputed)
    }
}

/// A span of days for which a trust account's interest was allocated; none is allocated twice.
///
/// - Source: docs/spec/interest.md
package struct InterestPeriodRow: DerivedRow {
    package static let table = Table(
        "interestPeriod", key: [.integer("bank"), .integer("fromDay")],
        [.integer("toDay"), .integer("amount"), .integer("sequence")],
        fixed: ["toDay", "amount", "sequence"])

    package let bank: TrustAccountID
    package let from: Day
    package let to: Day
    package let amount: Int64
    package let sequence: Int64

    package init(bank: TrustAccountID, from: Day, to: Day, amount: Int64, sequence: Int64) {
        self.bank = bank
        self.from = from
        self.to = to
        self.amount = amount
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        bank = TrustAccountID(sequence: try row.integer())
        from = try row.day()
        to = try row.day()
        amount = try row.integer()
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(bank.sequence)
        row.day(from)
        row.day(to)
        row.integer(amount)
        row.integer(sequence)
    }
}
