import MoneyCore

/// Sees what is missing between the statements of one account as they come one after the other.
///
/// - Source: docs/spec/bank-import.md#gaps
package struct StatementGaps: Sendable {
    private var last: [String: Seen] = [:]

    private struct Seen {
        let statement: ReadStatement
        let file: String
    }

    package init() {}

    /// What is missing, or stands twice, between a statement and the one before it.
    package mutating func take(_ statement: ReadStatement, of file: String) -> [String] {
        guard !statement.format.isAdvice, !statement.accountText.isEmpty else { return [] }
        let key = "\(statement.accountText) \(statement.currency?.code ?? "")"
        let before = last.updateValue(Seen(statement: statement, file: file), forKey: key)
        guard let before = before?.statement else { return [] }
        if Self.isSame(before, statement) {
            return ["the same statement as \(before.place) before it"]
        }
        return [balanceGap(before, statement), numberGap(before, statement)].compactMap(\.self)
    }

    private static func isSame(_ one: ReadStatement, _ other: ReadStatement) -> Bool {
        one.id == other.id && one.number == other.number && one.opening == other.opening
            && one.closing == other.closing && one.entryCount == other.entryCount
            && one.booked == other.booked
    }

    private func balanceGap(_ before: ReadStatement, _ next: ReadStatement) -> String? {
        guard let closing = before.closing, let opening = next.opening,
            closing.amount != opening.amount
        else { return nil }
        let days = [closing.day, opening.day].compactMap { $0?.description }
        let between = days.count == 2 ? ", between \(days[0]) and \(days[1])" : ""
        let gap =
            (try? opening.amount.subtracting(closing.amount))?.description ?? "another currency"
        return "gap: opens with \(opening.amount), the one before it closed with "
            + "\(closing.amount); \(gap) is missing\(between)"
    }

    private func numberGap(_ before: ReadStatement, _ next: ReadStatement) -> String? {
        guard let one = before.number, let two = next.number, one > 0, two > 0 else { return nil }
        // A new year begins to count again.
        guard two != one + 1, two != 1, two != one else { return nil }
        return two > one
            ? "gap: number \(two) follows number \(one)"
            : "number \(two) comes after number \(one)"
    }
}
