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
    /// What late entries changed after the day was closed: at the bank, and in all ledgers.
    package let late: Late
    package let isSample: Bool

    package struct Late: Hashable, Sendable {
        package let count: Int
        package let atBank: Money
        package let inFlight: Money
        package let shortfall: Money
        package let ledgers: Money
        package let unidentified: Money
    }

    package var isClean: Bool { reconciliation.verdict == .agrees && gaps.isEmpty }
}

extension BookReader {
    /// Compares statement, trust book and beneficiaries' ledgers on a day.
    ///
    /// - Throws: `Refusal` for a day without a statement: a check without data fails.
    /// - Source: docs/spec/reconciliation.md
    package func reconcile(_ day: Day, knownOn: Day? = nil) throws -> ReconciliationReport {
        let (_, book) = try opened()
        guard let account = try trustAccounts().first else {
            throw EngineError.broken("the book has no trust account")
        }
        let asOf = AsOf(day: day, knownOn: knownOn)
        let statements = try statements(of: account, asOf)
        let statement = try Self.closing(day, statements)
        let trial = try trialBalance(asOf)
        func sum(_ take: (Account) -> Bool) -> Money {
            Money(
                minor: trial.filter { take($0.account) }.reduce(0) { $0 + $1.amount.minor },
                book.currency)
        }
        let unidentified = sum { $0 == .unidentified }
        let unowned = sum { $0.kind == .entitlement && !$0.needsOwner }
        let requirement = try Requirement(
            balances: try ledgerBalances(asOf).map { Money(minor: $0, book.currency) },
            unidentified: unowned)
        let reconciliation = Reconciliation(
            bank: account.id, day: day, statement: Money(minor: statement.closing, book.currency),
            bookAtBank: sum { $0 == .trustBank || $0 == .incomingNotFinal },
            inFlight: sum { $0 == .outgoingInFlight },
            ledgers: requirement.amount,
            shortfall: sum { $0.kind == .cashClaim })
        return ReconciliationReport(
            reconciliation: reconciliation, statementID: statement.id,
            statementDay: statement.closingDay, gaps: Self.gaps(statements, book),
            unidentified: unidentified, late: try late(trial, asOf, book),
            isSample: book.isSample)
    }

    /// What late entries changed of every figure of a reconciliation.
    private func late(
        _ trial: [AccountBalance], _ asOf: AsOf, _ book: BookOpening
    ) throws -> ReconciliationReport.Late {
        func sum(_ take: (Account) -> Bool) throws -> Money {
            try Money.sum(trial.filter { take($0.account) }.map(\.late), in: book.currency)
        }
        return ReconciliationReport.Late(
            count: try lateEntries(asOf).count,
            atBank: try sum { $0 == .trustBank || $0 == .incomingNotFinal },
            inFlight: try sum { $0 == .outgoingInFlight },
            shortfall: try sum { $0.kind == .cashClaim },
            ledgers: try sum { $0.kind == .entitlement },
            unidentified: try sum { $0 == .unidentified })
    }

    /// All statements of an account that close up to a day and were recorded by the other.
    func statements(of account: TrustAccountRow, _ asOf: AsOf) throws -> [StatementRow] {
        let statements = try rows(
            StatementRow.self,
            Selection(
                equals: [.integer(account.id.sequence)],
                through: asOf.day.map { .integer(Int64($0.number)) }))
        guard asOf.knownOn != nil else { return statements }
        return try statements.filter { row in
            guard let record = try record(at: row.sequence) else {
                throw EngineError.broken("statement \(row.id) has no record")
            }
            return asOf.knows(record.recordedDay)
        }
    }

    /// The statement that closes the day, or the last one before days on which banks do not work.
    private static func closing(_ day: Day, _ statements: [StatementRow]) throws -> StatementRow {
        let newest = statements.last
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

    /// What every owner may ask, from the owners' own totals.
    private func ledgerBalances(_ asOf: AsOf) throws -> [Int64] {
        var balances: [BalanceRow.Key: Int64] = [:]
        try forEachRow(TotalRow.self, .all) { row in
            guard asOf.reaches(row.bookingDay), asOf.knows(row.recordedDay),
                row.account.kind == .entitlement, row.account.needsOwner
            else { return }
            let key = BalanceRow.Key(account: row.account, owner: row.owner, bank: 0)
            balances[key, default: 0] += row.credit - row.debit
        }
        return Array(balances.values)
    }

    private static func gaps(_ statements: [StatementRow], _ book: BookOpening) -> [String] {
        var gaps: [String] = []
        var before: StatementRow?
        for row in statements {
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
