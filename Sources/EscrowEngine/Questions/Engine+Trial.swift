package import EscrowCore
package import LedgerCore
package import MoneyCore

/// What was posted to every account, and what stands there.
package struct TrialBalance: Sendable {
    package let lines: [Line]
    package let book: BookOpening
    package let head: Head

    /// One account, over all owners; in one bank account where that was asked for.
    package struct Line: Hashable, Sendable {
        package let account: Account
        /// nil is all bank accounts together.
        package let bank: TrustAccountID?
        package let debit: Money
        package let credit: Money
        /// On the account's normal side, as the balance is.
        package let late: Money

        /// What stands, on the account's normal side.
        package var balance: Money {
            let sum = debit.minor - credit.minor
            return Money(minor: account.normalSide == .debit ? sum : -sum, debit.currency)
        }
    }

    /// The sum of all debits; that of all credits is the same.
    package func total(_ amount: (Line) -> Money) throws -> Money {
        try Money.sum(lines.map(amount), in: book.currency)
    }
}

extension BookReader {
    /// The trial balance: debits, credits and balance of every account that was posted to.
    ///
    /// - Complexity: O(days on which accounts were posted to).
    /// - Source: docs/spec/questions.md#trial-balance
    package func trial(_ asOf: AsOf, byBank: Bool = false) throws -> TrialBalance {
        let (head, book) = try opened()
        var sums: [Place: Sums] = [:]
        try forEachRow(ControlRow.self, .all) { row in
            guard asOf.reaches(row.bookingDay), asOf.knows(row.recordedDay) else { return }
            let place = Place(account: row.account, bank: byBank ? row.bank : 0)
            sums[place, default: Sums()].debit += row.debit
            sums[place, default: Sums()].credit += row.credit
        }
        for row in try lateEntries(asOf) {
            for line in try knownEntry(row.sequence).lines {
                let bank = byBank ? line.subledger.bank.sequence : 0
                let place = Place(account: line.subledger.account, bank: bank)
                sums[place, default: Sums()].late += line.grown
            }
        }
        let lines = sums.sorted { $0.key < $1.key }.map { place, sums in
            TrialBalance.Line(
                account: place.account,
                bank: byBank ? TrustAccountID(sequence: place.bank) : nil,
                debit: Money(minor: sums.debit, book.currency),
                credit: Money(minor: sums.credit, book.currency),
                late: Money(minor: sums.late, book.currency))
        }
        return TrialBalance(lines: lines, book: book, head: head)
    }

    /// Every account that is not zero, over all owners, or that something late has changed.
    package func trialBalance(_ asOf: AsOf) throws -> [AccountBalance] {
        try trial(asOf).lines.compactMap { line in
            guard !line.balance.isZero || !line.late.isZero else { return nil }
            return AccountBalance(account: line.account, amount: line.balance, late: line.late)
        }
    }

    /// What is missing in the trust, as booked and as known.
    package func shortfall(_ asOf: AsOf) throws -> Money {
        let (_, book) = try opened()
        let open = try trial(asOf).lines.filter { $0.account.kind == .cashClaim }
        return try Money.sum(open.map(\.balance), in: book.currency)
    }
}

private struct Place: Hashable, Comparable {
    let account: Account
    let bank: Int64

    static func < (left: Place, right: Place) -> Bool {
        (left.account.rawValue, left.bank) < (right.account.rawValue, right.bank)
    }
}

private struct Sums {
    var debit: Int64 = 0
    var credit: Int64 = 0
    var late: Int64 = 0
}
