public import MoneyCore

/// The balances between which a statement leads, and when.
public struct StatementSpan: Hashable, Sendable {
    public let id: String
    public let openingDay: Day
    public let closingDay: Day
    /// Minor units.
    public let opening: Int64
    /// Minor units.
    public let closing: Int64

    public init(id: String, openingDay: Day, closingDay: Day, opening: Int64, closing: Int64) {
        self.id = id
        self.openingDay = openingDay
        self.closingDay = closingDay
        self.opening = opening
        self.closing = closing
    }
}

/// Two statements of one account whose balances do not meet: something is missing between them.
///
/// - Source: docs/spec/reconciliation.md#gaps
public struct StatementGap: Hashable, Sendable {
    public let before: StatementSpan
    public let after: StatementSpan

    /// A day that begins with a balance.
    private struct Opening: Hashable {
        let day: Day
        let balance: Int64
    }

    /// All gaps between statements of one account.
    ///
    /// A statement that opens as an earlier one of its day did is that one once more, corrected, and
    /// either may be gone on from.
    ///
    /// - Parameters:
    ///   - statements: In the order of their closing days, those of one day as recorded.
    ///   - closed: Through this day the book is closed; what was agreed then is not asked again.
    ///   - moved: What the book has moved at the bank, per booking day. A statement that opens with
    ///     what the book has is met by the book, whatever came out of order before it. nil where there
    ///     is no book.
    /// - Returns: In the order of the statements.
    /// - Complexity: O(n + gaps x days) for a bounded number of statements a day.
    public static func all(
        in statements: [StatementSpan], after closed: Day? = nil, moved: () throws -> [Day: Int64]?
    ) rethrows -> [StatementGap] {
        var closings: [Day: [StatementSpan]] = [:]
        for statement in statements {
            closings[statement.closingDay, default: []].append(statement)
        }
        var opened: Set<Opening> = []
        var gaps: [StatementGap] = []
        for (index, statement) in statements.enumerated() {
            let isFirst = opened.insert(
                Opening(day: statement.openingDay, balance: statement.opening)
            ).inserted
            guard isFirst, index > 0, closed.map({ $0 < statement.closingDay }) ?? true else {
                continue
            }
            let earlier = statements[..<index]
            var before = (closings[statement.openingDay] ?? []).filter { $0 != statement }
            if let day = earlier.last(where: { $0.closingDay < statement.openingDay })?.closingDay {
                before += closings[day] ?? []
            }
            if let last = earlier.last, !before.contains(where: { $0.closing == statement.opening })
            {
                gaps.append(StatementGap(before: last, after: statement))
            }
        }
        guard !gaps.isEmpty, let book = try moved() else { return gaps }
        return gaps.filter { gap in
            let before = book.reduce(Int64(0)) {
                $1.key < gap.after.openingDay ? $0 + $1.value : $0
            }
            return before != gap.after.opening
        }
    }
}
