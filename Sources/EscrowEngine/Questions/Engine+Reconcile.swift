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
    /// Transfers from or to the account whose money the bank has not booked yet, by name.
    package let transfers: [TransferOnItsWay]
    /// What late entries changed after the day was closed: at the bank, and in all ledgers.
    package let late: Late
    package let isSample: Bool

    package struct Late: Hashable, Sendable {
        package let count: Int
        package let atBank: Money
        package let inFlight: Money
        package let incoming: Money
        package let shortfall: Money
        package let ledgers: Money
        package let unidentified: Money
    }

    package var isClean: Bool { reconciliation.verdict == .agrees && gaps.isEmpty }
}

extension BookReader {
    /// Compares statement, trust book and beneficiaries' ledgers on a day.
    ///
    /// Each trust account is compared by itself; without an IBAN it is the book's only one.
    ///
    /// - Throws: `Refusal` for a day without a statement: a check without data fails.
    /// - Source: docs/spec/reconciliation.md
    package func reconcile(
        _ day: Day, knownOn: Day? = nil, of iban: IBAN? = nil
    ) throws -> ReconciliationReport {
        try reconcile(day, knownOn: knownOn, try knownTrustAccount(iban: iban))
    }

    func reconcile(
        _ day: Day, knownOn: Day?, _ account: TrustAccountRow
    ) throws -> ReconciliationReport {
        let (_, book) = try opened()
        let asOf = AsOf(day: day, knownOn: knownOn)
        let statements = try statements(of: account, asOf)
        let failure = try bankFailure(of: account.id).flatMap { $0.day <= day ? $0 : nil }
        let statement = try Self.closing(day, statements, hasFailed: failure != nil)
        let everywhere = try trial(asOf, byBank: true).lines
        let here = everywhere.filter { $0.bank == account.id }
        func sum(_ take: (Account) -> Bool) throws -> Money {
            try Money.sum(here.filter { take($0.account) }.map(\.balance), in: book.currency)
        }
        let unidentified = try sum { $0 == .unidentified }
        let ledgers = try ledgers(asOf, everywhere, except: account.id, book)
        let transfers = try transfers(of: account.id, asOf, book)
        let incoming = try Money.sum(
            transfers.filter(\.isIncoming).map(\.amount), in: book.currency)
        let resource = try sum { $0.kind == .resource }
        let shortfall = try sum { $0.kind == .cashClaim }
        let atBank = try sum { $0 == .trustBank || $0 == .incomingNotFinal }.subtracting(incoming)
        let reconciliation = Reconciliation(
            bank: account.id, day: day, statement: Money(minor: statement.closing, book.currency),
            bookAtBank: atBank,
            inFlight: try sum { $0 == .outgoingInFlight }, incoming: incoming, ledgers: ledgers,
            shortfall: shortfall,
            elsewhere: try resource.adding(shortfall).subtracting(
                try sum { $0.kind == .entitlement }),
            failed: try failure.map { failure in
                Reconciliation.FailedBank(
                    day: failure.day,
                    gone: Money(
                        minor: try movedByBank(account.id, asOf).values.reduce(0, +) - atBank.minor,
                        book.currency),
                    balance: try sum { $0 == .balanceAtFailedBank },
                    guarantee: try sum { $0 == .depositGuaranteeClaim })
            })
        return ReconciliationReport(
            reconciliation: reconciliation, statementID: statement.id,
            statementDay: statement.closingDay, gaps: try gaps(statements, asOf, account.id, book),
            unidentified: unidentified, transfers: transfers,
            late: try late(here, account.id, asOf, book),
            isSample: book.isSample)
    }

    /// What owners may ask of one account: of all together by their own totals, which know no
    /// account, less what the book has for them in the others.
    ///
    /// A ledger that does not agree with the book shows in every account.
    private func ledgers(
        _ asOf: AsOf, _ everywhere: [TrialBalance.Line], except account: TrustAccountID,
        _ book: BookOpening
    ) throws -> Money {
        let entitled = everywhere.filter { $0.account.kind == .entitlement }
        let unowned = try Money.sum(
            entitled.filter { !$0.account.needsOwner }.map(\.balance), in: book.currency)
        let all = try Requirement(
            balances: try ledgerBalances(asOf).map { Money(minor: $0, book.currency) },
            unidentified: unowned)
        let elsewhere = try Money.sum(
            entitled.filter { $0.bank != account }.map(\.balance), in: book.currency)
        return try all.amount.subtracting(elsewhere)
    }

    /// What late entries changed of every figure of a reconciliation.
    private func late(
        _ here: [TrialBalance.Line], _ bank: TrustAccountID, _ asOf: AsOf, _ book: BookOpening
    ) throws -> ReconciliationReport.Late {
        let entries = try lateEntries(asOf)
        let incoming = Money(
            minor: try transits(of: bank, asOf)
                .filter { row in
                    row.account == .incomingNotFinal
                        && entries.contains { $0.sequence == row.sequence }
                }.reduce(0) { $0 + $1.amount }, book.currency)
        func sum(_ take: (Account) -> Bool) throws -> Money {
            try Money.sum(here.filter { take($0.account) }.map(\.late), in: book.currency)
        }
        return ReconciliationReport.Late(
            count: entries.count,
            atBank: try sum { $0 == .trustBank || $0 == .incomingNotFinal }.subtracting(incoming),
            inFlight: try sum { $0 == .outgoingInFlight }, incoming: incoming,
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
    ///
    /// A bank that failed sends none any more.
    private static func closing(
        _ day: Day, _ statements: [StatementRow], hasFailed: Bool
    ) throws -> StatementRow {
        let newest = statements.last
        if hasFailed, let newest { return newest }
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

    /// What was agreed when a day was closed is not asked again: a statement that comes later into
    /// closed days shows by what it changes, see `late`.
    private func gaps(
        _ statements: [StatementRow], _ asOf: AsOf, _ account: TrustAccountID, _ book: BookOpening
    ) throws -> [String] {
        let closed = try rows(CloseRow.self, Selection(isDescending: true)).first { close in
            asOf.day.map { close.through < $0 } ?? true
        }
        let gaps = try StatementGap.all(in: statements.map(\.span), after: closed?.through) {
            try movedAtBank(account, asOf)
        }
        return gaps.map { gap in
            let closes = Money(minor: gap.before.closing, book.currency)
            let opens = Money(minor: gap.after.opening, book.currency)
            return
                "statement \(gap.before.id) closes \(gap.before.closingDay) with \(closes), statement \(gap.after.id) opens with \(opens)"
        }
    }
}

extension BookReader {
    /// What the book has moved at the bank per booking day, in 1000 and 1020; of a bank that failed, what
    /// its lines moved, as the balance is no money of the book's any more.
    func movedAtBank(_ account: TrustAccountID, _ asOf: AsOf) throws -> [Day: Int64] {
        guard try bankFailure(of: account) == nil else { return try movedByBank(account, asOf) }
        var moved: [Day: Int64] = [:]
        for atBank in [Account.trustBank, .incomingNotFinal] {
            let selection = Selection(
                equals: [.integer(account.sequence), .integer(Int64(atBank.rawValue))],
                through: asOf.day.map { .integer(Int64($0.number)) })
            try forEachRow(ControlRow.self, selection) { row in
                guard asOf.knows(row.recordedDay) else { return }
                moved[row.bookingDay, default: 0] += row.debit - row.credit
            }
        }
        // What is on its way is in no statement yet.
        for row in try transits(of: account, asOf) where row.account == .incomingNotFinal {
            moved[row.bookingDay, default: 0] -= row.amount
        }
        return moved
    }
}

extension BookReader {
    /// What the bank's lines moved, per booking day.
    private func movedByBank(_ account: TrustAccountID, _ asOf: AsOf) throws -> [Day: Int64] {
        var moved: [Day: Int64] = [:]
        for row in try rows(BankLineRow.self, .all)
        where row.bank == account && asOf.reaches(row.bookingDay) {
            if asOf.knownOn != nil {
                guard let record = try record(at: row.id.sequence), asOf.knows(record.recordedDay)
                else { continue }
            }
            moved[row.bookingDay, default: 0] += row.amount
        }
        return moved
    }
}

extension StatementRow {
    var span: StatementSpan {
        StatementSpan(
            id: id, openingDay: openingDay, closingDay: closingDay, opening: opening,
            closing: closing)
    }
}
