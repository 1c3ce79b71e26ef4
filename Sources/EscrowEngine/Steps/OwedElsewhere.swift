import EscrowCore
import LedgerCore
import MoneyCore

/// Whose money lies at a failed bank though it is owed in another trust account.
///
/// A receipt that its bank took back, or netting, can leave one account with more than it owes and
/// another with less. When the bank of the first fails, those who are owed in the second lose with the
/// others: their money is nowhere else.
///
/// - Source: docs/spec/bank-failure.md#elsewhere
struct OwedElsewhere {
    /// What stands in other accounts and lies at the failed bank, no more than its money.
    private(set) var places: [Standing.Place] = []

    /// - Parameters:
    ///   - excess: What lies at the failed bank beyond all entitlements there, in minor units.
    ///   - bank: The account at the failed bank.
    ///   - reader: The book.
    /// - Throws: As the store.
    init(_ excess: Int64, at bank: TrustAccountID, _ reader: any BookReader) throws {
        let currency = try reader.opened().1.currency
        var short: [(owed: [SubledgerRow], minor: Int64)] = []
        for account in try reader.trustAccounts() where account.id != bank {
            let owed = try Self.owed(in: account.id, reader)
            let missing = try -reader.elsewhere(account.id)
            short.append((owed, max(0, min(missing, owed.reduce(0) { $0 + $1.balance }))))
        }
        let most = min(excess, short.reduce(0) { $0 + $1.minor })
        guard most > 0 else { return }
        let shares = try Money(minor: most, currency).divided(by: short.map(\.minor))
        for ((owed, _), share) in zip(short, shares) where share.isPositive {
            let parts = try share.divided(by: owed.map(\.balance))
            places += zip(owed, parts).map { Standing.Place($0.subledger, $1.minor) }
        }
        places = Standing(places).places
    }

    /// What a transfer could take along: somebody's, and of no receipt that can be taken back.
    private static func owed(
        in bank: TrustAccountID, _ reader: any BookReader
    ) throws -> [SubledgerRow] {
        let mayBeNotFinal = try reader.balance(.incomingNotFinal, at: bank) > 0
        return try reader.rows(SubledgerRow.self, .all).filter { row in
            guard row.subledger.bank == bank, row.subledger.account.isTransferable,
                row.balance > 0
            else { return false }
            guard mayBeNotFinal, let line = row.subledger.source.invoiceLine else { return true }
            return try !reader.hasNotFinal(line.invoice)
        }.sorted { $0.subledger < $1.subledger }
    }
}
