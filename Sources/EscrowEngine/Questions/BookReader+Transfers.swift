package import EscrowCore
package import LedgerCore
package import MoneyCore

/// A transfer between two trust accounts, as one of them sees it while its money is on its way.
package struct TransferOnItsWay: Hashable, Sendable {
    package let payout: PayoutID
    /// Whether it comes to the account; else it leaves it.
    package let isIncoming: Bool
    /// The IBAN of the other account.
    package let other: String
    /// Greater than zero.
    package let amount: Money
    /// The day of its export.
    package let since: Day
}

/// - Source: docs/spec/transfer.md#reconciled
extension BookReader {
    /// The transfers from or to an account whose money the bank has not booked there yet.
    package func transfers(
        of bank: TrustAccountID, _ asOf: AsOf, _ book: BookOpening
    ) throws -> [TransferOnItsWay] {
        let byPayout = Dictionary(grouping: try transits(of: bank, asOf), by: \.payout)
        return try byPayout.sorted { $0.key < $1.key }.compactMap { id, rows in
            let rest = rows.reduce(Int64(0)) { $0 + $1.amount }
            guard rest != 0 else { return nil }
            guard case .payout(let payout) = try fact(at: id.sequence),
                let target = payout.target
            else { throw EngineError.broken("transfer \(id) does not exist") }
            let isIncoming = target == bank
            return TransferOnItsWay(
                payout: id, isIncoming: isIncoming,
                other: try trustAccount(isIncoming ? payout.bank : target).iban.electronic,
                amount: Money(minor: abs(rest), book.currency),
                since: rows.map(\.bookingDay).min() ?? Day(number: 0))
        }
    }

    /// What entries did to the money of transfers on its way from or to an account.
    func transits(of bank: TrustAccountID, _ asOf: AsOf) throws -> [TransitRow] {
        try rows(TransitRow.self, .all).filter {
            $0.bank == bank && asOf.reaches($0.bookingDay) && asOf.knows($0.recordedDay)
        }
    }
}
