/// Receipts that come out of invoices again, claims that arise, and how they are met.
extension Model {
    /// A debit that nobody ordered, and who carried it.
    struct Debit {
        let amount: Int64
        let byTopUp: Int64
        let bank: Int
        /// Its value day.
        let day: Int32
        /// A person said which receipt it takes back.
        var isDone = false
    }

    /// What of a receipt is here under its name: for invoices or waiting, also what a plan that is
    /// not exported would send back.
    func left(of id: Int64) -> Int64 {
        (receipts[id]?.allocated.values.reduce(0, +) ?? 0) + has(2000, "", "receipt \(id)")
    }

    /// J16: out of everything it was for, against the bank.
    mutating func takeBack(receipt id: Int64) {
        guard let receipt = receipts[id] else { return }
        let left = left(of: id)
        let transit = Place(2010, "", "taken back")
        let waiting = waiting(id)
        let unplaced = has(waiting)
        withdrawPlans(reserving: [(waiting, unplaced)])
        move(unplaced, debit: waiting, credit: transit)
        receipts[id]?.open = 0
        for (number, amount) in receipt.allocated.sorted(by: { $0.key < $1.key }) where amount > 0 {
            _ = takeOut(amount, of: id, from: number, to: transit)
        }
        let notFinal = Place(1020, "", "receipt \(id)", at: receipt.bank)
        let uncertain = min(left, balances[notFinal] ?? 0)
        move(uncertain, debit: transit, credit: notFinal)
        move(left - uncertain, debit: transit, credit: Place(1000, at: receipt.bank))
    }

    /// A debit that nobody ordered was this receipt, taken back: what the agency paid in for it is
    /// its top-up again, J32 is reversed, and J16 entered.
    mutating func takeBack(_ debit: Int64, receipt id: Int64) {
        guard let ordered = debits[debit] else { return }
        valueDay = ordered.day
        defer { valueDay = nil }
        let due = Place(1100, Self.agency, at: ordered.bank)
        let topUp = Place(2800, Self.agency, "top-up", at: ordered.bank)
        let money = Place(1000, at: ordered.bank)
        let carried = ordered.amount - ordered.byTopUp
        move(max(0, carried - (balances[due] ?? 0)), debit: due, credit: topUp)
        move(ordered.byTopUp, debit: money, credit: topUp)
        exceedLimit()
        move(carried, debit: money, credit: due)
        debits[debit]?.isDone = true
        takeBack(receipt: id)
    }

    /// J32.
    mutating func order(_ debit: Int64, _ amount: Int64, at bank: Int) {
        let carried = taken(amount, at: bank)
        debits[debit] = Debit(amount: amount, byTopUp: carried, bank: bank, day: bookingDay)
    }

    /// What comes out of an invoice, before it does.
    private struct Out {
        var debits: Amounts = []
        /// Claims of cash that arise.
        var claims: Amounts = []
        /// Claims of credit notes that become such.
        var backed: Amounts = []
        /// What each part loses of what it has.
        var lost: [(Given, Int64)] = []
    }

    /// One part of the invoice: what the receipt loses there, and who has it now.
    private struct Slot {
        let given: Given
        let share: Int64
        let has: Int64
        /// What a credit note moved is owed on it already.
        let backed: Int64
        /// What the part has that no receipt gave it.
        var more: Int64
        var loss: Int64
        /// What went to the client.
        var client: Int64 = 0
    }

    /// Takes so much of a receipt out of an invoice.
    ///
    /// - Parameters:
    ///   - wanted: At most what is allocated.
    ///   - id: The receipt.
    ///   - number: The invoice.
    ///   - transit: Where it goes.
    ///   - isClawback: Only what is still here of the parts, and nobody owes anything.
    /// - Returns: What came out.
    mutating func takeOut(
        _ wanted: Int64, of id: Int64, from number: String, to transit: Place,
        isClawback: Bool = false
    ) -> Int64 {
        guard let receipt = receipts[id], let invoice = invoices[number] else { return 0 }
        let mine = receipt.given.filter { $0.number == number && $0.amount > 0 }
        let total = mine.reduce(0) { $0 + $1.amount }
        // Of this receipt what exceeded all parts goes first, then every share in proportion.
        let rest = min(wanted, (receipt.allocated[number] ?? 0) - total)
        let given = mine.map(\.amount)
        let shares = wanted - rest < total ? Self.shares(wanted - rest, given) : given
        var slots = slots(of: id, invoice, mine, shares)
        var refundable = Self.first(receipt.bank, money(2300, of: invoice))
        let waiting =
            receipt.isFinal
            ? []
            : Self.take(rest, from: Self.first(receipt.bank, money(2010, of: invoice))).taken
        let waits = waiting.reduce(0) { $0 + $1.amount }
        let excess = lose(rest - waits, refundable.reduce(0) { $0 + $1.amount }, &slots)
        var out = Out()
        for slot in slots {
            let came = take(slot, of: invoice, receipt.bank, isClawback, &out, &refundable)
            fall(by: isClawback ? came : slot.share, of: slot.given, in: id)
        }
        out.debits += waiting
        if !isClawback {
            refund(excess, invoice, invoice.lastSource, receipt.bank, &out, &refundable)
        }
        isDisputed = out.debits.contains { $0.place.account == 2600 && $0.amount > 0 }
        isOrdered = isOrdered(out.debits) || out.claims.contains { isOnItsWay($0, number) }
        withdrawPlans(reserving: out.debits)
        let amount = (out.debits + out.claims).reduce(0) { $0 + $1.amount }
        apply(out, to: transit)
        receipts[id]?.allocated[number, default: 0] -= amount
        receipts[id]?.touches.append(Touch())
        return amount
    }

    /// Whether a plan reserves something of it.
    private func isOrdered(_ places: Amounts) -> Bool {
        Set(places.map(\.place)).contains { place in
            let all = places.filter { $0.place == place }.reduce(0) { $0 + $1.amount }
            return free(place) < all
        }
    }

    /// Whether who would owe it is being paid of the invoice.
    private func isOnItsWay(_ claim: (place: Place, amount: Int64), _ number: String) -> Bool {
        claim.amount > 0
            && payouts.values.contains { payout in
                Self.inFlight.contains(payout.state) && payout.target == nil
                    && payout.owner == claim.place.owner
                    && payout.parts.contains { $0.place.source.hasPrefix("\(number)/") }
            }
    }

    private mutating func fall(by amount: Int64, of given: Given, in id: Int64) {
        let index = receipts[id]?.given.firstIndex {
            $0.number == given.number && $0.line == given.line && $0.part == given.part
        }
        if let index { receipts[id]?.given[index].amount -= amount }
    }

    /// All parts of the invoice in their order.
    private func slots(
        of id: Int64, _ invoice: Invoice, _ mine: [Given], _ shares: [Int64]
    ) -> [Slot] {
        func isSame(_ given: Given, _ line: Int, _ part: Int) -> Bool {
            given.number == invoice.number && given.line == line && given.part == part
        }
        var slots: [Slot] = []
        for (line, known) in invoice.lines.enumerated() {
            for (part, owned) in known.parts.enumerated() {
                let index = mine.firstIndex { isSame($0, line, part) }
                let share = index.map { shares[$0] } ?? 0
                let all = receipts.values.filter { ($0.allocated[invoice.number] ?? 0) > 0 }
                    .flatMap(\.given).filter { isSame($0, line, part) }
                    .reduce(0) { $0 + max(0, $1.amount) }
                let lost = min(share, owned.has)
                let owed = balances[Place(1150, owned.owner, invoice.source(line))] ?? 0
                slots.append(
                    Slot(
                        given: Given(
                            number: invoice.number, line: line, part: part, amount: 0),
                        share: share, has: owned.has, backed: min(share - lost, owed),
                        more: max(0, owned.has - lost - (all - share)), loss: lost))
            }
        }
        return slots
    }

    /// Says what each part loses: what a credit note moved and nobody owes yet first from what it
    /// completed on the line, else from the client; and what the client has beyond all this receipt
    /// brought him instead of the parts' shares.
    ///
    /// - Returns: What the client loses besides.
    private func lose(_ rest: Int64, _ refundable: Int64, _ slots: inout [Slot]) -> Int64 {
        func pass(_ amount: Int64, to indices: [Int], _ slots: inout [Slot]) -> Int64 {
            var left = amount
            for index in indices {
                let passed = min(left, slots[index].more)
                slots[index].loss += passed
                slots[index].more -= passed
                left -= passed
            }
            return left
        }
        for index in slots.indices {
            let moved = slots[index].share - min(slots[index].share, slots[index].has)
            let line = slots.indices.filter { slots[$0].given.line == slots[index].given.line }
            slots[index].client = pass(moved - slots[index].backed, to: line, &slots)
        }
        let gone = slots.reduce(rest) { $0 + $1.client } - refundable
        guard gone < 0 else {
            let passing = min(rest, gone)
            return rest - passing + pass(passing, to: Array(slots.indices), &slots)
        }
        let relief = min(-gone, slots.reduce(0) { $0 + $1.loss })
        let kept = Self.instalment(
            relief, slots.map { Part(owner: "", whole: $0.loss, has: 0) }
        ).given
        for index in slots.indices { slots[index].loss -= kept[index] }
        return rest + relief
    }

    /// What one part loses: where it stands, else it owes it.
    ///
    /// - Returns: By how much it has less.
    private func take(
        _ slot: Slot, of invoice: Invoice, _ bank: Int, _ isClawback: Bool, _ out: inout Out,
        _ refundable: inout Amounts
    ) -> Int64 {
        let part = invoice.lines[slot.given.line].parts[slot.given.part]
        let source = invoice.source(slot.given.line)
        let there = Self.first(bank, standing(part.owner, source))
        let (places, missing) = Self.take(slot.loss, from: there)
        out.debits += places
        if isClawback {
            out.lost.append((slot.given, slot.loss - missing))
            return slot.loss - missing
        }
        out.lost.append((slot.given, slot.loss))
        let claim = Place(part.owner == Self.agency ? 1110 : 1120, part.owner, source, at: bank)
        out.claims.append((claim, missing + slot.backed))
        out.backed.append((Place(1150, part.owner, source), slot.backed))
        refund(slot.client, invoice, source, bank, &out, &refundable)
        return slot.loss
    }

    /// From what the client could have had back, the same line first; else he owes it.
    private func refund(
        _ amount: Int64, _ invoice: Invoice, _ source: String, _ bank: Int, _ out: inout Out,
        _ refundable: inout Amounts
    ) {
        let own = refundable.filter { $0.place.source == source }
        let others = refundable.filter { $0.place.source != source }
        let (taken, missing) = Self.take(amount, from: own + others)
        for (place, cents) in taken {
            if let index = refundable.firstIndex(where: { $0.place == place }) {
                refundable[index].amount -= cents
            }
        }
        out.debits += taken
        out.claims.append((Place(1130, invoice.client, source, at: bank), missing))
    }

    /// What the client has in an account on an invoice, line by line.
    private func money(_ account: Int, of invoice: Invoice) -> Amounts {
        invoice.lines.indices.flatMap { everywhere(account, invoice.client, invoice.source($0)) }
    }

    private mutating func apply(_ out: Out, to transit: Place) {
        move(out.debits) { _ in transit }
        move(out.claims) { _ in transit }
        for (claim, amount) in out.backed {
            move(amount, debit: Place(2950, claim.owner, claim.source), credit: claim)
        }
        for (given, amount) in out.lost { expect(given, amount) }
    }

    /// A part expects again what it lost.
    func expectation(_ given: Given) -> (expected: Place, receipts: Place)? {
        guard let invoice = invoices[given.number] else { return nil }
        let owner = invoice.lines[given.line].parts[given.part].owner
        let source = invoice.source(given.line)
        return (
            Place(Self.accounts(owner).expected, owner, source),
            Place(9000, invoice.client, source)
        )
    }

    mutating func expect(_ given: Given, _ amount: Int64) {
        guard let places = expectation(given) else { return }
        move(amount, debit: places.receipts, credit: places.expected)
        invoices[given.number]?.lines[given.line].parts[given.part].has -= amount
    }
}
