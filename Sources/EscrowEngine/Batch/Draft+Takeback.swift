import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// What happened to a receipt that was taken back.
    struct TakenBack {
        let claims: [Standing.Place]
        let withdrawn: [PlanID]
        /// What of it lay in another trust account, in minor units: that one owes it now.
        let elsewhere: Int64
    }

    /// J16: the bank took a receipt back, as a whole: out of every invoice it was for, and what
    /// was not placed yet.
    ///
    /// - Parameters:
    ///   - receipt: The receipt, all of which is still allocated or unidentified.
    ///   - debit: The bank line that takes it back, as an entry needs it.
    /// - Returns: The claims that arose, and the plans that were withdrawn.
    /// - Throws: `EngineError.broken` for a debit of another amount.
    /// - Source: docs/spec/receipt.md#taken-back
    mutating func takeBack(_ receipt: BankLineID, by debit: Receipt) throws -> TakenBack {
        guard let row = try tables.bankLines.row(receipt.sequence, writer) else {
            throw EngineError.broken("there is no receipt \(receipt)")
        }
        let unplaced = Subledger(.unidentified, bank: row.bank, source: .unidentified(receipt))
        var taken = Taken.unplaced(unplaced, row.open)
        let allocations = try allocations(of: receipt)
        for allocation in allocations where allocation.amount > 0 {
            taken = taken + (try takeback(of: allocation, takesPooled: true).all())
        }
        guard taken.amount == debit.amount.minor else {
            throw EngineError.broken("\(debit.amount) do not take back receipt \(receipt)")
        }
        let withdrawn = try withdrawPlans(reserving: taken.entitlements)
        let (notFinal, missing) = Standing([
            Standing.Place(
                Self.notFinal(receipt, row.bank), try balance(Self.notFinal(receipt, row.bank)))
        ]).take(taken.amount)
        let final = Standing.Place(Subledger(.trustBank, bank: debit.bank), missing)
        let entry = try Entry.takenBack(
            taken,
            Entry.Occasion(
                .receiptTakenBack, bookingDay: debit.bookingDay, valueDay: debit.valueDay,
                evidence: debit.bankLine.sequence),
            credits: notFinal + (missing > 0 ? [final] : []), debit.amount.currency)
        try append(.entry(entry))
        for allocation in allocations where allocation.amount > 0 {
            try expectDifference(of: receipt, on: allocation.invoice)
        }
        return TakenBack(
            claims: taken.claims, withdrawn: withdrawn,
            elsewhere: taken.entitlements.filter { $0.subledger.bank != debit.bank }
                .reduce(0) { $0 + $1.amount })
    }

    /// Gathers how a receipt, or an amount of it, comes out of an invoice again.
    ///
    /// Of a part of it, what exceeded all parts goes first, then every party's share in proportion.
    /// What was pooled is taken only when the bank itself took the receipt back (J16).
    mutating func takeback(
        of allocation: AllocationRow, _ amount: Int64? = nil, takesPooled: Bool = false
    ) throws -> Takeback {
        guard let invoice = try tables.invoices.row(allocation.invoice.sequence, writer),
            let bank = try tables.bankLines.row(allocation.bankLine.sequence, writer)?.bank
        else { throw EngineError.broken("invoice \(allocation.invoice) does not exist") }
        let all = try given(of: allocation)
        let rest = allocation.amount - all.reduce(0) { $0 + $1.amount }
        let wanted = amount ?? allocation.amount
        let pooled = takesPooled ? try clients(.pool, of: invoice, bank).places : []
        let refundable = Standing(
            try clients(.clientRefundable, of: invoice, bank).places + pooled)
        // What was split and exceeded all parts is refundable: 2010 can be another receipt's.
        let waits =
            try !isFinal(allocation.bankLine, bank: bank)
            || (all.isEmpty && !wasSplit(allocation.bankLine))
        let waiting =
            waits ? try clients(.unallocated, of: invoice, bank).take(min(rest, wanted)).taken : []
        let unallocated = Standing(waiting)
        let excess = min(rest, wanted)
        let given = try Self.reduced(all, to: wanted - excess, book.currency)
        var shares = try completed(
            try given.map { try share($0, bank, invoice.bank) }, of: allocation,
            stays: Self.difference(all, given),
            invoice: invoice, bank)
        if takesPooled { shares = try shares.map { try withPooled($0, bank) } }
        return Takeback(
            client: invoice.client, bank: bank, named: invoice.bank, shares: shares,
            rest: excess, unallocated: unallocated,
            refundable: refundable,
            last: InvoiceLineID(invoice: invoice.id, number: invoice.lineCount))
    }

    /// What the parties have of what a receipt brought to an invoice.
    ///
    /// A part that was taken out while a credit note had moved it is in no party's expectation: then
    /// the rest is in proportion to what each was given.
    private mutating func given(of allocation: AllocationRow) throws -> [Given] {
        try Self.reduced(
            try given(of: allocation.bankLine, on: allocation.invoice), to: allocation.amount,
            book.currency)
    }

    /// Adds to the shares what each party has beyond all that receipts gave it.
    ///
    /// A credit note completed its part, or what exceeded all parts took the place of a receipt;
    /// `stays` is what the allocation gives after this.
    private mutating func completed(
        _ shares: [Takeback.Share], of allocation: AllocationRow, stays: [Given],
        invoice: InvoiceRow, _ bank: TrustAccountID
    ) throws -> [Takeback.Share] {
        var others = stays
        for other in try allocations(to: invoice.id)
        where other.amount > 0 && other.bankLine != allocation.bankLine {
            others += try given(of: other)
        }
        var result: [Takeback.Share] = []
        for (index, line) in try writer.billed(invoice.id).lines.enumerated() {
            let id = InvoiceLineID(invoice: invoice.id, number: index + 1)
            for part in line.parts {
                let own = shares.first { $0.line == id && $0.owner == part.owner }
                let none = Given(line: id, owner: part.owner, role: part.role, amount: 0)
                let known = try own ?? share(none, bank, invoice.bank)
                let given = others.reduce(0) {
                    $0 + ($1.line == id && $1.owner == part.owner ? $1.amount : 0)
                }
                let lost = min(known.given, known.has)
                result.append(known.completed(by: max(0, known.has - lost - given)))
            }
        }
        return result.filter { $0.given > 0 || $0.completed > 0 }
    }

    private static func difference(_ all: [Given], _ taken: [Given]) -> [Given] {
        all.map { given in
            var left = given
            left.amount -= taken.reduce(0) {
                $0 + ($1.line == given.line && $1.owner == given.owner ? $1.amount : 0)
            }
            return left
        }
    }

    static func reduced(
        _ given: [Given], to minor: Int64, _ currency: Currency
    ) throws -> [Given] {
        let total = given.reduce(0) { $0 + $1.amount }
        guard minor < total else { return given }
        let parts = try Money(minor: minor, currency).divided(by: given.map(\.amount))
        return zip(given, parts).compactMap { given, part in
            guard part.isPositive else { return nil }
            var given = given
            given.amount = part.minor
            return given
        }
    }

    private mutating func share(
        _ given: Given, _ bank: TrustAccountID, _ named: TrustAccountID
    ) throws -> Takeback.Share {
        let key = PartRow.Key(line: given.line, owner: given.owner)
        let part = try tables.parts.row(key, writer)
        let source = Source.invoiceLine(given.line)
        let expected = try balance(
            Subledger(given.role.expected, bank: named, owner: given.owner, source: source))
        let backed = try balance(
            Subledger(.dueFromPartyCreditNote, bank: named, owner: given.owner, source: source))
        return Takeback.Share(
            line: given.line, owner: given.owner, role: given.role, given: given.amount,
            has: (part?.contract ?? 0) - (part?.writtenOff ?? 0) - expected,
            standing: try standing(of: given.owner, line: given.line).first(at: bank),
            backed: backed)
    }

    /// What of a share lies in the pool is taken last: all else is nearer to its owner.
    private mutating func withPooled(
        _ share: Takeback.Share, _ bank: TrustAccountID
    ) throws -> Takeback.Share {
        let pooled = try subledgers(.pool, of: share.owner, from: .invoiceLine(share.line))
            .map { Standing.Place($0.subledger, $0.balance) }
        return share.standing(
            Standing(share.standing.places + Standing(pooled).first(at: bank).places))
    }

    /// What the client has in an account on the lines of an invoice.
    private mutating func clients(
        _ account: Account, of invoice: InvoiceRow, _ bank: TrustAccountID
    ) throws -> Standing {
        Standing(
            try subledgers(account, of: invoice.client)
                .filter { $0.subledger.source.invoiceLine?.invoice == invoice.id }
                .map { Standing.Place($0.subledger, $0.balance) }
        ).first(at: bank)
    }
}

extension Standing {
    /// The places in one trust account before all others.
    fileprivate func first(at bank: TrustAccountID) -> Standing {
        Standing(
            places.filter { $0.subledger.bank == bank }
                + places.filter { $0.subledger.bank != bank })
    }
}

extension Takeback.Share {
    fileprivate func completed(by minor: Int64) -> Takeback.Share {
        Takeback.Share(
            line: line, owner: owner, role: role, given: given, has: has, standing: standing,
            backed: backed, completed: minor)
    }

    fileprivate func standing(_ standing: Standing) -> Takeback.Share {
        Takeback.Share(
            line: line, owner: owner, role: role, given: given, has: has, standing: standing,
            backed: backed, completed: completed)
    }
}

extension Taken {
    /// What falls of it, so that plans that reserve it are withdrawn first.
    var entitlements: [Standing.Place] {
        debits.filter { $0.subledger.account.kind == .entitlement }
    }
}

extension Draft.TakenBack {
    /// What a person should hear of it, given the words on who owes how much of it.
    func note(_ owed: String, _ currency: Currency) -> String {
        let plans =
            withdrawn.isEmpty
            ? ""
            : "; withdrawn, because it reserved the money: plan \(withdrawn.map { "\($0.sequence)" }.joined(separator: ", "))"
        let deficit =
            elsewhere > 0
            ? "; ALARM: \(Money(minor: elsewhere, currency)) of it lay in another trust account: bring it back with `ringfence account transfer --money-only`"
            : ""
        return "the bank took a receipt back\(owed)\(deficit)\(plans)"
    }
}
