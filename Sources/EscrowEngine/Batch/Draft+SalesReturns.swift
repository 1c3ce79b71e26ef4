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
            case .here: here += fall.minor
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
        var isOfShop: [InvoiceID: Bool] = [:]
        for producer in sales.producers {
            let claims = try subledgers(.dueFromPartyCreditNote, of: producer).filter {
                try isSale($0.subledger.source, of: sales.client, &isOfShop)
            }
            let returned = sales.returned(of: producer, id)
            guard !claims.isEmpty || !returned.isEmpty else { continue }
            var places = PremiumPlaces(
                expected: try premiums([.expectedProducer], producer, sales.client, &isOfShop),
                // What is frozen moves to nobody.
                here: try writer.pool()?.state == .declared
                    ? Standing([])
                    : try premiums(
                        [.producerHeld, .producerAvailable], producer, sales.client, &isOfShop))
            var falls = returned.flatMap { places.fall($0.amount, carrier: $0.subledger) }
            falls += places.meet(
                claims.sorted { $0.subledger.source.code < $1.subledger.source.code }
                    .map { Standing.Place($0.subledger, $0.balance) })
            back.add(falls, try withdrawPlans(reserving: falls.here))
            for fall in falls {
                try append(
                    .entry(
                        try Entry.premiumReturned(
                            fall, shop: sales.client, record: id.sequence,
                            on: header.recordedDay, in: book.currency)))
            }
        }
        return back
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
    fileprivate var producers: [PartyID] {
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
            case .here(let place): place
            case .expected, .carried, .met: nil
            }
        }
    }
}
