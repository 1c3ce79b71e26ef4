public import LedgerCore
public import MoneyCore

extension Entry {
    /// J23: so much of these expectations goes off.
    ///
    /// - Parameters:
    ///   - places: Of which 91xx how much.
    ///   - client: Who was expected to pay.
    ///   - record: The record that says so.
    ///   - day: The day on which it is recorded.
    ///   - currency: That of the book.
    /// - Returns: An entry that credits 9000.
    /// - Throws: `empty` when nothing goes.
    /// - Source: docs/spec/events.md#J23
    public static func writtenOff(
        _ places: [Standing.Place], client: PartyID, record: Int64, on day: Day,
        in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.writeOff, bookingDay: day, evidence: record),
            places.map { place in
                Transfer(
                    debit: place.subledger, credit: expectation(of: client, as: place.subledger),
                    Money(minor: place.amount, currency))
            })
    }

    /// J23, second half: money came all the same, so that it was expected after all.
    ///
    /// - Source: docs/spec/events.md#J23
    public static func expectedAgain(
        _ places: [Standing.Place], client: PartyID, _ receipt: Receipt
    ) throws(EntryError) -> Entry {
        try expectedAgain(
            places, client: client, receipt.occasion(.writeOff), in: receipt.amount.currency)
    }

    /// J23, second half: what it was written off for has gone, so that it is expected again.
    ///
    /// - Parameters:
    ///   - places: Of which 91xx how much.
    ///   - client: Who is expected to pay.
    ///   - occasion: Days, and the receipt or the write-off that it follows from.
    ///   - currency: That of the book.
    /// - Returns: An entry that debits 9000.
    /// - Throws: `empty` when nothing is.
    /// - Source: docs/spec/events.md#J23
    public static func expectedAgain(
        _ places: [Standing.Place], client: PartyID, _ occasion: Occasion, in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            occasion,
            places.map { place in
                Transfer(
                    debit: expectation(of: client, as: place.subledger), credit: place.subledger,
                    Money(minor: place.amount, currency))
            })
    }

    private static func expectation(of client: PartyID, as part: Subledger) -> Subledger {
        Subledger(.expectedReceipts, bank: part.bank, owner: client, source: part.source)
    }

    /// J24: the agency has what is the trust's; no cash moved.
    ///
    /// - Parameters:
    ///   - lines: How much of it is for which line.
    ///   - bank: Where it should have come.
    ///   - agency: Who has it.
    ///   - record: The record that says so.
    ///   - day: The day on which it is recorded.
    ///   - currency: That of the book.
    /// - Returns: An entry that debits 1140 and credits 2950.
    /// - Throws: `empty` for no line.
    /// - Source: docs/spec/events.md#J24
    public static func misdirected(
        _ lines: [(line: InvoiceLineID, minor: Int64)], bank: TrustAccountID, agency: PartyID,
        record: Int64, on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.misdirected, bookingDay: day, evidence: record),
            lines.map { line, minor in
                let claim = Subledger(
                    .dueFromAgencyMisdirected, bank: bank, owner: agency,
                    source: .invoiceLine(line))
                return Transfer(
                    debit: claim, credit: claim.moved(to: .backedContra),
                    Money(minor: minor, currency))
            })
    }

    /// J24, passed on: the claim ends as far as its money is here.
    ///
    /// - Source: docs/spec/events.md#J24
    public static func passedOn(
        _ claims: [Standing.Place], _ occasion: Receipt
    ) throws(EntryError) -> Entry {
        try Entry(
            occasion.occasion(.misdirected),
            claims.map { claim in
                Transfer(
                    debit: claim.subledger.moved(to: .backedContra), credit: claim.subledger,
                    Money(minor: claim.amount, occasion.amount.currency))
            })
    }

    /// J24, paid back: the agency has nothing of the invoice any more, and the client owes it.
    ///
    /// - Source: docs/spec/events.md#J24
    public static func paidBack(
        _ claims: [Standing.Place], record: Int64, on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.misdirected, bookingDay: day, evidence: record),
            claims.map { claim in
                Transfer(
                    debit: claim.subledger.moved(to: .backedContra), credit: claim.subledger,
                    Money(minor: claim.amount, currency))
            })
    }

    /// J24, passed on out of the agency's available share: T 2210 / T 2010 too.
    ///
    /// - Source: docs/spec/events.md#J24
    public static func passedFromShare(
        _ taken: [Standing.Place], _ claims: [Standing.Place],
        lines: [(line: InvoiceLineID, minor: Int64)], client: PartyID, record: Int64,
        on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        var left = taken[...]
        var spent: Int64 = 0
        var transfers = claims.map { claim in
            Transfer(
                debit: claim.subledger.moved(to: .backedContra), credit: claim.subledger,
                Money(minor: claim.amount, currency))
        }
        for (line, minor) in lines {
            var due = minor
            while due > 0, let place = left.first {
                let given = min(due, place.amount - spent)
                due -= given
                spent += given
                if spent == place.amount {
                    left = left.dropFirst()
                    spent = 0
                }
                transfers.append(
                    Transfer(
                        debit: place.subledger,
                        credit: Subledger(
                            .unallocated, bank: place.subledger.bank, owner: client,
                            source: .invoiceLine(line)), Money(minor: given, currency)))
            }
        }
        return try Entry(Occasion(.misdirected, bookingDay: day, evidence: record), transfers)
    }

    /// J22: the VAT inside the agency's part of what was split goes to 2400.
    ///
    /// - Source: docs/spec/events.md#J22
    public static func taxSetAside(
        _ places: [Standing.Place], _ receipt: Receipt
    ) throws(EntryError) -> Entry {
        try taxSetAside(places, receipt.occasion(.taxSetAside), receipt.amount.currency)
    }

    /// J22 of what was held and is released: the invoice is the evidence.
    ///
    /// - Source: docs/spec/events.md#J22
    public static func taxSetAside(
        _ places: [Standing.Place], evidence: Int64, on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        try taxSetAside(
            places, Occasion(.taxSetAside, bookingDay: day, evidence: evidence), currency)
    }

    private static func taxSetAside(
        _ places: [Standing.Place], _ occasion: Occasion, _ currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            occasion,
            places.map { place in
                Transfer(
                    debit: place.subledger, credit: place.subledger.moved(to: .taxSetAside),
                    Money(minor: place.amount, currency))
            })
    }
}
