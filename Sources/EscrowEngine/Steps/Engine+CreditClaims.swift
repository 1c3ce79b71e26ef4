import EscrowCore
package import LedgerCore
package import MoneyCore

extension Engine {
    /// Nets what a credit note claims back from a party with what the same party has available of
    /// other invoices: it becomes the client's.
    ///
    /// Without an amount it is as much as both allow.
    ///
    /// - Source: docs/spec/invoice.md#claims
    package func netCredit(
        _ number: String, party code: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let claim = try Self.claim(of: number, party: code, in: &draft)
            guard let role = claim.party.role.part else {
                throw EngineError.broken("\(code) owes a credit note without a part")
            }
            let available = try draft.subledgers(role.available, of: claim.party.id)
                .filter { $0.subledger.source != claim.subledger.source }
                .map { Standing.Place($0.subledger, $0.free) }
            let here = Standing(available)
            let most = min(claim.open, here.total)
            let minor = amount?.minor ?? most
            guard minor > 0, minor <= most else {
                throw Refusal(
                    "credit.net",
                    "\(code) owes \(Money(minor: claim.open, draft.book.currency)) and has \(Money(minor: here.total, draft.book.currency)) available of other invoices",
                    remedy: "net at most the smaller of both, or wait for later money")
            }
            try draft.append(
                .entry(
                    try Entry.creditNetted(
                        here.take(minor).taken, against: claim.subledger, client: claim.client,
                        note: claim.note, on: draft.header.recordedDay, in: draft.book.currency)))
            return Self.answer("Netted", minor, claim.open, number, draft.book.currency)
        }
    }

    /// An unidentified receipt repays what a credit note claims back.
    ///
    /// - Source: docs/spec/invoice.md#claims
    package func repayCredit(
        _ number: String, party code: String, receipt: BankLineID, amount: Money?,
        _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let claim = try Self.claim(of: number, party: code, in: &draft)
            let open = Money(minor: claim.open, draft.book.currency)
            var placed = try Self.unidentified(receipt, amount, in: &draft)
            if amount == nil, placed.amount.minor > claim.open {
                placed = try Self.unidentified(receipt, open, in: &draft)
            }
            try Self.checkFinal(placed)
            guard placed.amount.minor <= claim.open else {
                throw Refusal(
                    "credit.repay", "\(code) owes only \(open) of \(number)",
                    remedy: "match the rest to what it is for")
            }
            try draft.append(
                .match(
                    Match(
                        bankLine: receipt,
                        decision: .creditClaim(claim.line, claim.party.id),
                        amount: placed.amount)))
            try draft.append(
                .entry(
                    try Entry.creditRepaid(
                        placed, claim: claim.subledger, client: claim.client)))
            return Self.answer(
                "Repaid", placed.amount.minor, claim.open, number, draft.book.currency)
        }
    }

    /// What is refundable of a credited line pays a later invoice of the same client, freelancer
    /// and engagement (J21), then J3.
    ///
    /// - Source: docs/spec/invoice.md#claims
    package func applyCredit(
        _ number: String, to later: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let (note, record) = try Self.creditNote(number, in: draft)
            let old = try draft.writer.invoice(note.line.invoice)
            let row = try draft.writer.knownInvoice(number: later)
            let new = try draft.writer.invoice(row.id)
            let credited = old.lines[note.line.number - 1]
            let index = new.lines.firstIndex {
                $0.engagement == credited.engagement && $0.freelancer == credited.freelancer
            }
            guard let index, row.id > note.line.invoice, new.client == old.client else {
                throw Refusal(
                    "credit.other",
                    "\(later) is no later invoice of the same freelancer and engagement",
                    remedy: "refund the client instead; he may pay no other invoice short")
            }
            guard try !draft.writer.hasNotFinal(note.line.invoice) else {
                throw Refusal(
                    "credit.not-final",
                    "invoice \(old.number) has a receipt that is not final: its payer can have it back",
                    remedy: "wait until it is, see `ringfence receipt final`")
            }
            let refundable = Subledger(
                .clientRefundable, bank: new.bank, owner: old.client,
                source: .invoiceLine(note.line))
            let allocation = try ReceiptAllocation(to: row.id, in: &draft)
            let line = InvoiceLineID(invoice: row.id, number: index + 1)
            let most = min(try draft.free(refundable), allocation.missing(of: line), row.open)
            let money = amount ?? Money(minor: most, draft.book.currency)
            guard allocation.canSplit, money.minor > 0, money.minor <= most else {
                throw Refusal(
                    "credit.apply",
                    "at most \(Money(minor: most, draft.book.currency)) of \(number) can pay \(later)",
                    remedy: "apply at most what is refundable of the one and open of the other")
            }
            try draft.append(
                .entry(
                    try Entry.creditApplied(
                        refundable, to: line, money, note: record, on: draft.header.recordedDay)))
            try allocation.enterSplit(
                Receipt(
                    // No bank line: the credit note is the evidence.
                    bankLine: BankLineID(sequence: record), bank: new.bank,
                    bookingDay: draft.header.recordedDay, valueDay: draft.header.recordedDay,
                    amount: money), onlyTo: line, in: &draft)
            return Answer(
                "\(money) of credit note \(number) pays invoice \(later).",
                ["credit note": number, "invoice": later, "amount": money.plain])
        }
    }

    // MARK: Looking up

    private struct CreditClaim {
        let party: PartyRow
        let line: InvoiceLineID
        let client: PartyID
        let note: Int64
        let subledger: Subledger
        let open: Int64
    }

    private static func creditNote(
        _ number: String, in draft: borrowing Draft
    ) throws -> (CreditNote, Int64) {
        guard let row = try draft.writer.row(DocumentRow.self, key: [.text(number)]),
            case .creditNote(let note)? = try draft.fact(at: row.sequence)
        else {
            throw Refusal(
                "credit.unknown", "there is no credit note \(number)",
                remedy: "see `ringfence invoice facts`")
        }
        return (note, row.sequence)
    }

    /// What a party owes by a credit note, or by what came back of a day's sales.
    private static func claim(
        of number: String, party code: String, in draft: inout Draft
    ) throws -> CreditClaim {
        guard let party = try draft.writer.party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)", remedy: "see `ringfence party list`")
        }
        let sales: InvoiceID?
        let (client, record, line): (PartyID, Int64, InvoiceLineID?)
        if let row = try draft.writer.invoiceRow(number: number),
            case .sale(let day)? = try draft.fact(at: row.id.sequence)
        {
            (sales, client, record, line) = (row.id, day.client, row.id.sequence, nil)
        } else {
            let (note, known) = try creditNote(number, in: draft)
            (sales, record, line) = (nil, known, note.line)
            client = try draft.writer.invoice(note.line.invoice).client
        }
        let owed = try draft.subledgers(.dueFromPartyCreditNote, of: party.id).first { row in
            guard let source = row.subledger.source.invoiceLine, row.balance > 0 else {
                return false
            }
            return source == line || source.invoice == sales
        }
        guard let owed, let source = owed.subledger.source.invoiceLine else {
            throw Refusal(
                "credit.nothing-due", "\(code) owes nothing of \(number)",
                remedy: "see `ringfence balance \(code)`")
        }
        return CreditClaim(
            party: party, line: source, client: client, note: record,
            subledger: owed.subledger, open: owed.balance)
    }

    private static func answer(
        _ verb: String, _ minor: Int64, _ open: Int64, _ number: String, _ currency: Currency
    ) -> Answer {
        let (money, rest) = (Money(minor: minor, currency), Money(minor: open - minor, currency))
        return Answer(
            "\(verb) \(money) of what credit note \(number) claims back; still open: \(rest).",
            ["credit note": number, "amount": money.plain, "open": rest.plain])
    }
}
