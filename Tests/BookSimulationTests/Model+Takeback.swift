/// Receipts that come out of invoices again, claims that arise, and how they are met.
extension Model {
    /// A debit that nobody ordered, and who carried it.
    struct Debit {
        let amount: Int64
        let byTopUp: Int64
        /// A person said which receipt it takes back.
        var isDone = false
    }

    /// J16: out of everything it was for, against the bank.
    mutating func takeBack(receipt id: Int64) {
        guard let receipt = receipts[id] else { return }
        let transit = Place(2010, "", "taken back")
        let waiting = Place(2000, "", "receipt \(id)")
        withdrawPlans(reserving: [(waiting, receipt.open)])
        move(receipt.open, debit: waiting, credit: transit)
        receipts[id]?.open = 0
        for (number, amount) in receipt.allocated.sorted(by: { $0.key < $1.key }) where amount > 0 {
            _ = takeOut(amount, of: id, from: number, to: transit)
        }
        let notFinal = Place(1020, "", "receipt \(id)")
        let uncertain = min(receipt.left, balances[notFinal] ?? 0)
        move(uncertain, debit: transit, credit: notFinal)
        move(receipt.left - uncertain, debit: transit, credit: Place(1000))
    }

    /// A debit that nobody ordered was this receipt, taken back: what the agency paid in for it is
    /// its top-up again, J32 is reversed, and J16 entered.
    mutating func takeBack(_ debit: Int64, receipt id: Int64) {
        guard let ordered = debits[debit] else { return }
        let due = Place(1100, Self.agency)
        let topUp = Place(2800, Self.agency, "top-up")
        let carried = ordered.amount - ordered.byTopUp
        move(max(0, carried - (balances[due] ?? 0)), debit: due, credit: topUp)
        move(ordered.byTopUp, debit: Place(1000), credit: topUp)
        move(carried, debit: Place(1000), credit: due)
        debits[debit]?.isDone = true
        takeBack(receipt: id)
    }

    /// J32.
    mutating func order(_ debit: Int64, _ amount: Int64) {
        let carried = taken(amount)
        debits[debit] = Debit(amount: amount, byTopUp: carried)
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
        let mine = receipt.given.indices.filter {
            receipt.given[$0].number == number && receipt.given[$0].amount > 0
        }
        let given = mine.map { receipt.given[$0].amount }
        let total = given.reduce(0, +)
        // What exceeded all parts goes first, then every share in proportion.
        let rest = min(wanted, (receipt.allocated[number] ?? 0) - total)
        let shares = wanted - rest < total ? Self.shares(wanted - rest, given) : given
        var out = Out()
        var refundable = money(2300, of: invoice)
        for (index, share) in zip(mine, shares) {
            let came = take(share, receipt.given[index], of: invoice, isClawback, &out, &refundable)
            receipts[id]?.given[index].amount -= came
        }
        if !isClawback {
            let waiting = receipt.isFinal ? [] : money(2010, of: invoice)
            let (waits, excess) = Self.take(rest, from: waiting)
            out.debits += waits
            refund(excess, invoice, invoice.lastSource, &out, &refundable)
        }
        withdrawPlans(reserving: out.debits)
        let amount = (out.debits + out.claims).reduce(0) { $0 + $1.amount }
        apply(out, to: transit)
        receipts[id]?.allocated[number, default: 0] -= amount
        receipts[id]?.touches.append(Touch())
        return amount
    }

    /// What one part loses: where it stands, then what it owes; what a credit note moved of it is
    /// the claim of that, else the client's.
    ///
    /// - Returns: By how much the part has less of the receipt.
    private func take(
        _ share: Int64, _ given: Given, of invoice: Invoice, _ isClawback: Bool, _ out: inout Out,
        _ refundable: inout Amounts
    ) -> Int64 {
        let part = invoice.lines[given.line].parts[given.part]
        let source = invoice.source(given.line)
        let lost = min(share, part.has)
        let (places, missing) = Self.take(lost, from: standing(part.owner, source))
        out.debits += places
        if isClawback {
            out.lost.append((given, lost - missing))
            return lost - missing
        }
        out.lost.append((given, lost))
        let claim = Place(part.owner == Self.agency ? 1110 : 1120, part.owner, source)
        let owed = Place(1150, part.owner, source)
        let backed = min(share - lost, balances[owed] ?? 0)
        out.claims.append((claim, missing + backed))
        out.backed.append((owed, backed))
        refund(share - lost - backed, invoice, source, &out, &refundable)
        return share
    }

    /// From what the client could have had back, the same line first; else he owes it.
    private func refund(
        _ amount: Int64, _ invoice: Invoice, _ source: String, _ out: inout Out,
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
        out.claims.append((Place(1130, invoice.client, source), missing))
    }

    /// What the client has in an account on an invoice, line by line.
    private func money(_ account: Int, of invoice: Invoice) -> Amounts {
        invoice.lines.indices.map { Place(account, invoice.client, invoice.source($0)) }
            .map { ($0, has($0.account, $0.owner, $0.source)) }.filter { $0.1 > 0 }
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
