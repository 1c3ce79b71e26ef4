package import LedgerCore
import MoneyCore

/// The balance of one subledger now, and what payout plans reserve of it.
///
/// It goes when both are zero.
///
/// - Source: docs/spec/store.md#subledger
package struct SubledgerRow: DerivedRow {
    package static let table = Table(
        "subledger",
        key: [.integer("owner"), .integer("account"), .integer("source"), .integer("bank")],
        [.integer("balance"), .integer("planned")])

    package let subledger: Subledger
    /// On the account's normal side; only 1000, by what the bank does, and 1010 go below zero.
    package var balance: Int64 = 0
    /// Reserved by plans that are not exported.
    package var planned: Int64 = 0

    package init(_ subledger: Subledger) { self.subledger = subledger }

    /// What a command may still take.
    package var free: Int64 { balance - planned }

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
        balance = try row.integer()
        planned = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(subledger.owner?.sequence ?? 0)
        row.integer(Int64(subledger.account.rawValue))
        row.integer(subledger.source.code)
        row.integer(subledger.bank.sequence)
        row.integer(balance)
        row.integer(planned)
    }
}
