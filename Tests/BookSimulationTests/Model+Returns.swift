/// What came back at the till, and days of sales that are taken back.
///
/// - Source: docs/spec/sales.md#returns
extension Model {
    /// From where a premium that came back is taken.
    struct Fall {
        enum Kind { case expected, here, carried }
        let kind: Kind
        /// Of what is carried, the claim.
        let place: Place
        let amount: Int64
        /// The claim of an earlier day that it meets.
        var claim: Place?
    }

    private func day(of place: Place) -> String { String(place.source.prefix { $0 != "/" }) }

    private func isSale(_ place: Place, of shop: String) -> Bool {
        guard let invoice = invoices[day(of: place)] else { return false }
        return invoice.soldOn != nil && invoice.client == shop
    }

    /// Enters what came back with a day, and lets what it brings meet what was carried before.
    mutating func takeReturns(of number: String, _ returned: [(line: Int, amount: Int64)]) {
        guard let day = invoices[number] else { return }
        var seen: Set<String> = []
        for producer in day.lines.map(\.parts[0].owner) where seen.insert(producer).inserted {
            let own = returned.filter { day.lines[$0.line].parts[0].owner == producer }
            takePremiums(
                own.map { (Place(1150, producer, day.source($0.line)), $0.amount) },
                of: producer, shop: day.client, day: number)
        }
    }

    /// What a producer expects of a shop's sales or has of them meets what he owes it.
    mutating func meetPremiums(of producer: String, shop: String) {
        takePremiums([], of: producer, shop: shop, day: nil)
    }

    /// The same for the shops of whose sales a payout paid.
    mutating func meetPremiums(behind payout: Payout) {
        guard payout.account == 2510 else { return }
        var shops: [String] = []
        for (place, _) in payout.parts {
            guard let invoice = invoices[day(of: place)], invoice.soldOn != nil,
                !shops.contains(invoice.client)
            else { continue }
            shops.append(invoice.client)
        }
        for shop in shops { meetPremiums(of: payout.owner, shop: shop) }
    }

    private mutating func takePremiums(
        _ returned: Amounts, of producer: String, shop: String, day: String?
    ) {
        let claims = places(1150...1150).filter {
            $0.place.owner == producer && isSale($0.place, of: shop)
        }
        guard !claims.isEmpty || !returned.isEmpty else { return }
        var expected = premiums(9120, producer, shop).map { place, amount in
            (place: place, amount: amount - toCome(place))
        }
        var here = premiums(2500, producer, shop) + premiums(2510, producer, shop)
        var falls: [Fall] = []
        for (carrier, amount) in returned {
            var left = amount
            falls += draw(&left, from: &expected, .expected) + draw(&left, from: &here, .here)
            if left > 0 { falls.append(Fall(kind: .carried, place: carrier, amount: left)) }
        }
        for (claim, amount) in claims {
            var left = amount
            falls +=
                draw(&left, from: &expected, .expected, claim)
                + draw(&left, from: &here, .here, claim)
        }
        withdrawPlans(reserving: falls.filter { $0.kind == .here }.map { ($0.place, $0.amount) })
        for fall in falls {
            enter(fall, shop)
            guard let number = day ?? newest(of: fall) else { continue }
            returns[number, default: []].append(fall)
        }
    }

    /// The newest sales first.
    private func premiums(_ account: Int, _ producer: String, _ shop: String) -> Amounts {
        places(account...account).filter {
            $0.place.owner == producer && isSale($0.place, of: shop)
        }.sorted { left, right in
            (-code(left.place.source), left.place.bank)
                < (-code(right.place.source), right.place.bank)
        }
    }

    /// What a dispute freezes of an expectation when it comes.
    private func toCome(_ expected: Place) -> Int64 {
        guard let invoice = invoices[day(of: expected)],
            let line = invoice.lines.indices.first(where: { invoice.source($0) == expected.source })
        else { return 0 }
        let frozen = has(2600, expected.owner, expected.source)
        return max(0, invoice.lines[line].parts[0].disputed - frozen)
    }

    private func draw(
        _ left: inout Int64, from places: inout Amounts, _ kind: Fall.Kind, _ claim: Place? = nil
    ) -> [Fall] {
        var falls: [Fall] = []
        for index in places.indices where left > 0 && places[index].amount > 0 {
            let given = min(left, places[index].amount)
            left -= given
            places[index].amount -= given
            falls.append(Fall(kind: kind, place: places[index].place, amount: given, claim: claim))
        }
        return falls
    }

    private func newest(of fall: Fall) -> String? {
        [fall.place, fall.claim].compactMap { $0 }.map(day).filter { !reversed.contains($0) }
            .max {
                (invoiceOrder.firstIndex(of: $0) ?? 0) < (invoiceOrder.firstIndex(of: $1) ?? 0)
            }
    }

    /// One fall, or with `isBack` the other way.
    private mutating func enter(_ fall: Fall, _ shop: String, isBack: Bool = false) {
        let amount = isBack ? -fall.amount : fall.amount
        let place = fall.place
        switch fall.kind {
        case .expected:
            move(amount, debit: place, credit: Place(9000, shop, place.source, at: place.bank))
            change(place, whole: -amount, has: 0)
        case .here:
            move(amount, debit: place, credit: Place(2300, shop, place.source, at: place.bank))
            change(place, whole: -amount, has: -amount)
        case .carried: move(amount, debit: place, credit: place.on(2950))
        }
        if let claim = fall.claim { move(amount, debit: claim.on(2950), credit: claim) }
    }

    private mutating func change(_ place: Place, whole: Int64, has: Int64) {
        let number = day(of: place)
        guard let invoice = invoices[number],
            let line = invoice.lines.indices.first(where: { invoice.source($0) == place.source })
        else { return }
        invoices[number]?.lines[line].parts[0].whole += whole
        invoices[number]?.lines[line].parts[0].has += has
    }

    // MARK: Taken back

    /// Whether a day of sales can be taken back as it stands.
    func mayReverse(_ number: String) -> Bool {
        guard let sold = invoices[number], sold.soldOn != nil, !reversed.contains(number),
            sold.lines.allSatisfy({ $0.parts[0].disputed == 0 })
        else { return false }
        let back = returns[number] ?? []
        let own = back.filter { $0.kind != .carried && day(of: $0.place) == number }
            .reduce(0) { $0 + $1.amount }
        let all = sold.lines.reduce(0) { $0 + $1.gross }
        let here = sold.lines.reduce(0) { $0 + $1.parts[0].whole }
        return all - forClients[number, default: 0] - own == here
            && back.filter { $0.kind == .carried }.allSatisfy { carried in
                let met = back.filter { $0.claim == carried.place }.reduce(0) { $0 + $1.amount }
                return (balances[carried.place] ?? 0) + met >= carried.amount
            }
    }

    /// J28b the other way, then J28c.
    mutating func reverse(_ number: String) {
        guard let sold = invoices[number] else { return }
        let again = givenAgain(number, sold.client)
        withdrawPlans(
            reserving: again.filter { $0.kind == .here }.map {
                (Place(2300, sold.client, $0.place.source, at: $0.place.bank), $0.amount)
            })
        for line in sold.lines.indices {
            invoices[number]?.lines[line].parts[0].whole -= sold.lines[line].parts[0].writtenOff
            invoices[number]?.lines[line].parts[0].writtenOff = 0
        }
        for fall in again { enter(fall, sold.client, isBack: true) }
        reversed.insert(number)
        var falls: [Fall] = []
        for (line, known) in (invoices[number]?.lines ?? []).enumerated() {
            let (part, source) = (known.parts[0], sold.source(line))
            var left = part.whole
            var expected: Amounts = [(Place(9120, part.owner, source), part.expected)]
            var here = standing(part.owner, source)
            falls += draw(&left, from: &expected, .expected) + draw(&left, from: &here, .here)
            if left > 0 {
                falls.append(
                    Fall(kind: .carried, place: Place(1150, part.owner, source), amount: left))
            }
        }
        withdrawPlans(reserving: falls.filter { $0.kind == .here }.map { ($0.place, $0.amount) })
        for fall in falls {
            enter(fall, sold.client)
            if fall.kind == .carried { change(fall.place, whole: -fall.amount, has: -fall.amount) }
        }
    }

    /// What was refunded to the shop since, it owes again.
    private func givenAgain(_ number: String, _ shop: String) -> [Fall] {
        var left: [Place: Int64] = [:]
        return (returns[number] ?? []).reversed().flatMap { fall -> [Fall] in
            guard fall.kind == .here else { return [fall] }
            let refundable = Place(2300, shop, fall.place.source, at: fall.place.bank)
            let there = left[refundable] ?? has(refundable)
            let still = min(fall.amount, there)
            left[refundable] = there - still
            return [
                Fall(kind: .here, place: fall.place, amount: still, claim: fall.claim),
                Fall(
                    kind: .expected, place: fall.place.on(9120), amount: fall.amount - still,
                    claim: fall.claim),
            ].filter { $0.amount > 0 }
        }
    }
}
