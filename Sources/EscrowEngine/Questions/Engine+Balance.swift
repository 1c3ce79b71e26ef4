import EscrowCore
package import LedgerCore
package import MoneyCore

/// "On D as known on K": both days are optional, nil is no limit.
package struct AsOf: Hashable, Sendable {
    package let day: Day?
    package let knownOn: Day?

    package static let now = AsOf(day: nil, knownOn: nil)

    package init(day: Day?, knownOn: Day?) {
        self.day = day
        self.knownOn = knownOn
    }

    /// Whether what was recorded on a day was known.
    package func knows(_ recordedDay: Day) -> Bool { knownOn.map { recordedDay <= $0 } ?? true }

    /// Whether what was booked on a day had happened.
    package func reaches(_ bookingDay: Day) -> Bool { day.map { bookingDay <= $0 } ?? true }
}

/// The balance of one account, on its normal side.
package struct AccountBalance: Hashable, Sendable {
    package let account: Account
    package let amount: Money
    /// What of it was recorded after the day was closed.
    package let late: Money

    package init(account: Account, amount: Money, late: Money? = nil) {
        self.account = account
        self.amount = amount
        self.late = late ?? .zero(amount.currency)
    }
}

extension BookReader {
    /// The balances of a party's accounts that are not zero, or that something late has changed.
    ///
    /// - Complexity: O(accounts) now; O(days on which the party was posted to) for past days.
    /// - Source: docs/spec/questions.md#balance
    package func balances(of party: PartyID, _ asOf: AsOf) throws -> [AccountBalance] {
        let (_, book) = try opened()
        let late = try lateAmounts(of: party, asOf)
        return try Account.allCases.compactMap { account in
            let minor =
                asOf == .now
                ? try balanceNow(account, party) : try balance(account, party, asOf)
            let changed = late[account] ?? 0
            guard minor != 0 || changed != 0 else { return nil }
            return AccountBalance(
                account: account, amount: Money(minor: minor, book.currency),
                late: Money(minor: changed, book.currency))
        }
    }

    private func balanceNow(_ account: Account, _ party: PartyID) throws -> Int64 {
        try rows(
            BalanceRow.self,
            Selection(equals: [.integer(Int64(account.rawValue)), .integer(party.sequence)])
        ).reduce(0) { $0 + $1.amount }
    }

    func balance(_ account: Account, _ party: PartyID, _ asOf: AsOf) throws -> Int64 {
        var debitLessCredit: Int64 = 0
        let selection = Selection(
            equals: [.integer(party.sequence), .integer(Int64(account.rawValue))],
            through: asOf.day.map { .integer(Int64($0.number)) })
        try forEachRow(TotalRow.self, selection) { row in
            guard asOf.knows(row.recordedDay) else { return }
            debitLessCredit += row.debit - row.credit
        }
        return account.normalSide == .debit ? debitLessCredit : -debitLessCredit
    }
}
