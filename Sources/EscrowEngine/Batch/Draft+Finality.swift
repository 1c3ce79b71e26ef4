import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// What of an owner's money of one line came to a trust account from receipts that are not
    /// final: it stays held there.
    ///
    /// - Source: docs/spec/receipt.md#not-final
    mutating func notFinal(
        of owner: PartyID, line: InvoiceLineID, at bank: TrustAccountID
    ) throws -> Int64 {
        var sum: Int64 = 0
        for allocation in try allocations(to: line.invoice) where allocation.amount > 0 {
            guard let row = try tables.bankLines.row(allocation.bankLine.sequence, writer),
                row.bank == bank, try !isFinal(allocation.bankLine, bank: bank)
            else { continue }
            sum += try given(of: allocation.bankLine, on: line.invoice)
                .filter { $0.line == line && $0.owner == owner }
                .reduce(0) { $0 + $1.amount }
        }
        return sum
    }

    /// Where the money of receipts stands that J16 would take if they came back now: with receipts
    /// that are not final, what nobody has for good yet.
    ///
    /// - Source: docs/spec/pooling.md#not-final
    mutating func standing(from receipts: [BankLineID]) throws -> [Subledger: Int64] {
        var wanted: [Subledger: Int64] = [:]
        for receipt in receipts {
            guard let row = try tables.bankLines.row(receipt.sequence, writer) else { continue }
            let unplaced = Subledger(.unidentified, bank: row.bank, source: .unidentified(receipt))
            wanted[unplaced, default: 0] += row.open
            for allocation in try allocations(of: receipt) where allocation.amount > 0 {
                for place in try takeback(of: allocation).all().entitlements {
                    wanted[place.subledger.moved(to: .unidentified), default: 0] += place.amount
                }
            }
        }
        // Two receipts can point at one place: what both want is taken once from all there is.
        var standing: [Subledger: Int64] = [:]
        for (key, minor) in wanted {
            var places: [Standing.Place] = []
            for account in Standing.order + [.unallocated, .clientRefundable, .unidentified] {
                places += try subledgers(account, of: key.owner, from: key.source)
                    .filter { $0.subledger.bank == key.bank }
                    .map { Standing.Place($0.subledger, $0.balance) }
            }
            for place in Standing(places).take(minor).taken {
                standing[place.subledger, default: 0] += place.amount
            }
        }
        return standing
    }

    /// J15, second row: a receipt is there for good, and what its lines release on receipt becomes
    /// available.
    ///
    /// - Returns: What became final.
    mutating func makeFinal(_ receipt: BankLineID) throws -> Money {
        guard let row = try tables.bankLines.row(receipt.sequence, writer) else {
            throw EngineError.broken("there is no receipt \(receipt)")
        }
        let notFinal = Self.notFinal(receipt, row.bank)
        let amount = Money(minor: try balance(notFinal), book.currency)
        let today = header.recordedDay
        try append(
            .entry(
                try Entry(
                    Entry.Occasion(.directDebit, bookingDay: today, evidence: receipt.sequence),
                    [
                        Entry.Transfer(
                            debit: Subledger(.trustBank, bank: row.bank), credit: notFinal, amount)
                    ])))
        if try !writer.isWithheld(row) {
            for allocation in try allocations(of: receipt) where allocation.amount > 0 {
                let given = try given(of: receipt, on: allocation.invoice)
                let excess = allocation.amount - given.reduce(0) { $0 + $1.amount }
                try refundable(excess, of: receipt, on: allocation.invoice, row.bank)
                try meetClaims(of: receipt, given, excess, on: allocation.invoice, row.bank)
                try release(given, of: allocation.invoice, row.bank)
            }
        }
        try LatePooling.take(final: receipt, in: &self)
        return amount
    }

    /// What exceeded all parts waited in 2010: now it is refundable.
    private mutating func refundable(
        _ minor: Int64, of receipt: BankLineID, on id: InvoiceID, _ bank: TrustAccountID
    ) throws {
        guard minor > 0, let invoice = try tables.invoices.row(id.sequence, writer) else { return }
        let waits = Subledger(
            .unallocated, bank: bank, owner: invoice.client,
            source: .invoiceLine(InvoiceLineID(invoice: id, number: invoice.lineCount)))
        let amount = min(minor, try balance(waits))
        guard amount > 0 else { return }
        try append(
            .entry(
                try Entry(
                    Entry.Occasion(
                        .split, bookingDay: header.recordedDay, evidence: receipt.sequence),
                    [
                        Entry.Transfer(
                            debit: waits, credit: waits.moved(to: .clientRefundable),
                            Money(minor: amount, book.currency))
                    ])))
    }

    /// J17b: what became final of somebody who owes on the invoice meets that first.
    ///
    /// - Source: docs/spec/receipt.md#netting
    private mutating func meetClaims(
        of receipt: BankLineID, _ given: [Given], _ excess: Int64, on id: InvoiceID,
        _ bank: TrustAccountID
    ) throws {
        guard try shortfall() > 0, let invoice = try tables.invoices.row(id.sequence, writer)
        else { return }
        var places: [Standing.Place] = []
        for share in given {
            let held = Subledger(
                share.role.held, bank: bank, owner: share.owner,
                source: .invoiceLine(share.line))
            let others =
                try returned(to: held) + notFinal(of: share.owner, line: share.line, at: bank)
            places.append(Standing.Place(held, min(share.amount, try free(held) - others)))
        }
        let refundable = Subledger(
            .clientRefundable, bank: bank, owner: invoice.client,
            source: .invoiceLine(InvoiceLineID(invoice: id, number: invoice.lineCount)))
        places.append(Standing.Place(refundable, min(excess, try free(refundable))))
        _ = try meetClaims(
            on: id, with: Standing(places).places,
            Entry.Occasion(
                .netting, bookingDay: header.recordedDay, evidence: receipt.sequence))
    }

    /// What of a held balance came back of payouts.
    private mutating func returned(to held: Subledger) throws -> Int64 {
        try holds(Selection(equals: SubledgerRow.fields(of: held)))
            .filter { $0.cause == .returnedPayout }.reduce(0) { $0 + $1.amount }
    }

    /// J9 and J10 for lines that release on receipt; no agency share during a shortfall.
    private mutating func release(
        _ given: [Given], of id: InvoiceID, _ bank: TrustAccountID
    ) throws {
        guard let invoice = try fact(at: id.sequence)?.billed else {
            throw EngineError.broken("invoice \(id) does not exist")
        }
        var parties: [Entry.Transfer] = []
        var agency: [Standing.Place] = []
        for share in given {
            guard !invoice.lines[share.line.number - 1].release.isHeld else { continue }
            let held = Subledger(
                share.role.held, bank: bank, owner: share.owner,
                source: .invoiceLine(share.line))
            // What came back of a payout, and what is of other direct debits, goes on waiting.
            let waits =
                try returned(to: held)
                + notFinal(of: share.owner, line: share.line, at: bank)
            let amount = min(share.amount, try free(held) - waits)
            guard amount > 0 else { continue }
            if share.role == .agency {
                agency.append(Standing.Place(held, amount))
            } else {
                parties.append(
                    Entry.Transfer(
                        debit: held, credit: held.moved(to: share.role.available),
                        Money(minor: amount, book.currency)))
            }
        }
        if !parties.isEmpty {
            try append(
                .entry(
                    try Entry(
                        Entry.Occasion(
                            .release, bookingDay: header.recordedDay, evidence: id.sequence),
                        parties)))
        }
        if try !agency.isEmpty && shortfall() == 0 { try release(agency, as: .agency, of: id) }
    }
}
