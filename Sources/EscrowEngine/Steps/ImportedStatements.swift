import EscrowCore
import LedgerCore
import MoneyCore

/// The statements that a file brought, to be held against the others of their accounts once all its
/// lines are in the book.
///
/// - Source: docs/spec/bank-import.md#gaps
struct ImportedStatements {
    /// Per account: the records of the statements, with their places in the file.
    private var places: [TrustAccountID: [Int64: Int]] = [:]
    private var order: [TrustAccountID] = []

    mutating func add(_ record: Int64, of bank: TrustAccountID, at place: Int) {
        if places[bank] == nil { order.append(bank) }
        places[bank, default: [:]][record] = place
    }

    /// What is missing before one of them, or behind it.
    func gaps(in draft: inout Draft) throws -> [String] {
        try draft.flush()
        let closed = try draft.writer.newestClose()?.through
        var found: [String] = []
        for bank in order {
            let mine = places[bank] ?? [:]
            let rows = try draft.writer.rows(
                StatementRow.self, Selection(equals: [.integer(bank.sequence)]))
            found += try numbers(rows, mine, draft)
            let gaps = try StatementGap.all(in: rows.map(\.span), after: closed) {
                try draft.writer.movedAtBank(bank, .now)
            }
            let currency = draft.book.currency
            for gap in gaps {
                guard let name = Self.name(gap, rows, mine) else { continue }
                let opens = Money(minor: gap.after.opening, currency)
                let closes = Money(minor: gap.before.closing, currency)
                found.append(
                    "\(name): gap between \(gap.before.closingDay) and \(gap.after.openingDay): "
                        + "the statement opens with \(opens), the one before it closed with "
                        + "\(closes)")
            }
        }
        return found
    }

    /// Names the statement behind a gap, if that one or the one before it came with the file.
    private static func name(
        _ gap: StatementGap, _ rows: [StatementRow], _ mine: [Int64: Int]
    ) -> String? {
        func place(_ span: StatementSpan) -> Int? {
            rows.lazy.filter { $0.span == span }.compactMap { mine[$0.sequence] }.first
        }
        if let place = place(gap.after) { return "statement \(place + 1)" }
        return place(gap.before).map { _ in "statement \(gap.after.id) of the book" }
    }

    /// Numbers of statements that do not follow one another; balances that meet say that no money
    /// is missing, but not that no statement is.
    private func numbers(
        _ rows: [StatementRow], _ mine: [Int64: Int], _ draft: borrowing Draft
    ) throws -> [String] {
        var found: [String] = []
        for (before, after) in zip(rows, rows.dropFirst()) {
            guard let place = mine[after.sequence], before.id != after.id,
                let one = try number(before, draft), let two = try number(after, draft),
                one > 0, two > one + 1
            else { continue }
            found.append(
                "statement \(place + 1): gap between \(before.closingDay) and "
                    + "\(after.openingDay): statement number \(two) follows number \(one)")
        }
        return found
    }

    private func number(_ row: StatementRow, _ draft: borrowing Draft) throws -> Int64? {
        guard case .statement(let fact)? = try draft.fact(at: row.sequence) else { return nil }
        return fact.number
    }
}
