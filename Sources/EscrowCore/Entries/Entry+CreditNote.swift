public import LedgerCore
public import MoneyCore

/// What a credit note does to a line: expectations that go, money that moves, claims that arise.
///
/// - Source: docs/spec/events.md#J21
public struct CreditSettlement: Hashable, Sendable {
    private let state: LineState
    private let isFinal: Bool
    private let falls: [Fall]

    private struct Fall: Hashable, Sendable {
        let part: LinePart
        let expectation: Subledger
        /// Of what is expected.
        let memo: Int64
        /// From where what is here is taken.
        let taken: [Standing.Place]
        /// What is out already.
        let out: Int64
        /// What other parties' money completes of this part.
        var completed: Int64 = 0
    }

    /// What is taken of what is here.
    public var taken: [Standing.Place] { falls.flatMap(\.taken) }
    private func sum(_ amount: (Fall) -> Int64) -> Int64 { falls.reduce(0) { $0 + amount($1) } }
    public var memo: Int64 { sum(\.memo) }
    public var here: Int64 { taken.reduce(0) { $0 + $1.amount } }
    public var completed: Int64 { sum(\.completed) }
    public var out: Int64 { sum(\.out) }
    /// The client's, to be refunded.
    public var refundable: Int64 { here - completed }

    /// - Parameters:
    ///   - note: What the parts fall by.
    ///   - parts: The line's parts as they are, in its order.
    ///   - state: The line, for where money that completes a part goes.
    ///   - bank: The invoice's trust account.
    ///   - isFinal: Whether all that came for the invoice is there for good; else what completes a
    ///     part is held.
    public init(
        _ note: CreditNote, _ parts: [CreditedPart], state: LineState, bank: TrustAccountID,
        isFinal: Bool = true
    ) {
        self.state = state
        self.isFinal = isFinal
        var falls: [Fall] = []
        for (credited, part) in zip(note.parts, parts) {
            let memo = min(credited.amount.minor, part.expected)
            let (taken, out) = part.standing.take(
                credited.amount.minor - memo - credited.ofWrittenOff.minor)
            falls.append(
                Fall(
                    part: part.part,
                    expectation: Subledger(
                        part.part.role.expected, bank: bank, owner: part.part.owner,
                        source: .invoiceLine(note.line)),
                    memo: memo, taken: taken, out: out))
        }
        // Whose new part is not complete gets of what leaves the others, by the ranks of the line.
        let missing = zip(falls, parts).map { $1.expected - $0.memo }
        let given = Instalment.ranked(
            falls.reduce(0) { $0 + $1.taken.reduce(0) { $0 + $1.amount } },
            among: zip(parts, missing).map {
                Instalment.Part(whole: $0.contract, has: $0.contract - $1)
            },
            ranks: parts.map(\.part.rank)
        ).given
        for index in falls.indices { falls[index].completed = given[index] }
        self.falls = falls
    }
}

extension Entry {
    /// J21: open part off; what is here first completes other parties, the rest is the client's;
    /// what is out becomes a claim.
    ///
    /// - Returns: nil when nothing moves, because all of it was written off.
    /// - Source: docs/spec/events.md#J21
    public static func credited(
        _ settlement: CreditSettlement, client: PartyID, note: Int64, on day: Day,
        in currency: Currency
    ) throws(EntryError) -> Entry? {
        let transfers = settlement.transfers(client: client, currency)
        guard !transfers.isEmpty else { return nil }
        return try Entry(Occasion(.creditNote, bookingDay: day, evidence: note), transfers)
    }

    /// The claim of a credit note is met by the same party's later money: T 2110 / T 2300.
    ///
    /// - Parameters:
    ///   - taken: The party's money of other invoices.
    ///   - claim: The party's 1150, with the line that was credited.
    ///   - client: Whose money it becomes.
    ///   - note: The credit note's record.
    ///   - day: The day on which it is recorded.
    ///   - currency: That of the book.
    /// - Returns: An entry that credits 2300 and 1150.
    /// - Throws: `empty` when nothing is taken.
    /// - Source: docs/spec/events.md#J21
    public static func creditNetted(
        _ taken: [Standing.Place], against claim: Subledger, client: PartyID, note: Int64,
        on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        let total = Money(minor: taken.reduce(0) { $0 + $1.amount }, currency)
        return try Entry(
            Occasion(.creditNote, bookingDay: day, evidence: note),
            taken.map { place in
                Transfer(
                    debit: place.subledger,
                    credit: Subledger(
                        .clientRefundable, bank: place.subledger.bank, owner: client,
                        source: claim.source), Money(minor: place.amount, currency))
            } + [Transfer(debit: claim.moved(to: .backedContra), credit: claim, total)])
    }

    /// The same, met in cash that waited unidentified: T 2000 / T 2300.
    public static func creditRepaid(
        _ receipt: Receipt, claim: Subledger, client: PartyID
    ) throws(EntryError) -> Entry {
        try Entry(
            receipt.occasion(.creditNote),
            [
                Transfer(
                    debit: receipt.unidentified,
                    credit: Subledger(
                        .clientRefundable, bank: receipt.bank, owner: client,
                        source: claim.source), receipt.amount),
                Transfer(debit: claim.moved(to: .backedContra), credit: claim, receipt.amount),
            ])
    }

    /// What is refundable of one invoice pays a later one: T 2300 / T 2010.
    public static func creditApplied(
        _ refundable: Subledger, to line: InvoiceLineID, _ amount: Money, note: Int64, on day: Day
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.creditNote, bookingDay: day, evidence: note),
            [
                Transfer(
                    debit: refundable,
                    credit: Subledger(
                        .unallocated, bank: refundable.bank, owner: refundable.owner,
                        source: .invoiceLine(line)), amount)
            ])
    }
}

extension CreditSettlement {
    func transfers(client: PartyID, _ currency: Currency) -> [Entry.Transfer] {
        var places = taken
        var transfers: [Entry.Transfer] = []
        for fall in falls where fall.completed > 0 {
            for (account, minor) in Entry.places(
                fall.completed, of: fall.part, in: state, isFinal: isFinal)
            {
                transfers += Self.draw(minor, from: &places, currency) { bank in
                    Subledger(
                        account, bank: bank, owner: fall.part.owner,
                        source: fall.expectation.source)
                }
            }
        }
        transfers += Self.draw(refundable, from: &places, currency) { bank in
            Subledger(
                .clientRefundable, bank: bank, owner: client, source: .invoiceLine(state.line))
        }
        for fall in falls where fall.out > 0 {
            let claim = fall.expectation.moved(to: .dueFromPartyCreditNote)
            transfers.append(
                Entry.Transfer(
                    debit: claim, credit: claim.moved(to: .backedContra),
                    Money(minor: fall.out, currency)))
        }
        for fall in falls where fall.memo + fall.completed > 0 {
            transfers.append(
                Entry.Transfer(
                    debit: fall.expectation,
                    credit: Subledger(
                        .expectedReceipts, bank: fall.expectation.bank, owner: client,
                        source: fall.expectation.source),
                    Money(minor: fall.memo + fall.completed, currency)))
        }
        return transfers
    }

    /// Takes an amount from the front of what was taken.
    private static func draw(
        _ minor: Int64, from places: inout [Standing.Place], _ currency: Currency,
        _ credit: (TrustAccountID) -> Subledger
    ) -> [Entry.Transfer] {
        var left = minor
        var transfers: [Entry.Transfer] = []
        while left > 0, let place = places.first {
            let given = min(left, place.amount)
            left -= given
            places.removeFirst()
            if given < place.amount {
                places.insert(Standing.Place(place.subledger, place.amount - given), at: 0)
            }
            transfers.append(
                Entry.Transfer(
                    debit: place.subledger, credit: credit(place.subledger.bank),
                    Money(minor: given, currency)))
        }
        return transfers
    }
}
