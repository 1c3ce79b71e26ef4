package import EscrowCore
import LedgerCore
package import MoneyCore

/// The reconciliation of a day with what a person should know about it.
package struct ReconciliationReport: Sendable {
    package let reconciliation: Reconciliation
    package let statementID: String
    /// The day of the statement whose closing balance was taken: earlier when banks did not work.
    package let statementDay: Day
    /// Statements that do not continue each other: something is missing between them.
    package let gaps: [String]
    package let unidentified: Money
    package let isSample: Bool

    package var isClean: Bool { reconciliation.verdict == .agrees && gaps.isEmpty }
}

extension BookReader {
    /// Compares statement, trust book and beneficiaries' ledgers on a day.
    ///
    /// - Throws: `Refusal` for a day without a statement: a check without data fails.
    /// - Source: docs/spec/reconciliation.md
    package func reconcile(_ day: Day) throws -> ReconciliationReport {
        let (_, book) = try opened()
        guard let account = try trustAccounts().first else {
            throw EngineError.broken("the book has no trust account")
        }
        let statement = try statementRow(of: account, on: day)
        let trial = try trialBalance(AsOf(day: day, knownOn: nil))
        func sum(_ take: (Account) -> Bool) -> Money {
            Money(
                minor: trial.filter { take($0.account) }.reduce(0) { $0 + $1.amount.minor },
                book.currency)
        }
        let unidentified = sum { $0 == .unidentified }
        let unowned = sum { $0.kind == .entitlement && !$0.needsOwner }
        let requirement = try Requirement(
            balances: try ledgerBalances(on: day).map { Money(minor: $0, book.currency) },
            unidentified: unowned)
        let reconciliation = Reconciliation(
            bank: account.id, day: day, statement: Money(minor: statement.closing, book.currency),
            bookAtBank: sum { $0 == .trustBank || $0 == .incomingNotFinal },
            inFlight: sum { $0 == .outgoingInFlight },
            ledgers: requirement.amount,
            shortfall: sum { $0.kind == .cashClaim })
        return ReconciliationReport(
            reconciliation: reconciliation, statementID: statement.id,
            statementDay: statement.closingDay, gaps: try gaps(of: account, through: day, book),
            unidentified: unidentified, isSample: book.isSample)
    }

    /// The statement that closes the day, or the last one before days on which banks do not work.
    private func statementRow(of account: TrustAccountRow, on day: Day) throws -> StatementRow {
        let newest = try rows(
            StatementRow.self,
            Selection(
                equals: [.integer(account.id.sequence)], through: .integer(Int64(day.number)),
                isDescending: true, limit: 1)
        ).first
        var since = day
        while !BusinessCalendar.target.isBusinessDay(since),
            newest.map({ $0.closingDay < since }) ?? false
        {
            since = since.adding(days: -1)
        }
        guard let newest, newest.closingDay >= since else {
            let last =
                newest.map { "the last statement closes \($0.closingDay)" } ?? "there is none"
            throw Refusal(
                "reconcile.no-statement", "there is no bank statement for \(day): \(last)",
                remedy: "import the statement of that day; a check without data fails")
        }
        return newest
    }

    /// What every owner may ask on a day, from the owners' own totals.
    private func ledgerBalances(on day: Day) throws -> [Int64] {
        var balances: [BalanceRow.Key: Int64] = [:]
        try forEachRow(TotalRow.self, .all) { row in
            guard row.bookingDay <= day, row.account.kind == .entitlement, row.account.needsOwner
            else { return }
            let key = BalanceRow.Key(account: row.account, owner: row.owner, bank: 0)
            balances[key, default: 0] += row.credit - row.debit
        }
        return Array(balances.values)
    }

    private func gaps(
        of account: TrustAccountRow, through day: Day, _ book: BookOpening
    ) throws
        -> [String]
    {
        var gaps: [String] = []
        var before: StatementRow?
        let selection = Selection(
            equals: [.integer(account.id.sequence)], through: .integer(Int64(day.number)))
        try forEachRow(StatementRow.self, selection) { row in
            if let before, before.closing != row.opening, !before.isSame(as: row) {
                let closed = Money(minor: before.closing, book.currency)
                let opened = Money(minor: row.opening, book.currency)
                gaps.append(
                    "statement \(before.id) closes \(before.closingDay) with \(closed), statement \(row.id) opens with \(opened)"
                )
            }
            before = row
        }
        return gaps
    }
}

extension StatementRow {
    /// Whether the bank delivered the same statement once more.
    fileprivate func isSame(as other: StatementRow) -> Bool {
        id == other.id && openingDay == other.openingDay && closingDay == other.closingDay
            && opening == other.opening && closing == other.closing
    }
}
