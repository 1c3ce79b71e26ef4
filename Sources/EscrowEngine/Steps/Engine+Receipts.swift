import EscrowCore
package import LedgerCore
package import MoneyCore

extension Engine {
    /// A person places what no rule could: an unidentified receipt is for this invoice (J7b, J3).
    ///
    /// Without an amount it is all that is still unidentified of it.
    ///
    /// - Source: docs/spec/matching.md#person
    package func match(
        receipt: BankLineID, to number: String, amount: Money?, remembers: Bool = true,
        _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            try PoolFreeze.checkPlacing(receipt, draft.writer)
            let invoice = try draft.writer.knownInvoice(number: number)
            let allocation = try ReceiptAllocation(to: invoice.id, in: &draft)
            if let obstacle = allocation.obstacle {
                throw Refusal(
                    "receipt.split", "the split cannot be made: \(obstacle)",
                    remedy: "the money stays where it is; mend the cause first")
            }
            let withheld = try Self.withheld(receipt, for: invoice.id, in: &draft)
            if withheld != nil, amount != nil {
                throw Refusal(
                    "receipt.amount", "receipt \(receipt.sequence) waits for its split as a whole",
                    remedy: "leave the amount away")
            }
            let placed = try withheld ?? Self.unidentified(receipt, amount, in: &draft)
            try draft.append(
                .match(
                    Match(
                        bankLine: receipt, decision: .invoice(invoice.id), amount: placed.amount)))
            let excess =
                withheld == nil
                ? try allocation.enter(placed, wasUnidentified: true, in: &draft)
                : try allocation.release(placed, in: &draft)
            let isRemembered =
                try remembers && draft.remember(receipt, paysFor: invoice.client)
            let rest =
                excess > 0
                ? ", of which \(Money(minor: excess, placed.amount.currency)) is refundable to the client"
                : ""
            return Answer(
                "Matched \(placed.amount) of receipt \(receipt.sequence) to invoice \(number)\(rest)\(isRemembered ? "; its account is remembered as that client's" : "").",
                [
                    "receipt": "\(receipt.sequence)", "invoice": number,
                    "amount": placed.amount.plain,
                ])
        }
    }

    /// A person says that an unidentified receipt is the agency's top-up (J19).
    package func topUp(receipt: BankLineID, _ call: CommandCall) async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            let placed = try Self.unidentified(receipt, nil, in: &draft)
            try Self.checkFinal(placed)
            try Self.checkFromAgency(receipt, in: draft)
            let claims = try draft.cashClaims(at: placed.bank)
            let due = claims.reduce(0) { $0 + $1.minor }
            let room = try draft.topUpRoom()
            let agency = try draft.writer.agency()
            guard
                let entry = try Entry.topUp(
                    placed, agency: agency.id, claims: claims, room: room, wasUnidentified: true)
            else {
                throw Refusal(
                    "topup.nothing-due", "nothing is missing in the trust account",
                    remedy:
                        "match the receipt to its invoice, or send it back with `ringfence receipt return`; a top-up in advance needs the setting top-up-limit"
                )
            }
            let cured = min(due, placed.amount.minor)
            let kept = min(room, placed.amount.minor - cured)
            let amount = Money(minor: cured + kept, placed.amount.currency)
            try draft.append(
                .match(Match(bankLine: receipt, decision: .topUp, amount: amount)))
            try draft.append(.entry(entry))
            let left = Money(minor: due - cured, placed.amount.currency)
            return Answer(
                "The agency's top-up cures \(Money(minor: cured, placed.amount.currency)); still missing: \(left).",
                [
                    "cured": Money(minor: cured, placed.amount.currency).plain,
                    "kept": Money(minor: kept, placed.amount.currency).plain,
                    "missing": left.plain,
                ])
        }
    }

    /// Only the agency's own money cures what the agency owes.
    private static func checkFromAgency(_ id: BankLineID, in draft: borrowing Draft) throws {
        let account = try draft.writer.bankLine(id).line.counterpartyAccount
        let own = try draft.writer.accounts(of: draft.writer.agency().id)
        guard let account, own.contains(account) else {
            throw Refusal(
                "topup.not-agency", "receipt \(id.sequence) did not come from the agency's account",
                remedy: "match it to its invoice; the agency tops up from its own account")
        }
    }

    /// A receipt that found this invoice and waits in 2010 because its split could not be made.
    private static func withheld(
        _ id: BankLineID, for invoice: InvoiceID, in draft: inout Draft
    ) throws -> Receipt? {
        guard let row = try draft.writer.row(BankLineRow.self, key: [.integer(id.sequence)]),
            try draft.writer.isWithheld(row)
        else { return nil }
        guard case .entry(let entry)? = try draft.fact(at: id.sequence + 1),
            entry.lines.contains(where: { $0.subledger.source.invoiceLine?.invoice == invoice })
        else {
            throw Refusal(
                "receipt.other-invoice", "receipt \(id.sequence) waits for another invoice",
                remedy: "name the invoice that its text names")
        }
        return Receipt(
            bankLine: id, bank: row.bank,
            bookingDay: max(draft.header.recordedDay, row.bookingDay),
            valueDay: try draft.writer.bankLine(id).line.valueDay,
            amount: Money(minor: row.amount, draft.book.currency),
            isFinal: try draft.isFinal(id, bank: row.bank))
    }

    static func unidentified(
        _ id: BankLineID, _ amount: Money?, in draft: inout Draft
    ) throws -> Receipt {
        guard let row = try draft.tables.bankLines.row(id.sequence, draft.writer) else {
            throw Refusal(
                "receipt.unknown", "there is no receipt \(id.sequence)",
                remedy: "see `ringfence receipt list`")
        }
        let open = try draft.free(
            Subledger(.unidentified, bank: row.bank, source: .unidentified(id)))
        guard open > 0 else {
            let why = row.open > 0 ? "all that is unidentified of" : "nothing of"
            let then = row.open > 0 ? "is planned to be sent back" : "is unidentified"
            throw Refusal(
                "receipt.nothing-open", "\(why) receipt \(id.sequence) \(then)",
                remedy: "see `ringfence receipt list` for what is open")
        }
        let placed = amount ?? Money(minor: open, draft.book.currency)
        guard placed.currency == draft.book.currency, placed.minor > 0, placed.minor <= open
        else {
            throw Refusal(
                "receipt.amount",
                "\(placed) is not more than zero and at most \(Money(minor: open, draft.book.currency))",
                remedy: "give an amount that is still unidentified")
        }
        let fact = try draft.writer.bankLine(id)
        return Receipt(
            bankLine: id, bank: row.bank,
            bookingDay: max(draft.header.recordedDay, row.bookingDay),
            valueDay: fact.line.valueDay, amount: placed,
            isFinal: try draft.isFinal(id, bank: row.bank))
    }
}
