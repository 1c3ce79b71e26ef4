public import LedgerCore
public import MoneyCore

extension Entry {
    /// J16, J26 and J31: what was taken out of an invoice, against where it goes.
    ///
    /// - Parameters:
    ///   - taken: What falls, what is owed, what is expected again.
    ///   - occasion: Event, days and evidence.
    ///   - credits: Where it goes, in all as much as was taken.
    ///   - currency: Of all amounts.
    /// - Returns: The entry.
    /// - Throws: As any entry: `empty` for nothing.
    /// - Source: docs/spec/events.md#J16
    public static func takenBack(
        _ taken: Taken, _ occasion: Occasion, credits: [Standing.Place], _ currency: Currency
    ) throws(EntryError) -> Entry {
        var transfers = pairs(taken.debits, credits, currency)
        for claim in taken.released {
            transfers.append(
                Transfer(
                    debit: claim.subledger.moved(to: .backedContra), credit: claim.subledger,
                    Money(minor: claim.amount, currency)))
        }
        for open in taken.restored {
            transfers.append(
                Transfer(
                    debit: open.receipts, credit: open.expected,
                    Money(minor: open.amount, currency)))
        }
        return try Entry(occasion, transfers)
    }

    /// J17: money meets claims, whether it arrived or stands on another invoice.
    ///
    /// - Source: docs/spec/events.md#J17
    public static func recovery(
        _ occasion: Occasion, debits: [Standing.Place],
        claims: [Standing.Place], _ currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(occasion, pairs(debits, claims, currency))
    }

    /// Matches debits and credits of the same sum, each in its order.
    static func pairs(
        _ debits: [Standing.Place], _ credits: [Standing.Place], _ currency: Currency
    ) -> [Transfer] {
        var transfers: [Transfer] = []
        var rest = credits[...]
        var left = rest.first?.amount ?? 0
        for debit in debits {
            var open = debit.amount
            while open > 0, let credit = rest.first {
                let amount = min(open, left)
                if amount > 0 {
                    transfers.append(
                        Transfer(
                            debit: debit.subledger, credit: credit.subledger,
                            Money(minor: amount, currency)))
                }
                open -= amount
                left -= amount
                if left == 0 {
                    rest = rest.dropFirst()
                    left = rest.first?.amount ?? 0
                }
            }
        }
        return transfers
    }
}
