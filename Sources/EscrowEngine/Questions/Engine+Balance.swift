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
}

/// The balance of one account, on its normal side.
package struct AccountBalance: Hashable, Sendable {
    package let account: Account
    package let amount: Money

    package init(account: Account, amount: Money) {
        self.account = account
        self.amount = amount
    }
}

extension BookReader {
    /// The balances of a party's accounts that are not zero.
    ///
    /// - Complexity: O(accounts) now; O(days on which the party was posted to) for past days.
    /// - Source: docs/spec/store.md#balances
    package func balances(of party: PartyID, _ asOf: AsOf) throws -> [AccountBalance] {
        let (_, book) = try opened()
        return try Account.allCases.compactMap { account in
            let minor =
                asOf == .now
                ? try balanceNow(account, party) : try balance(account, party, asOf)
            guard minor != 0 else { return nil }
            return AccountBalance(account: account, amount: Money(minor: minor, book.currency))
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
            if let known = asOf.knownOn, row.recordedDay > known { return }
            debitLessCredit += row.debit - row.credit
        }
        return account.normalSide == .debit ? debitLessCredit : -debitLessCredit
    }

    /// The trial balance: every account that is not zero, over all owners.
    package func trialBalance(_ asOf: AsOf) throws -> [AccountBalance] {
        let (_, book) = try opened()
        var sums: [Account: Int64] = [:]
        try forEachRow(ControlRow.self, .all) { row in
            if let day = asOf.day, row.bookingDay > day { return }
            if let known = asOf.knownOn, row.recordedDay > known { return }
            sums[row.account, default: 0] += row.debit - row.credit
        }
        return Account.allCases.compactMap { account in
            guard let sum = sums[account], sum != 0 else { return nil }
            let minor = account.normalSide == .debit ? sum : -sum
            return AccountBalance(account: account, amount: Money(minor: minor, book.currency))
        }
    }
}
