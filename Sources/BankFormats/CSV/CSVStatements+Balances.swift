import MoneyCore

/// Balances of a table, from the balance behind each entry.
///
/// - Source: docs/bank-layouts.md#reading
extension CSVStatements {
    /// Takes opening and closing from the balance behind each entry, where they prove each other.
    mutating func finish(_ options: ReadingOptions) {
        for index in parsed.statements.indices {
            let entries = parsed.statements[index].entries
            let days = entries.compactMap(\.bookingDay)
            parsed.statements[index].head.periodStart = days.min()
            parsed.statements[index].head.periodEnd = days.max()
            guard layout.balance != nil else { continue }
            let column = balances[index]
            let known = column.compactMap(\.balance)
            guard known.count == entries.count, column.count == entries.count else {
                parsed.warn(parsed.statements[index].head.place, "a balance is missing")
                continue
            }
            let rows = column.map(\.amount)
            if Self.isChain(rows, known) {
                setBalances(index, rows, known, days)
            } else if Self.isChain(rows.reversed(), known.reversed()) {
                setBalances(index, rows.reversed(), known.reversed(), days)
            } else {
                parsed.warn(
                    parsed.statements[index].head.place,
                    "the balances behind the entries do not follow from them in either order")
            }
        }
        takeLabelled()
        parsed.finish(options)
    }

    private static func isChain(_ amounts: [Money], _ balances: [Money]) -> Bool {
        amounts.indices.dropFirst().allSatisfy {
            (try? balances[$0 - 1].adding(amounts[$0])) == balances[$0]
        }
    }

    private mutating func setBalances(
        _ index: Int, _ amounts: [Money], _ balances: [Money], _ days: [Day]
    ) {
        guard let first = amounts.first, let balance = balances.first, let last = balances.last,
            let opening = try? balance.subtracting(first)
        else { return }
        parsed.statements[index].head.opening = ReadBalance(
            amount: opening, day: days.min(), type: "before the first entry")
        parsed.statements[index].head.closing = ReadBalance(
            amount: last, day: days.max(), type: "after the last entry")
    }

    /// Whether a row is a balance and no entry.
    func isBalance(_ row: CSVTable.Row) -> Bool {
        guard let label = row.fields.first, !label.isEmpty else { return false }
        return label == layout.openingLabel || label == layout.closingLabel
    }

    /// Takes the balances that stand in rows of their own, above or below the entries.
    private mutating func takeLabelled() {
        guard parsed.statements.count == 1, let head = parsed.statements.first?.head,
            let currency = head.currency, head.opening == nil,
            let opening = labelled(layout.openingLabel, currency),
            let closing = labelled(layout.closingLabel, currency)
        else { return }
        parsed.statements[0].head.opening = ReadBalance(
            amount: opening, day: head.periodStart, type: layout.openingLabel ?? "")
        parsed.statements[0].head.closing = ReadBalance(
            amount: closing, day: head.periodEnd, type: layout.closingLabel ?? "")
    }

    private func labelled(_ label: String?, _ currency: Currency) -> Money? {
        guard let label, let row = table.rows.first(where: { $0.fields.first == label }) else {
            return nil
        }
        return row.fields.dropFirst().lazy.compactMap { money($0, currency) }.first
    }
}
