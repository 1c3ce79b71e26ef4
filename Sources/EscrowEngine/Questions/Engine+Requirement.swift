package import EscrowCore
package import LedgerCore
package import MoneyCore

/// Requirement against resource, day by day, with what is missing and why.
package struct RequirementReport: Sendable {
    package let days: [DayReport]
    package let book: BookOpening
    package let head: Head

    package struct DayReport: Sendable {
        package let day: Day
        package let requirement: Money
        package let resource: Money
        package let shortfall: Money
        package let excess: Money
        /// The open claims that the shortfall consists of.
        package let claims: [Claim]
        /// How many entries came late for the day.
        package let lateCount: Int
    }

    /// Cash that is missing since a day, and who owes it.
    package struct Claim: Hashable, Sendable {
        package let account: Account
        package let debtor: String
        package let amount: Money
        package let since: Day
        /// What happened on that day: events and records.
        package let causes: [Cause]
    }

    package struct Cause: Hashable, Sendable {
        package let event: JournalEvent
        package let sequence: Int64
    }
}

extension BookReader {
    /// How many days one answer may have.
    private static var daysMax: Int { 3_660 }

    /// What must be in the trust accounts on each day of a span, and what is.
    ///
    /// - Complexity: O(days on which owners were posted to + days of the span).
    /// - Source: docs/spec/questions.md#requirement
    package func requirement(
        from first: Day, through last: Day, knownOn: Day? = nil
    ) throws -> RequirementReport {
        let (head, book) = try opened()
        guard first <= last, first.days(to: last) < Self.daysMax else {
            throw Refusal(
                "requirement.span", "\(first) to \(last) is no span of 1 to \(Self.daysMax) days",
                remedy: "give --from a day that is not after --to")
        }
        let asOf = AsOf(day: last, knownOn: knownOn)
        let course = try course(asOf)
        var claims = try ClaimCourse(asOf, self)
        let late = try LateCounts(self)
        let days = try course.days(from: first, through: last).map { figures in
            RequirementReport.DayReport(
                day: figures.day, requirement: Money(minor: figures.requirement, book.currency),
                resource: Money(minor: figures.resource, book.currency),
                shortfall: Money(minor: figures.shortfall, book.currency),
                excess: Money(minor: figures.excess, book.currency),
                claims: try claims.open(on: figures.day, asOf, self, book.currency),
                lateCount: late.count(on: figures.day, asOf))
        }
        return RequirementReport(days: days, book: book, head: head)
    }

    /// Moves of all entitlements and resources.
    ///
    /// What nobody owns yet is one ledger.
    private func course(_ asOf: AsOf) throws -> RequirementCourse<BalanceRow.Key> {
        var course = RequirementCourse<BalanceRow.Key>()
        try forEachRow(TotalRow.self, .all) { row in
            guard row.account.kind == .entitlement, row.account.needsOwner,
                asOf.reaches(row.bookingDay), asOf.knows(row.recordedDay)
            else { return }
            course.move(
                BalanceRow.Key(account: row.account, owner: row.owner, bank: 0),
                by: row.credit - row.debit, on: row.bookingDay)
        }
        try forEachRow(ControlRow.self, .all) { row in
            guard asOf.reaches(row.bookingDay), asOf.knows(row.recordedDay) else { return }
            if row.account.kind == .resource {
                course.moveResource(by: row.debit - row.credit, on: row.bookingDay)
            } else if row.account.kind == .entitlement, !row.account.needsOwner {
                course.move(
                    BalanceRow.Key(account: .unidentified, owner: 0, bank: 0),
                    by: row.credit - row.debit, on: row.bookingDay)
            }
        }
        return course
    }
}

/// Late entries and closes at hand, for counting day by day.
private struct LateCounts {
    private let closes: [CloseRow]
    private let lates: [LateRow]

    init(_ reader: any BookReader) throws {
        closes = try reader.rows(CloseRow.self, .all)
        lates = try reader.rows(LateRow.self, .all)
    }

    func count(on day: Day, _ asOf: AsOf) -> Int {
        guard let close = closes.first(where: { $0.through >= day }) else { return 0 }
        return lates.count {
            $0.sequence > close.sequence && $0.bookingDay <= day && asOf.knows($0.recordedDay)
        }
    }
}

/// The open cash claims day by day, the oldest paid first.
private struct ClaimCourse {
    private struct Debt {
        let account: Account
        let owner: Int64
        let debtor: String
        var items = OpenItems<Day>()
    }

    private var debts: [Debt] = []
    private var moves: [(day: Day, debt: Int, debit: Int64, credit: Int64)] = []
    private var taken = 0
    private var causes: [String: [RequirementReport.Cause]] = [:]

    init(_ asOf: AsOf, _ reader: any BookReader) throws {
        let accounts = Account.allCases.filter { $0.kind == .cashClaim }
        for party in try reader.rows(PartyRow.self, .all) {
            for account in accounts {
                let selection = Selection(
                    equals: [.integer(party.id.sequence), .integer(Int64(account.rawValue))],
                    through: asOf.day.map { .integer(Int64($0.number)) })
                let rows = try reader.rows(TotalRow.self, selection).filter {
                    asOf.knows($0.recordedDay)
                }
                guard !rows.isEmpty else { continue }
                debts.append(
                    Debt(account: account, owner: party.id.sequence, debtor: party.code))
                moves += rows.map { ($0.bookingDay, debts.count - 1, $0.debit, $0.credit) }
            }
        }
        moves.sort { ($0.day, $0.debt) < ($1.day, $1.debt) }
    }

    /// The claims that are open at the end of a day; days are asked in their order.
    mutating func open(
        on day: Day, _ asOf: AsOf, _ reader: any BookReader, _ currency: Currency
    ) throws -> [RequirementReport.Claim] {
        while taken < moves.count, moves[taken].day <= day {
            let move = moves[taken]
            if move.debit > 0 { debts[move.debt].items.add(move.debit, move.day) }
            if move.credit > 0 { _ = debts[move.debt].items.take(move.credit) }
            taken += 1
        }
        var claims: [RequirementReport.Claim] = []
        for debt in debts {
            for item in debt.items.open {
                claims.append(
                    RequirementReport.Claim(
                        account: debt.account, debtor: debt.debtor,
                        amount: Money(minor: item.left, currency), since: item.tag,
                        causes: try causes(of: debt, on: item.tag, asOf, reader)))
            }
        }
        return claims
    }

    private mutating func causes(
        of debt: Debt, on day: Day, _ asOf: AsOf, _ reader: any BookReader
    ) throws -> [RequirementReport.Cause] {
        let key = "\(debt.account.number) \(debt.owner) \(day)"
        if let known = causes[key] { return known }
        let number = Field.integer(Int64(day.number))
        var found: [RequirementReport.Cause] = []
        let postings = try reader.rows(
            PostingRow.self, Selection(equals: [.integer(debt.owner), number]))
        for posting in postings where asOf.knows(posting.recordedDay) {
            let entry = try reader.knownEntry(posting.sequence)
            let isCause = entry.lines.contains {
                $0.side == .debit && $0.subledger.account == debt.account
                    && $0.subledger.owner?.sequence == debt.owner
            }
            if isCause {
                found.append(
                    RequirementReport.Cause(event: entry.event, sequence: posting.sequence))
            }
        }
        causes[key] = found
        return found
    }
}
