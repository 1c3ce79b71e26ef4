public import LedgerCore
public import MoneyCore

extension Entry {
    /// J20, second row: what of the interest is whose, in the account in which his money is held.
    ///
    /// - Parameters:
    ///   - occasion: The allocation's record and day.
    ///   - bank: The account that earned the interest.
    ///   - parts: Whose, his held account, how much; at least one.
    /// - Returns: An entry that debits 2700.
    /// - Throws: `EntryError`, for a part of nothing.
    /// - Source: docs/spec/events.md#J20
    public static func interestAllocated(
        _ occasion: Occasion, bank: TrustAccountID,
        _ parts: [(owner: PartyID, held: Account, amount: Money)]
    ) throws(EntryError) -> Entry {
        let interest = Subledger(.interestToAllocate, bank: bank, source: .interest)
        return try Entry(
            occasion,
            parts.map { part in
                Transfer(
                    debit: interest,
                    credit: Subledger(part.held, bank: bank, owner: part.owner, source: .interest),
                    part.amount)
            })
    }
}
