extension Model {
    /// What a party owes in cash, by account and the older first.
    func owed(_ owner: String) -> Amounts {
        places(1100...1130).filter { $0.place.owner == owner }
    }

    /// J17: money meets what a party owes.
    ///
    /// - Returns: What is left of the amount.
    mutating func recover(_ amount: Int64, from owner: String, _ debit: Place) -> Int64 {
        let (met, left) = Self.take(amount, from: owed(owner))
        for (claim, cents) in met { move(cents, debit: debit, credit: claim) }
        return left
    }

    /// Money from a party's own account that names no invoice: his only open one of that amount,
    /// everything that he has open, what he owes, of a client exactly that, or nothing that anybody knows.
    mutating func receive(_ id: Int64, _ receipt: Receipt, from payer: String) {
        var receipt = receipt
        receipt.hasPayer = true
        let isClient = payer.hasPrefix("C")
        let fits = invoiceOrder.filter {
            isClient && invoices[$0]?.client == payer && open($0) == receipt.amount
        }
        let all = invoiceOrder.filter {
            isClient && invoices[$0]?.client == payer && open($0) > 0
        }
        let owed = owed(payer).reduce(0) { $0 + $1.amount }
        if let number = fits.first {
            receive(id, receipt, for: fits.count == 1 ? number : nil)
        } else if (2...30).contains(all.count),
            all.reduce(0, { $0 + open($1) }) == receipt.amount
        {
            receive(id, receipt)
            for number in all { identify(id, open(number), as: number) }
        } else if owed > 0, !isClient || owed == receipt.amount {
            let money = Place(1000, at: receipt.bank)
            let left = recover(receipt.amount, from: payer, money)
            receipts[id] = receipt
            receipts[id]?.open = left
            move(left, debit: money, credit: waiting(id))
        } else {
            receive(id, receipt)
        }
    }

    /// What of a line is an owner's in a trust account by receipts that are not final.
    func notFinal(_ owner: String, _ source: String, at bank: Int) -> Int64 {
        receipts.values.filter { !$0.isFinal && $0.bank == bank }.flatMap(\.given).filter { given in
            guard let invoice = invoices[given.number] else { return false }
            return invoice.source(given.line) == source
                && invoice.lines[given.line].parts[given.part].owner == owner
        }.reduce(0) { $0 + $1.amount }
    }

    func hasNotFinal(_ number: String) -> Bool {
        receipts.values.contains { !$0.isFinal && ($0.allocated[number] ?? 0) > 0 }
    }

    /// What a party can net of an invoice: held first, then available, free and final.
    func nettable(_ owner: String, _ number: String) -> Amounts {
        guard let invoice = invoices[number] else { return [] }
        let held = Self.accounts(owner).held
        let accounts =
            switch owner.first {
            case "C": [2300]
            case "A": [2200, 2210, 2400]
            default: [held, Self.accounts(owner).available]
            }
        return accounts.flatMap { account in
            invoice.lines.indices.flatMap { index in
                let source = invoice.source(index)
                return everywhere(account, owner, source).map { place, _ in
                    let waits = account == held ? notFinal(owner, source, at: place.bank) : 0
                    return (place: place, amount: free(place) - waits)
                }
            }
        }.filter { $0.amount > 0 }
    }

    /// What a party owes on one invoice.
    func owed(_ owner: String, on number: String) -> Amounts {
        owed(owner).filter { $0.place.source.hasPrefix("\(number)/") }
    }

    /// J17b.
    mutating func net(_ owner: String, from later: String, to older: String, _ amount: Int64) {
        let transit = Place(2010, owner, "netting")
        move(Self.take(amount, from: nettable(owner, later)).taken) { _ in transit }
        for (claim, cents) in Self.take(amount, from: owed(owner, on: older)).taken {
            move(cents, debit: transit, credit: claim)
        }
    }

    /// J15, final: what was held for that alone is available, what exceeded all parts refundable.
    mutating func makeFinal(_ id: Int64) {
        guard let receipt = receipts[id] else { return }
        let place = Place(1020, "", "receipt \(id)", at: receipt.bank)
        move(balances[place] ?? 0, debit: Place(1000, at: receipt.bank), credit: place)
        receipts[id]?.isFinal = true
        for (number, amount) in receipt.allocated where amount > 0 {
            guard let invoice = invoices[number] else { continue }
            let given = receipt.given.filter { $0.number == number }
            let waiting = Place(2010, invoice.client, invoice.lastSource, at: receipt.bank)
            let excess = min(amount - given.reduce(0) { $0 + $1.amount }, has(waiting))
            move(excess, debit: waiting, credit: waiting.on(2300))
            if excess > 0 { receipts[id]?.touches.append(Touch()) }
            let came = given.map { share -> (place: Place, amount: Int64) in
                let owner = invoice.lines[share.line].parts[share.part].owner
                let source = invoice.source(share.line)
                let held = Place(Self.accounts(owner).held, owner, source, at: receipt.bank)
                let others = (returned[held] ?? 0) + notFinal(owner, source, at: receipt.bank)
                return (held, max(0, min(share.amount, free(held) - others)))
            }
            let refundable = waiting.on(2300)
            meetOwed(
                on: number, with: came + [(refundable, max(0, min(excess, free(refundable))))],
                agencyWaited: false)
            for share in given where !invoice.lines[share.line].isHeld {
                free(share, of: invoice, at: receipt.bank)
            }
        }
    }

    /// J9 and J10 for everything that waits for nothing: not for a person, not for a receipt that
    /// is not final, not for a shortfall of the agency's.
    mutating func runReleases() {
        for number in invoiceOrder where !hasNotFinal(number) {
            guard let invoice = invoices[number] else { continue }
            for (index, line) in invoice.lines.enumerated() where !line.isHeld {
                for part in line.parts where part.owner != Self.agency || shortfall == 0 {
                    let accounts = Self.accounts(part.owner)
                    for (held, there) in everywhere(
                        accounts.held, part.owner, invoice.source(index))
                    {
                        move(
                            min(free(held), there - (returned[held] ?? 0)), debit: held,
                            credit: held.on(accounts.available))
                    }
                }
            }
        }
    }

    private mutating func free(_ share: Given, of invoice: Invoice, at bank: Int) {
        let owner = invoice.lines[share.line].parts[share.part].owner
        guard owner != Self.agency || shortfall == 0 else { return }
        let (source, accounts) = (invoice.source(share.line), Self.accounts(owner))
        let held = Place(accounts.held, owner, source, at: bank)
        let others = (returned[held] ?? 0) + notFinal(owner, source, at: bank)
        let amount = min(share.amount, free(held) - others)
        move(max(0, amount), debit: held, credit: held.on(accounts.available))
    }

    // MARK: Another invoice, the client's administrator, the agency's account

    /// J31: out of the one invoice and into the other.
    ///
    /// - Returns: Whether a clerk may.
    mutating func moveReceipt(
        _ id: Int64, from wrong: String, to right: String, _ amount: Int64
    ) -> Bool {
        guard let receipt = receipts[id] else { return false }
        valueDay = receipt.day
        defer { valueDay = nil }
        let transit = Place(2010, "", "moved", at: receipt.bank)
        let mayBe = takeByHand(amount, of: id, from: wrong, to: transit)
        divide(amount, of: right, from: transit, by: id)
        return mayBe
    }

    /// J31: off an invoice, for nobody again.
    ///
    /// - Returns: Whether a clerk may.
    mutating func unmatch(_ id: Int64, from number: String, _ amount: Int64) -> Bool {
        guard let receipt = receipts[id] else { return false }
        valueDay = receipt.day
        defer { valueDay = nil }
        let mayBe = takeByHand(amount, of: id, from: number, to: waiting(id))
        receipts[id]?.open += amount
        return mayBe
    }

    /// Its one split is reversed while all that it gave is there and free; else as J16.
    ///
    /// - Returns: Whether a clerk may: of nothing that is disputed, planned or on its way.
    private mutating func takeByHand(
        _ amount: Int64, of id: Int64, from wrong: String, to transit: Place
    ) -> Bool {
        guard let receipt = receipts[id] else { return false }
        let split = receipt.touches.first
        let isUntouched =
            receipt.touches.count == 1 && amount == receipt.allocated[wrong]
            && split?.amount == amount
            && split?.places.allSatisfy {
                free($0.place) >= $0.amount
            } == true
        if isUntouched, let split {
            move(split.places) { _ in transit }
            for index in receipt.given.indices {
                expect(receipt.given[index], receipt.given[index].amount)
                receipts[id]?.given[index].amount = 0
            }
            receipts[id]?.allocated[wrong] = 0
            receipts[id]?.touches.append(Touch())
            return !split.places.contains { $0.place.account == 2600 && $0.amount > 0 }
        }
        _ = takeOut(amount, of: id, from: wrong, to: transit)
        return !isDisputed && !isOrdered
    }

    /// J26: what is still here of the parts is the client's; what exceeded them is refundable as
    /// it is.
    ///
    /// - Returns: Whether anything is here, and none of it disputed.
    mutating func clawBack(_ wanted: Int64, of id: Int64, from number: String) -> Bool {
        guard let invoice = invoices[number] else { return false }
        let bank = receipts[id]?.bank ?? 1
        return takeOut(
            wanted, of: id, from: number,
            to: Place(2300, invoice.client, invoice.lastSource, at: bank), isClawback: true) > 0
            && !isDisputed
    }

    /// J24: the agency has what is the trust's.
    mutating func misdirect(_ number: String, _ amount: Int64) {
        for (source, cents) in lines(of: number, amount) {
            move(
                cents, debit: Place(1140, Self.agency, source),
                credit: Place(2950, Self.agency, source))
        }
    }

    func misdirected(_ number: String) -> Amounts {
        claims(1140, Self.agency, onInvoice: number).map { ($0, balances[$0] ?? 0) }
    }

    /// J24: as far as its money is here, the agency owes no more.
    mutating func passOn(_ amount: Int64, _ number: String) {
        for (claim, cents) in Self.take(amount, from: misdirected(number)).taken {
            move(cents, debit: Place(2950, Self.agency, claim.source), credit: claim)
        }
    }

    /// The agency's available share in the account that invoices name.
    var passable: Amounts { available(Self.agency, without: "").filter { $0.place.bank == 1 } }

    /// J24: the agency's available share passes it on, then J3.
    mutating func passFromShare(_ number: String, _ amount: Int64) {
        let transit = Place(2010, "", "passed on")
        let agencyWaits = shortfall > 0
        let lines = lines(of: number, amount)
        move(Self.take(amount, from: passable).taken) { _ in transit }
        passOn(amount, number)
        guard var invoice = invoices[number] else { return }
        var places: Amounts = []
        for (source, cents) in lines {
            guard let index = invoice.lines.indices.first(where: { invoice.source($0) == source })
            else { continue }
            places +=
                give(cents, to: &invoice, index, from: [(transit, cents)], agencyWaits: agencyWaits)
                .places
        }
        invoices[number] = invoice
        meetOwed(on: number, with: places, agencyWaited: agencyWaits)
    }

    /// How an amount is divided over the lines of an invoice.
    private func lines(of number: String, _ amount: Int64) -> [(source: String, Int64)] {
        guard let invoice = invoices[number] else { return [] }
        let given = Self.instalment(
            amount,
            invoice.lines.map { line in
                Part(
                    owner: "", whole: line.parts.reduce(0) { $0 + $1.whole },
                    has: line.parts.reduce(0) { $0 + $1.has })
            }
        ).given
        return invoice.lines.indices.map { (source: invoice.source($0), given[$0]) }
            .filter { $0.1 > 0 }
    }
}
