package import EscrowCore
package import LedgerCore
package import MoneyCore

/// A bank that failed with trust money in it, and how far it came.
///
/// - Source: docs/spec/bank-failure.md
package struct BankFailureRow: DerivedRow {
    package static let table = Table(
        "bankFailure", key: [.integer("id")],
        [
            .integer("bank"), .integer("day"), .integer("state"),
            .integer("covered", optional: true),
        ], fixed: ["bank", "day"], indexes: [.unique("bankFailureByBank", "bank")])

    /// The record of the failure.
    package let id: Int64
    package let bank: TrustAccountID
    package let day: Day
    package var state: BankFailureState
    /// The record that says who is covered.
    package var covered: Int64?

    package init(id: Int64, bank: TrustAccountID, day: Day, state: BankFailureState) {
        self.id = id
        self.bank = bank
        self.day = day
        self.state = state
    }

    package init(from row: inout some FieldReader) throws {
        id = try row.integer()
        bank = TrustAccountID(sequence: try row.integer())
        day = try row.day()
        let number = try row.integer()
        guard let state = BankFailureState(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no state \(number) of a bank failure")
        }
        self.state = state
        covered = try row.optionalInteger()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id)
        row.integer(bank.sequence)
        row.day(day)
        row.integer(Int64(state.rawValue))
        row.optional(covered)
    }
}

/// What a subledger lost at a failed bank, and what came back of it.
package struct BankLossRow: DerivedRow {
    package static let table = Table(
        "bankLoss",
        key: [.integer("failure"), .integer("owner"), .integer("account"), .integer("source")],
        [.integer("lost"), .integer("back")])

    package let failure: Int64
    package let owner: PartyID?
    package let account: Account
    package let source: Source
    package var lost: Int64
    package var back: Int64

    package init(failure: Int64, _ loss: BankFailure.Loss) {
        self.failure = failure
        owner = loss.owner
        account = loss.account
        source = loss.source
        lost = loss.minor
        back = 0
    }

    package init(from row: inout some FieldReader) throws {
        failure = try row.integer()
        let owner = try row.integer()
        self.owner = owner == 0 ? nil : PartyID(sequence: owner)
        account = try row.account()
        let code = try row.integer()
        guard let source = Source(code: code) else {
            throw StoreError.corrupt("no source \(code)")
        }
        self.source = source
        lost = try row.integer()
        back = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(failure)
        row.integer(owner?.sequence ?? 0)
        row.integer(Int64(account.rawValue))
        row.integer(source.code)
        row.integer(lost)
        row.integer(back)
    }
}
