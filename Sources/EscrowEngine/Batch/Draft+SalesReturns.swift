import EscrowCore
import LedgerCore
import MoneyCore

/// What became of premiums that a shop gave back, or never took.
///
/// - Source: docs/spec/sales.md#returns
struct PremiumsBack {
    private(set) var falls: [PremiumFall] = []
    private(set) var withdrawn: [PlanID] = []

    mutating func add(_ falls: [PremiumFall], _ withdrawn: [PlanID] = []) {
        self.falls += falls
        self.withdrawn += withdrawn
    }

    /// What somebody should hear of it; nil for nothing.
    func sentence(_ currency: Currency) -> String? {
        let said = amounts.filter { $0.minor > 0 }
            .map { "\(Money(minor: $0.minor, currency)) \($0.name)" }
        return said.isEmpty ? nil : said.joined(separator: ", ") + withdrawn.sentence
    }

    func values(_ currency: Currency) -> [Answer.Value] {
        amounts.filter { $0.minor > 0 }.map {
            Answer.Value(name: $0.name, text: Money(minor: $0.minor, currency).plain)
        } + withdrawn.values
    }

    private var amounts: [(name: String, minor: Int64)] {
        var (open, here, carried, met): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
        for fall in falls {
            switch fall {
            case .expected: open += fall.minor
            case .here, .covered: here += fall.minor
            case .carried: carried += fall.minor
            case .met: met += fall.minor
            }
        }
        return [
            ("no longer expected", open), ("refundable to the shop", here),
            ("owed by producers", carried), ("met by what producers owed", met),
        ]
    }
}

extension Draft {
    /// Enters what came back on a day beyond what was sold, then what earlier days carried (J28b).
    ///
    /// - Source: docs/spec/sales.md#returns
    mutating func enterReturns(of sales: SalesDay, _ id: InvoiceID) throws -> PremiumsBack {
        var back = PremiumsBack()
        for producer in sales.producers {
            let falls = try takePremiums(
                sales.returned(of: producer, id), of: producer, shop: sales.client, day: id)
            back.add(falls.falls, falls.withdrawn)
        }
        return back
    }

    /// Lets what a producer expects of a shop's sales, or has of them here, meet what he owes it.
    ///
    /// Something of it was not there to be taken when it came back: it was out, or disputed.
    ///
    /// - Source: docs/spec/sales.md#returns
    mutating func meetPremiums(of producer: PartyID, shop: PartyID) throws -> PremiumsBack {
        try takePremiums([], of: producer, shop: shop, day: nil)
    }

    /// The same for the shops of whose sales a payout paid.
    mutating func meetPremiums(behind payout: Payout) throws -> PremiumsBack {
        var back = PremiumsBack()
        guard payout.account == .producerAvailable, let producer = payout.payee else {
            return back
        }
        var shops: [PartyID] = []
        for part in payout.parts {
            guard let line = part.source.invoiceLine,
                case .sale(let sales)? = try fact(at: line.invoice.sequence),
                !shops.contains(sales.client)
            else { continue }
            shops.append(sales.client)
        }
        for shop in shops {
            let met = try meetPremiums(of: producer, shop: shop)
            back.add(met.falls, met.withdrawn)
        }
        return back
    }

    /// Takes what came back of a producer's, then lets what is left meet what was carried before.
    private mutating func takePremiums(
        _ returned: [Standing.Place], of producer: PartyID, shop: PartyID, day: InvoiceID?
    ) throws -> PremiumsBack {
        var (back, isOfShop) = (PremiumsBack(), [InvoiceID: Bool]())
        let claims = try subledgers(.dueFromPartyCreditNote, of: producer).filter {
            try isSale($0.subledger.source, of: shop, &isOfShop)
        }
        guard !claims.isEmpty || !returned.isEmpty else { return back }
        var places = PremiumPlaces(
            expected: try undisputed(
                premiums([.expectedProducer], producer, shop, &isOfShop)),
            // What is frozen moves to nobody.
            here: try writer.pool()?.state == .declared
                ? Standing([])
                : try premiums([.producerHeld, .producerAvailable], producer, shop, &isOfShop))
        var falls = returned.flatMap { places.fall($0.amount, carrier: $0.subledger) }
        falls += places.meet(
            claims.sorted { $0.subledger.source.code < $1.subledger.source.code }
                .map { Standing.Place($0.subledger, $0.balance) })
        back.add(falls, try withdrawPlans(reserving: falls.here))
        for fall in falls {
            guard let record = try day ?? newest(of: fall.days) else {
                throw EngineError.broken("a premium falls that is no day's")
            }
            try append(
                .entry(
                    try Entry.premiumReturned(
                        fall, shop: shop, record: record.sequence, on: header.recordedDay,
                        in: book.currency)))
        }
        return back
    }

    /// The day that what met a claim belongs to: with it, it goes back.
    ///
    /// So a day is taken back before those that it took from.
    private func newest(of days: [InvoiceID]) throws -> InvoiceID? {
        try days.filter { try !writer.isReversed($0) }.max() ?? days.max()
    }

    /// What is expected less what a dispute freezes when it comes: whose that is, is not decided.
    private mutating func undisputed(_ expected: Standing) throws -> Standing {
        var places: [Standing.Place] = []
        for place in expected.places {
            guard let line = place.subledger.source.invoiceLine, let owner = place.subledger.owner
            else { continue }
            let disputed = try disputedToCome(of: PartRow.Key(line: line, owner: owner))
            places.append(Standing.Place(place.subledger, place.amount - disputed))
        }
        return Standing(places)
    }

    /// What a producer has of a shop's sales in some accounts, the newest sales first.
    private mutating func premiums(
        _ accounts: [Account], _ producer: PartyID, _ shop: PartyID,
        _ isOfShop: inout [InvoiceID: Bool]
    ) throws -> Standing {
        var places: [Standing.Place] = []
        for account in accounts {
            places += try subledgers(account, of: producer)
                .filter { try isSale($0.subledger.source, of: shop, &isOfShop) }
                .sorted { $0.subledger.source.code > $1.subledger.source.code }
                .map { Standing.Place($0.subledger, $0.balance) }
        }
        return Standing(places)
    }

    private func isSale(
        _ source: Source, of shop: PartyID, _ known: inout [InvoiceID: Bool]
    ) throws -> Bool {
        guard let invoice = source.invoiceLine?.invoice else { return false }
        if let isOfShop = known[invoice] { return isOfShop }
        var isOfShop = false
        if case .sale(let sales)? = try fact(at: invoice.sequence) {
            isOfShop = sales.client == shop
        }
        known[invoice] = isOfShop
        return isOfShop
    }
}

extension SalesDay {
    /// Everybody who has a line, once.
    var producers: [PartyID] {
        var seen: Set<PartyID> = []
        return lines.map(\.part.owner).filter { seen.insert($0).inserted }
    }

    /// What came back of a producer's, with the account in which it is carried.
    fileprivate func returned(of producer: PartyID, _ id: InvoiceID) -> [Standing.Place] {
        lines.enumerated().compactMap { index, line in
            guard line.part.owner == producer, line.part.gross.isNegative else { return nil }
            let carrier = Subledger(
                .dueFromPartyCreditNote, bank: bank, owner: producer,
                source: .invoiceLine(InvoiceLineID(invoice: id, number: index + 1)))
            return Standing.Place(carrier, -line.part.gross.minor)
        }
    }
}

extension [PremiumFall] {
    /// What of them is taken of money that is here.
    var here: [Standing.Place] {
        compactMap { fall in
            switch fall {
            case .here(let place), .covered(let place, _): place
            case .expected, .carried, .met: nil
            }
        }
    }
}
