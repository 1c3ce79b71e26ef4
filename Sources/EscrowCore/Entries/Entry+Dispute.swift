public import LedgerCore
public import MoneyCore

extension Entry {
    /// J8: what is here of the disputed part is frozen.
    ///
    /// - Parameters:
    ///   - taken: From where; available before held makes no difference to the owner.
    ///   - dispute: The record that says so.
    ///   - day: The day on which it is recorded.
    ///   - currency: That of the book.
    /// - Returns: An entry that credits 2600.
    /// - Throws: `empty` when nothing is taken.
    /// - Source: docs/spec/events.md#J8
    public static func frozen(
        _ taken: [Standing.Place], by dispute: Int64, on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.dispute, bookingDay: day, evidence: dispute),
            taken.map { place in
                Transfer(
                    debit: place.subledger, credit: place.subledger.moved(to: .disputed),
                    Money(minor: place.amount, currency))
            })
    }

    /// J8, decided for the client: first nobody expects it any more, then what is frozen is
    /// refundable.
    ///
    /// - Parameters:
    ///   - memo: Of which expectation how much goes off.
    ///   - frozen: What is taken of 2600.
    ///   - client: Whose money it becomes.
    ///   - decision: The record that says so.
    ///   - day: The day on which it is recorded.
    ///   - currency: That of the book.
    /// - Returns: An entry that credits 2300 and 9000.
    /// - Throws: `empty` when there is neither.
    /// - Source: docs/spec/events.md#J8
    public static func decidedForClient(
        memo: Standing.Place?, frozen: [Standing.Place], client: PartyID, decision: Int64,
        on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        var transfers = frozen.map { place in
            Transfer(
                debit: place.subledger,
                // What was pooled stays in the pool, as the client's claim.
                credit: Subledger(
                    place.subledger.account == .pool ? .pool : .clientRefundable,
                    bank: place.subledger.bank, owner: client,
                    source: place.subledger.source), Money(minor: place.amount, currency))
        }
        if let memo, memo.amount > 0 {
            transfers.append(
                Transfer(
                    debit: memo.subledger,
                    credit: Subledger(
                        .expectedReceipts, bank: memo.subledger.bank, owner: client,
                        source: memo.subledger.source), Money(minor: memo.amount, currency)))
        }
        return try Entry(Occasion(.dispute, bookingDay: day, evidence: decision), transfers)
    }

    /// J9 and J10: from hold or dispute to where it can be paid out.
    ///
    /// - Parameters:
    ///   - taken: What is released.
    ///   - role: As what its owner gets it.
    ///   - evidence: The invoice, or the decision about a dispute.
    ///   - day: The day on which it is recorded.
    ///   - currency: That of the book.
    /// - Returns: An entry that credits 2110, 2210 or 2510.
    /// - Throws: `empty` when nothing is taken.
    /// - Source: docs/spec/events.md#J9
    public static func released(
        _ taken: [Standing.Place], as role: PartRole, evidence: Int64, on day: Day,
        in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(
                role == .agency ? .agencyShareAvailable : .release, bookingDay: day,
                evidence: evidence),
            taken.map { place in
                Transfer(
                    debit: place.subledger, credit: place.subledger.moved(to: role.available),
                    Money(minor: place.amount, currency))
            })
    }

    /// A dispute decided for a party whose release still waits for something: J8 back to held.
    ///
    /// - Source: docs/spec/hold.md#disputes
    public static func heldAgain(
        _ taken: [Standing.Place], as role: PartRole, decision: Int64, on day: Day,
        in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.dispute, bookingDay: day, evidence: decision),
            taken.map { place in
                Transfer(
                    debit: place.subledger, credit: place.subledger.moved(to: role.held),
                    Money(minor: place.amount, currency))
            })
    }
}
