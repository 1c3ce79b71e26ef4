import EscrowCore
import MoneyCore

/// Sees what is missing between the statements of an account as they come one after the other.
///
/// - Source: docs/spec/bank-import.md#gaps
package struct StatementGaps: Sendable {
    private var seen: [String: [ReadStatement]] = [:]

    /// How many statements of an account are remembered.
    private static let reach = 64

    package init() {}

    /// What is missing, or stands twice, between a statement and those before it.
    package mutating func take(_ statement: ReadStatement) -> [String] {
        guard !statement.format.isAdvice, !statement.accountText.isEmpty else { return [] }
        let key = "\(statement.accountText) \(statement.currency?.code ?? "")"
        let before = seen[key] ?? []
        if let same = before.last(where: { Self.isSame($0, statement) }) {
            return ["the same statement as \(same.place) before it"]
        }
        seen[key] = (before + [statement]).suffix(Self.reach)
        let number = before.last.flatMap { Self.numberGap($0, statement) }
        return [balanceGap(before, statement), number].compactMap(\.self)
    }

    private static func isSame(_ one: ReadStatement, _ other: ReadStatement) -> Bool {
        one.id == other.id && one.number == other.number && one.opening == other.opening
            && one.closing == other.closing && one.entryCount == other.entryCount
            && one.booked == other.booked
    }

    /// The gap before a statement, by the same rule as in a book.
    private func balanceGap(_ before: [ReadStatement], _ next: ReadStatement) -> String? {
        guard let span = Self.span(next), let currency = next.opening?.amount.currency else {
            return nil
        }
        let spansBefore = before.compactMap(Self.span)
        // What begins in the middle of another one can only be held against a book.
        let isOverlap = spansBefore.contains {
            $0.openingDay < span.openingDay && span.openingDay < $0.closingDay
        }
        guard !isOverlap else { return nil }
        // Those of one day stay in the order in which they came.
        let spans = (spansBefore + [span]).enumerated()
            .sorted { ($0.element.closingDay, $0.offset) < ($1.element.closingDay, $1.offset) }
            .map(\.element)
        let gaps = StatementGap.all(in: spans) { nil }
        guard let gap = gaps.last(where: { $0.after == span }) else { return nil }
        let opens = Money(minor: gap.after.opening, currency)
        let closes = Money(minor: gap.before.closing, currency)
        let missing = (try? opens.subtracting(closes)).map { "; \($0) is missing" } ?? ""
        return "gap: opens with \(opens), the one before it closed with \(closes)\(missing), "
            + "between \(gap.before.closingDay) and \(gap.after.openingDay)"
    }

    private static func span(_ statement: ReadStatement) -> StatementSpan? {
        guard let opening = statement.opening, let closing = statement.closing,
            let closingDay = closing.day
        else { return nil }
        return StatementSpan(
            id: statement.id, openingDay: opening.day ?? closingDay, closingDay: closingDay,
            opening: opening.amount.minor, closing: closing.amount.minor)
    }

    private static func numberGap(_ before: ReadStatement, _ next: ReadStatement) -> String? {
        guard let one = before.number, let two = next.number, one > 0, two > 0 else { return nil }
        // A new year begins to count again.
        guard two != one + 1, two != 1, two != one else { return nil }
        return two > one
            ? "gap: number \(two) follows number \(one)"
            : "number \(two) comes after number \(one)"
    }
}
