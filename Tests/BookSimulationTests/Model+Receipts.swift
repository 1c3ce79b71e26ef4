extension Model {
    /// J1.
    mutating func issue(_ invoice: Invoice) {
        invoices[invoice.number] = invoice
        invoiceOrder.append(invoice.number)
        for (index, line) in invoice.lines.enumerated() {
            let source = invoice.source(index)
            for part in line.parts {
                move(
                    part.whole, debit: Place(9000, invoice.client, source),
                    credit: Place(Self.accounts(part.owner).expected, part.owner, source))
            }
        }
    }

    struct Receipt {
        let amount: Int64
        /// Still unidentified.
        var open: Int64
        /// It came from the agency's own account.
        var isAgency = false
        /// The bank's value day.
        var day: Int32 = 0
        /// The bank named an account of who paid it.
        var hasPayer = false
        /// The trust account to which it came.
        var bank = 1
        var endToEnd = ""
        /// From when a direct debit is there for good.
        var finalOn: Int32?
        var isFinal = true
        /// What of it is for which invoice.
        var allocated: [String: Int64] = [:]
        /// What parts have of it, in the order in which they first got something.
        var given: [Given] = []
        /// What its splits gave, and what else moved its shares.
        var touches: [Touch] = []
    }

    struct Given {
        let number: String
        let line: Int
        let part: Int
        var amount: Int64
    }

    struct Touch {
        /// Empty for what is no split.
        var places: Amounts = []
        var amount: Int64 = 0
    }

    /// A line of the bank: for an invoice at once, or waiting for a person.
    mutating func receive(_ id: Int64, _ receipt: Receipt, for number: String? = nil) {
        receipts[id] = receipt
        let money =
            receipt.isFinal
            ? Place(1000, at: receipt.bank) : Place(1020, "", "receipt \(id)", at: receipt.bank)
        if let number {
            if receipt.isAgency { passOn(receipt.amount, number) }
            divide(receipt.amount, of: number, from: money, by: id)
        } else {
            receipts[id]?.open = receipt.amount
            move(receipt.amount, debit: money, credit: waiting(id))
        }
    }

    /// Where what is unidentified of a receipt waits.
    func waiting(_ id: Int64) -> Place {
        Place(2000, "", "receipt \(id)", at: receipts[id]?.bank ?? 1)
    }

    /// J2 or J7b, and J3: from where the money lies to those whose it is.
    mutating func divide(_ amount: Int64, of number: String, from debit: Place, by id: Int64) {
        guard var invoice = invoices[number], let receipt = receipts[id] else { return }
        let agencyWaits = shortfall > 0
        let lines = invoice.lines.map { line in
            Part(
                owner: "", whole: line.parts.reduce(0) { $0 + $1.whole },
                has: line.parts.reduce(0) { $0 + $1.has })
        }
        let (perLine, excess) = Self.instalment(amount, lines)
        var touch = Touch(amount: amount - excess)
        for index in invoice.lines.indices where perLine[index] > 0 {
            let (given, places) = give(
                perLine[index], to: &invoice, index,
                from: [(debit.at(receipt.bank), perLine[index])], agencyWaits: agencyWaits,
                isFinal: receipt.isFinal)
            touch.places += places
            for (part, cents) in given.enumerated() where cents > 0 {
                note(Given(number: number, line: index, part: part, amount: cents), id)
            }
        }
        let waiting = Place(2010, invoice.client, invoice.lastSource, at: receipt.bank)
        move(excess, debit: debit.at(receipt.bank), credit: waiting)
        if receipt.isFinal, excess > 0 {
            let refundable = waiting.on(2300)
            move(excess, debit: waiting, credit: refundable)
            touch.places.append((refundable, excess))
            touch.amount = amount
        }
        invoices[number] = invoice
        receipts[id]?.allocated[number, default: 0] += amount
        if touch.amount > 0 { receipts[id]?.touches.append(touch) }
        if receipt.isFinal { meetOwed(on: number, with: touch.places, agencyWaited: agencyWaits) }
    }

    /// J17b: what came to who owes on the invoice meets that first, in the trust account to which
    /// it came; where nothing is missing then, the agency's share waits no longer for that.
    mutating func meetOwed(on number: String, with given: Amounts, agencyWaited: Bool) {
        guard let invoice = invoices[number], shortfall > 0 else { return }
        var hasMet = false
        var left = given
        // Every line its own claims, before what is left of one meets those of another.
        for isOwn in [true, false] {
            for index in left.indices where left[index].place.account != 2600 {
                let place = left[index].place
                let open = owed(place.owner, on: number).filter {
                    $0.place.bank == place.bank && ($0.place.source == place.source) == isOwn
                }
                for (claim, cents) in Self.take(left[index].amount, from: open).taken {
                    move(cents, debit: place, credit: claim)
                    left[index].amount -= cents
                    hasMet = true
                }
            }
        }
        guard hasMet, agencyWaited, shortfall == 0 else { return }
        for (place, amount) in left where place.account == 2200 && amount > 0 {
            let isHeld = invoice.lines.indices.contains {
                invoice.source($0) == place.source && invoice.lines[$0].isHeld
            }
            if !isHeld { move(amount, debit: place, credit: place.on(2210)) }
        }
    }

    private mutating func note(_ given: Given, _ id: Int64) {
        let index = receipts[id]?.given.firstIndex {
            $0.number == given.number && $0.line == given.line && $0.part == given.part
        }
        if let index {
            receipts[id]?.given[index].amount += given.amount
        } else {
            receipts[id]?.given.append(given)
        }
    }

    /// J3 of what goes to one line.
    ///
    /// - Returns: What each part gets, and where.
    @discardableResult
    mutating func give(
        _ amount: Int64, to invoice: inout Invoice, _ index: Int, from debits: Amounts,
        agencyWaits: Bool, isFinal: Bool = true
    ) -> (given: [Int64], places: Amounts) {
        let line = invoice.lines[index]
        let source = invoice.source(index)
        let given =
            line.order.isEmpty
            ? Self.instalment(amount, line.parts).given
            : Self.inOrder(amount, line.parts, line.order).given
        var places: Amounts = []
        var debits = debits
        for (number, cents) in given.enumerated() {
            expectAgain(cents, of: &invoice.lines[index].parts[number], source, invoice.client)
            let part = line.parts[number]
            let waits =
                line.isHeld || !isFinal || (part.owner == Self.agency && agencyWaits)
            places += arrive(
                cents, of: part, source, waits: waits, from: Self.draw(cents, from: &debits))
            move(
                cents, debit: Place(Self.accounts(part.owner).expected, part.owner, source),
                credit: Place(9000, invoice.client, source))
            invoice.lines[index].parts[number].has += cents
        }
        return (given, places)
    }

    /// J23, second half: what was written off is expected again, as far as more comes.
    private mutating func expectAgain(
        _ amount: Int64, of part: inout Part, _ source: String, _ client: String
    ) {
        let more = max(0, amount - part.expected)
        move(
            more, debit: Place(9000, client, source),
            credit: Place(Self.accounts(part.owner).expected, part.owner, source))
        part.writtenOff -= more
    }

    /// J7b and J3.
    mutating func identify(_ id: Int64, _ amount: Int64, as number: String) {
        receipts[id]?.open -= amount
        if receipts[id]?.isAgency == true { passOn(amount, number) }
        valueDay = receipts[id]?.day
        defer { valueDay = nil }
        divide(amount, of: number, from: waiting(id), by: id)
    }

    /// J19: what is missing in the same trust account, by account and the older first.
    ///
    /// - Returns: What is left of the amount.
    mutating func cure(_ amount: Int64, from debit: Place) -> Int64 {
        var left = amount
        for (claim, open) in places(1100...1130) where claim.bank == debit.bank {
            let met = min(left, open)
            move(met, debit: debit, credit: claim)
            left -= met
        }
        return left
    }

    /// J18 and J32: the agency's top-up first, then it owes.
    ///
    /// - Returns: What the top-up carried.
    mutating func taken(_ amount: Int64, at bank: Int) -> Int64 {
        let carried = min(freeTopUp(at: bank), amount)
        let money = Place(1000, at: bank)
        move(carried, debit: Place(2800, Self.agency, "top-up", at: bank), credit: money)
        move(amount - carried, debit: Place(1100, Self.agency, at: bank), credit: money)
        return carried
    }
}
