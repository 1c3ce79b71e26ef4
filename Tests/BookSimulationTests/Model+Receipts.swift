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

    /// J2 or J7b, and J3: from where the money lies to those whose it is.
    mutating func divide(_ amount: Int64, of number: String, from debit: Place) {
        guard var invoice = invoices[number] else { return }
        let agencyWaits = shortfall > 0
        let lines = invoice.lines.map { line in
            Part(
                owner: "", whole: line.parts.reduce(0) { $0 + $1.whole },
                has: line.parts.reduce(0) { $0 + $1.has })
        }
        let (perLine, excess) = Self.instalment(amount, lines)
        for index in invoice.lines.indices where perLine[index] > 0 {
            give(perLine[index], to: &invoice, index, from: debit, agencyWaits: agencyWaits)
        }
        let last = invoice.lastSource
        move(excess, debit: debit, credit: Place(2010, invoice.client, last))
        move(
            excess, debit: Place(2010, invoice.client, last),
            credit: Place(2300, invoice.client, last))
        invoices[number] = invoice
    }

    private mutating func give(
        _ amount: Int64, to invoice: inout Invoice, _ index: Int, from debit: Place,
        agencyWaits: Bool
    ) {
        let line = invoice.lines[index]
        let source = invoice.source(index)
        let given =
            line.order.isEmpty
            ? Self.instalment(amount, line.parts).given
            : Self.inOrder(amount, line.parts, line.order).given
        let unallocated = Place(2010, invoice.client, source)
        move(amount, debit: debit, credit: unallocated)
        for (number, cents) in given.enumerated() {
            let part = line.parts[number]
            let waits = line.isHeld || (part.owner == Self.agency && agencyWaits)
            arrive(cents, of: part, source, waits: waits, from: unallocated)
            move(
                cents, debit: Place(Self.accounts(part.owner).expected, part.owner, source),
                credit: Place(9000, invoice.client, source))
            invoice.lines[index].parts[number].has += cents
        }
    }

    /// J7.
    mutating func wait(_ id: Int64, _ amount: Int64, isAgency: Bool = false) {
        receipts[id] = Receipt(amount: amount, open: amount, isAgency: isAgency)
        move(amount, debit: Place(1000), credit: Place(2000, "", "receipt \(id)"))
    }

    /// J7b and J3.
    mutating func identify(_ id: Int64, _ amount: Int64, as number: String) {
        receipts[id]?.open -= amount
        divide(amount, of: number, from: Place(2000, "", "receipt \(id)"))
    }

    /// J18 and J32: the agency's top-up first, then it owes.
    mutating func taken(_ amount: Int64) {
        let topUp = -sum(2800...2800)
        let carried = min(topUp, amount)
        move(carried, debit: Place(2800, Self.agency, "top-up"), credit: Place(1000))
        move(amount - carried, debit: Place(1100, Self.agency), credit: Place(1000))
    }
}
