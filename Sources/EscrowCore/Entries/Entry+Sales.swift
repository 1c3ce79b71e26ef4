public import LedgerCore
public import MoneyCore

/// Where a premium that a shop gave back to its buyers is taken from.
///
/// - Source: docs/spec/sales.md#returns
public enum PremiumFall: Hashable, Sendable {
    /// The shop has not passed it on yet: so much less is expected of it.
    case expected(Standing.Place)
    /// It is here: it becomes the shop's.
    case here(Standing.Place)
    /// It was paid out: the producer owes it (1150), until later sales meet it.
    case carried(Standing.Place)
    /// What was carried meets so much that is expected of the same shop.
    case met(Standing.Place, carried: Subledger)
    /// What was carried is here after all: it becomes the shop's.
    case covered(Standing.Place, carried: Subledger)

    public var minor: Int64 {
        switch self {
        case .expected(let place), .here(let place), .carried(let place), .met(let place, _),
            .covered(let place, _):
            place.amount
        }
    }

    /// The claim that it meets, of something that was carried before.
    public var claim: Subledger? {
        switch self {
        case .expected, .here, .carried: nil
        case .met(_, let carried), .covered(_, let carried): carried
        }
    }

    /// The days of sales that it concerns: whose money it takes, and which carried the claim.
    public var days: [InvoiceID] {
        let subledger =
            switch self {
            case .expected(let place), .here(let place), .carried(let place), .met(let place, _),
                .covered(let place, _):
                place.subledger
            }
        return [subledger, claim].compactMap { $0?.source.invoiceLine?.invoice }
    }
}

/// What a producer expects and has of one shop's sales, while amounts are taken off.
public struct PremiumPlaces: Hashable, Sendable {
    private var expected: [Standing.Place]
    private var here: [Standing.Place]

    /// - Parameters:
    ///   - expected: What the producer still expects of the shop, first what is taken first.
    ///   - here: Where his money of the shop's sales stands.
    public init(expected: Standing, here: Standing) {
        self.expected = expected.places
        self.here = here.places
    }

    /// Takes what came back: first what is expected, then what is here; the rest is carried.
    ///
    /// - Parameters:
    ///   - minor: What came back, in minor units.
    ///   - carrier: The producer's 1150 of the line that came back.
    /// - Returns: Falls that sum to the amount, none of them zero.
    public mutating func fall(_ minor: Int64, carrier: Subledger) -> [PremiumFall] {
        var left = minor
        let open = Self.draw(&left, from: &expected)
        let taken = Self.draw(&left, from: &here)
        return open.map { .expected($0) } + taken.map { .here($0) }
            + (left > 0 ? [.carried(Standing.Place(carrier, left))] : [])
    }

    /// Lets what is expected, then what is here, meet what was carried, the oldest first.
    public mutating func meet(_ carried: [Standing.Place]) -> [PremiumFall] {
        var falls: [PremiumFall] = []
        for claim in carried {
            var left = claim.amount
            for place in Self.draw(&left, from: &expected) {
                falls.append(.met(place, carried: claim.subledger))
            }
            for place in Self.draw(&left, from: &here) {
                falls.append(.covered(place, carried: claim.subledger))
            }
        }
        return falls
    }

    private static func draw(
        _ left: inout Int64, from places: inout [Standing.Place]
    ) -> [Standing.Place] {
        var drawn: [Standing.Place] = []
        while left > 0, let place = places.first {
            let given = min(left, place.amount)
            left -= given
            drawn.append(Standing.Place(place.subledger, given))
            places.removeFirst()
            if given < place.amount {
                places.insert(Standing.Place(place.subledger, place.amount - given), at: 0)
            }
        }
        return drawn
    }
}

extension PremiumFall {
    /// The fall that an entry of J28b makes; nil for another entry.
    public init?(_ entry: Entry) {
        guard entry.event == .premiumReturned else { return nil }
        let debits = entry.lines.filter { $0.side == .debit }
        let claim = entry.lines.first { $0.subledger.account == .dueFromPartyCreditNote }
        guard let line = debits.first(where: { $0.subledger.account != .backedContra }) else {
            return nil
        }
        let place = Standing.Place(line.subledger, line.minor)
        switch (line.subledger.account, claim) {
        case (.expectedProducer, let claim?): self = .met(place, carried: claim.subledger)
        case (.expectedProducer, nil): self = .expected(place)
        case (.dueFromPartyCreditNote, _): self = .carried(place)
        case (_, let claim?): self = .covered(place, carried: claim.subledger)
        case (_, nil): self = .here(place)
        }
    }

    /// What a fall does, as transfers.
    func transfers(shop: PartyID, _ currency: Currency) -> [Entry.Transfer] {
        switch self {
        case .expected(let place):
            [
                Entry.Transfer(
                    debit: place.subledger, credit: place.subledger.shops(.expectedReceipts, shop),
                    Money(minor: place.amount, currency))
            ]
        case .here(let place):
            [
                Entry.Transfer(
                    debit: place.subledger, credit: place.subledger.shops(.clientRefundable, shop),
                    Money(minor: place.amount, currency))
            ]
        case .carried(let place):
            [
                Entry.Transfer(
                    debit: place.subledger, credit: place.subledger.moved(to: .backedContra),
                    Money(minor: place.amount, currency))
            ]
        case .met(let place, let carried):
            PremiumFall.expected(place).transfers(shop: shop, currency)
                + [Self.closed(carried, place.amount, currency)]
        case .covered(let place, let carried):
            PremiumFall.here(place).transfers(shop: shop, currency)
                + [Self.closed(carried, place.amount, currency)]
        }
    }

    private static func closed(
        _ carried: Subledger, _ minor: Int64, _ currency: Currency
    ) -> Entry.Transfer {
        Entry.Transfer(
            debit: carried.moved(to: .backedContra), credit: carried,
            Money(minor: minor, currency))
    }
}

extension Entry {
    /// J28b: what came back at the till, fall by fall one entry.
    ///
    /// - Parameters:
    ///   - fall: Where it is taken from.
    ///   - shop: Who gave it back to its buyers.
    ///   - record: The day of sales.
    ///   - day: The day on which it is recorded.
    ///   - currency: That of the book.
    /// - Returns: The entry.
    /// - Throws: `notPositive` for nothing.
    /// - Source: docs/spec/events.md#J28b
    public static func premiumReturned(
        _ fall: PremiumFall, shop: PartyID, record: Int64, on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.premiumReturned, bookingDay: day, evidence: record),
            fall.transfers(shop: shop, currency))
    }

    /// J28b the other way: the day on which it came back is taken back.
    public static func premiumGivenAgain(
        _ fall: PremiumFall, shop: PartyID, record: Int64, on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.premiumReturned, bookingDay: day, evidence: record),
            fall.transfers(shop: shop, currency).map {
                Transfer(debit: $0.credit, credit: $0.debit, $0.amount)
            })
    }

    /// J28c: all that a day's sales let the producers expect, have or have had.
    ///
    /// - Source: docs/spec/events.md#J28c
    public static func salesReversed(
        _ falls: [PremiumFall], shop: PartyID, record: Int64, on day: Day, in currency: Currency
    ) throws(EntryError) -> Entry {
        try Entry(
            Occasion(.salesReversed, bookingDay: day, evidence: record),
            falls.flatMap { $0.transfers(shop: shop, currency) })
    }
}

extension Subledger {
    /// The shop's own of the same line and trust account.
    fileprivate func shops(_ account: Account, _ shop: PartyID) -> Subledger {
        Subledger(account, bank: bank, owner: shop, source: source)
    }
}
