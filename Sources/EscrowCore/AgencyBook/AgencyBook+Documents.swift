import LedgerCore
import MoneyCore

// What documents say: they come before the entry that shows their effect on the trust.
extension AgencyBook {
    /// J1: what the client owes by VAT status, and what each of the others is owed.
    mutating func issue(_ invoice: Invoice, _ sequence: Int64, _ day: Day) -> [AgencyEntry] {
        agency = agency ?? invoice.agency
        let id = InvoiceID(sequence: sequence)
        var bookings = invoice.taxes.map { sum in
            AgencyBooking(
                .receivable(invoice.client), .revenue(sum.status),
                sum.net.minor + sum.vat.minor,
                tax: AgencyBooking.Tax.output(sum.status, sum.vat.minor))
        }
        var supplies = AgencySupplies()
        for (index, line) in invoice.lines.enumerated() {
            let lineID = InvoiceLineID(invoice: id, number: index + 1)
            let contract = AgencyContract(invoice, line)
            contracts[lineID] = contract
            ahead.receivables[lineID, default: 0] += line.gross.minor
            for part in line.parts {
                guard let cost = contract.costs[part.owner] else { continue }
                supplies.add(cost, of: part.owner)
                ahead.payables[AgencyMovement.Debt(line: lineID, owner: part.owner), default: 0] -=
                    cost.amount.gross
            }
        }
        bookings += supplies.bookings
        return entry(JournalEvent.invoiceIssued.code, day, sequence, invoice.number, bookings)
    }

    /// J21: the client owes less, and so do the others get less.
    ///
    /// What of it was written off before is first owed again, so that revenue falls by the whole
    /// note and no bad debt stays.
    mutating func credit(_ note: CreditNote, _ sequence: Int64, _ day: Day) -> [AgencyEntry] {
        guard var contract = contracts[note.line] else { return [] }
        var bookings: [AgencyBooking] = []
        let writtenOff = note.parts.reduce(0) { $0 + $1.ofWrittenOff.minor }
        if writtenOff > 0 { bookings.append(contract.raise(writtenOff)) }
        for part in note.parts where part.ofWrittenOff.isPositive {
            if let booking = contract.raise(part.ofWrittenOff.minor, of: part.owner) {
                bookings.append(booking)
            }
        }
        bookings.append(contract.lower(note.gross.minor, vat: note.vat.minor))
        ahead.receivables[note.line, default: 0] -= note.gross.minor - writtenOff
        for part in note.parts where part.amount.isPositive {
            guard let booking = contract.lower(part.amount.minor, of: part.owner) else { continue }
            bookings.append(booking)
            ahead.payables[
                AgencyMovement.Debt(line: note.line, owner: part.owner), default: 0] +=
                part.amount.minor - part.ofWrittenOff.minor
        }
        contracts[note.line] = contract
        return entry(JournalEvent.creditNote.code, day, sequence, note.number, bookings)
    }

    /// J8 decided for the client, and J23: what an entry itself says of the contract.
    ///
    /// - Parameters:
    ///   - fallen: By line and party how much less it is; below zero, how much again.
    ///   - account: What is debited where it falls; nil for revenue.
    /// - Returns: The client's side of each line, then what others are owed.
    mutating func lower(
        _ fallen: [(debt: AgencyMovement.Debt, minor: Int64)], to account: AgencyAccount?
    ) -> [AgencyBooking] {
        var bookings: [AgencyBooking] = []
        var lines: [InvoiceLineID: Int64] = [:]
        for (debt, minor) in fallen { lines[debt.line, default: 0] += minor }
        for (line, minor) in lines.sorted(by: { $0.key < $1.key }) where minor != 0 {
            guard let booking = contracts[line]?.change(by: -minor, to: account) else { continue }
            bookings.append(booking)
            ahead.receivables[line, default: 0] -= minor
        }
        for (debt, minor) in fallen where minor != 0 {
            guard let booking = contracts[debt.line]?.change(by: -minor, of: debt.owner) else {
                continue
            }
            bookings.append(booking)
            ahead.payables[debt, default: 0] += minor
        }
        return bookings
    }
}

/// What is owed for the work of one invoice: one sum per supplier and status.
private struct AgencySupplies {
    private var sums: [(owner: PartyID, cost: AgencyContract.Cost, gross: Int64, vat: Int64)] = []

    mutating func add(_ cost: AgencyContract.Cost, of owner: PartyID) {
        let place = sums.firstIndex {
            $0.owner == owner && $0.cost.status == cost.status
                && $0.cost.reverseRate == cost.reverseRate
        }
        guard let place else {
            sums.append((owner, cost, cost.amount.gross, cost.amount.vat))
            return
        }
        sums[place].gross += cost.amount.gross
        sums[place].vat += cost.amount.vat
    }

    var bookings: [AgencyBooking] {
        sums.map { sum in
            AgencyBooking(
                .services(sum.cost.status), .payable(sum.owner), sum.gross,
                tax: sum.cost.tax(sum.vat, isSuspended: false))
        }
    }
}
