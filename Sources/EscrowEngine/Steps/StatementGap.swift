import EscrowCore
import LedgerCore
import MoneyCore

/// Sees what is missing between the statements of an account, the book's newest one before all.
///
/// - Source: docs/spec/bank-import.md#gaps
struct StatementGap {
    private var last: Last?

    private struct Last {
        let id: String
        let number: Int64?
        let day: Day
        let opening: Money
        let closing: Money
    }

    init(_ bank: TrustAccountID, _ currency: Currency, _ draft: borrowing Draft) throws {
        let newest = try draft.writer.rows(
            StatementRow.self,
            Selection(equals: [.integer(bank.sequence)], isDescending: true, limit: 1)
        ).first
        guard let newest else { return }
        var number: Int64?
        if case .statement(let fact)? = try draft.fact(at: newest.sequence) { number = fact.number }
        last = Last(
            id: newest.id, number: number, day: newest.closingDay,
            opening: Money(minor: newest.opening, currency),
            closing: Money(minor: newest.closing, currency))
    }

    /// What is missing before a statement that is later than the last one.
    mutating func take(_ statement: BankStatement) -> [String] {
        guard let before = last else {
            remember(statement)
            return []
        }
        // One that ends before the newest is history that comes late, or comes again.
        guard statement.closingDay >= before.day, statement.id != before.id else { return [] }
        defer { remember(statement) }
        var gaps: [String] = []
        if let one = before.number, let two = statement.number, two > one + 1, one > 0 {
            gaps.append("statement number \(two) follows number \(one)")
        }
        // One that begins before the last one ended, or with it, is an overlap.
        let overlaps =
            statement.openingDay < before.day
            || statement.openingDay == before.day && statement.opening == before.opening
        if before.closing != statement.opening, !overlaps {
            gaps.append(
                "the statement opens with \(statement.opening), the one before it closed with "
                    + "\(before.closing)")
        }
        guard !gaps.isEmpty else { return [] }
        let days = "between \(before.day) and \(statement.openingDay)"
        return gaps.map { "gap \(days): \($0)" }
    }

    private mutating func remember(_ statement: BankStatement) {
        last = Last(
            id: statement.id, number: statement.number, day: statement.closingDay,
            opening: statement.opening, closing: statement.closing)
    }
}
