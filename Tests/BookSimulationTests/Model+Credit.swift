extension Model {
    struct CreditNote {
        let number: String
        let invoice: String
        let line: Int
    }

    /// What a credit note is asked to take off a line: its VAT, and what each part falls by.
    struct Falls {
        let net: Int64
        let vat: Int64
        let parts: [Int64]
    }

    /// Reckons a credit note; nil where it is refused.
    ///
    /// Its VAT of 19 % is rounded over all that is credited of the line.
    func falls(
        _ number: String, _ line: Int, net: Int64, stated: [String: Int64]
    ) -> Falls? {
        guard let invoice = invoices[number], invoice.soldOn == nil, net > 0,
            case let line = invoice.lines[line], net <= line.net - line.credited.net
        else { return nil }
        let total = (line.credited.net + net) * 19
        let rounded = total / 100 + (total % 100 >= 50 ? 1 : 0)
        let whole = line.gross - line.net
        let isAll = net == line.net - line.credited.net
        let vat = (isAll ? whole : min(max(rounded, line.credited.vat), whole)) - line.credited.vat
        let gross = net + vat
        guard gross <= line.parts.reduce(0, { $0 + $1.whole }) else { return nil }
        for part in line.parts {
            if let amount = stated[part.owner], amount < 0 || amount > part.whole { return nil }
        }
        let left = gross - line.parts.reduce(0) { $0 + (stated[$1.owner] ?? 0) }
        let weights = line.parts.map { stated[$0.owner] == nil ? $0.whole : 0 }
        guard left == 0 || (left > 0 && left <= weights.reduce(0, +)) else { return nil }
        let rest = Self.shares(left, weights)
        return Falls(
            net: net, vat: vat, parts: zip(line.parts, rest).map { stated[$0.owner] ?? $1 })
    }

    /// Divides an amount by largest remainder, ties to the earlier.
    static func shares(_ amount: Int64, _ weights: [Int64]) -> [Int64] {
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return weights }
        var shares = weights.map { amount * $0 / sum }
        let order = weights.indices.sorted { left, right in
            let (mine, his) = (amount * weights[left] % sum, amount * weights[right] % sum)
            return mine == his ? left < right : mine > his
        }
        for index in order.prefix(Int(amount - shares.reduce(0, +))) { shares[index] += 1 }
        return shares
    }

    /// J21: what is to come goes off, what is here completes the others and then is the client's,
    /// what is out is owed.
    mutating func credit(_ number: String, _ index: Int, _ falls: Falls) {
        guard var invoice = invoices[number] else { return }
        let source = invoice.source(index)
        var line = invoice.lines[index]
        let before = line.parts
        let isShort = shortfall > 0
        let isFinal = !hasNotFinal(number)
        var taken: Amounts = []
        for (part, fall) in falls.parts.enumerated() {
            taken += fell(fall, &line.parts[part], source, invoice.client)
        }
        withdrawPlans(reserving: taken)
        // By the parts as they were, to those that still miss something.
        let missing = before.indices.map { part -> Part in
            let expected = line.parts[part].expected
            var part = before[part]
            (part.has, part.writtenOff) = (part.whole - expected, 0)
            return part
        }
        let total = taken.reduce(0) { $0 + $1.amount }
        let given =
            line.order.isEmpty
            ? Self.instalment(total, missing).given : Self.inOrder(total, missing, line.order).given
        for (part, cents) in given.enumerated() {
            let owner = line.parts[part].owner
            arrive(
                cents, of: line.parts[part], source,
                waits: line.isHeld || !isFinal || (owner == Self.agency && isShort),
                from: Self.draw(cents, from: &taken))
            move(
                cents, debit: Place(Self.accounts(owner).expected, owner, source),
                credit: Place(9000, invoice.client, source))
            line.parts[part].has += cents
        }
        move(taken) { Place(2300, invoice.client, source, at: $0.bank) }
        line.credited.net += falls.net
        line.credited.vat += falls.vat
        invoice.lines[index] = line
        invoices[number] = invoice
    }

    /// One part falls: memo off, what was written off, what is here, what is owed.
    ///
    /// - Returns: What is to be taken from where it stands.
    private mutating func fell(
        _ amount: Int64, _ part: inout Part, _ source: String, _ client: String
    ) -> Amounts {
        let memo = min(amount, part.expected)
        let off = min(amount - memo, part.writtenOff)
        let come = amount - memo - off
        let (taken, out) = Self.take(come, from: standing(part.owner, source))
        move(
            memo, debit: Place(Self.accounts(part.owner).expected, part.owner, source),
            credit: Place(9000, client, source))
        move(out, debit: Place(1150, part.owner, source), credit: Place(2950, part.owner, source))
        part.whole -= amount
        part.writtenOff -= off
        part.has -= come
        return taken
    }

    // MARK: What a credit note claims back

    /// What a party has available of other invoice lines, the older first.
    func available(_ owner: String, without source: String) -> Amounts {
        let account = Self.accounts(owner).available
        return places(account...account).map(\.place)
            .filter { $0.owner == owner && $0.source != source }
            .map { ($0, free($0)) }.filter { $0.1 > 0 }
    }

    /// The client gets what the party's other money gives; the claim ends.
    mutating func netCredit(_ claim: Place, client: String, _ amount: Int64) {
        let taken = Self.take(amount, from: available(claim.owner, without: claim.source)).taken
        move(taken) { Place(2300, client, claim.source, at: $0.bank) }
        move(amount, debit: Place(2950, claim.owner, claim.source), credit: claim)
    }

    /// The same in cash that waited.
    mutating func repayCredit(_ claim: Place, client: String, _ receipt: Int64, _ amount: Int64) {
        valueDay = receipts[receipt]?.day
        defer { valueDay = nil }
        receipts[receipt]?.open -= amount
        let waiting = waiting(receipt)
        move(
            amount, debit: waiting, credit: Place(2300, client, claim.source, at: waiting.bank))
        move(amount, debit: Place(2950, claim.owner, claim.source), credit: claim)
    }

    /// What is refundable pays a line of a later invoice, then J3.
    mutating func applyCredit(
        _ note: CreditNote, to number: String, _ line: Int, _ amount: Int64
    ) {
        guard let old = invoices[note.invoice], var new = invoices[number] else { return }
        let agencyWaits = shortfall > 0
        let given = give(
            amount, to: &new, line,
            from: [(Place(2300, old.client, old.source(note.line)), amount)],
            agencyWaits: agencyWaits)
        invoices[number] = new
        meetOwed(on: number, with: given.places, agencyWaited: agencyWaits)
    }

    // MARK: Write-off

    /// What is open: expected and not waiting for its split.
    func open(_ number: String) -> Int64 {
        guard let invoice = invoices[number] else { return 0 }
        return max(
            0,
            invoice.lines.indices.reduce(0) { sum, index in
                let source = invoice.source(index)
                return sum - has(9000, invoice.client, source) - has(2010, invoice.client, source)
            })
    }

    /// J23, in proportion to what each part expects.
    mutating func writeOff(_ number: String, _ amount: Int64) {
        guard var invoice = invoices[number] else { return }
        let shares = Self.shares(amount, invoice.lines.flatMap(\.parts).map(\.expected))
        var next = 0
        for line in invoice.lines.indices {
            let source = invoice.source(line)
            for part in invoice.lines[line].parts.indices {
                let owner = invoice.lines[line].parts[part].owner
                move(
                    shares[next], debit: Place(Self.accounts(owner).expected, owner, source),
                    credit: Place(9000, invoice.client, source))
                invoice.lines[line].parts[part].writtenOff += shares[next]
                next += 1
            }
        }
        invoices[number] = invoice
    }
}
