import EscrowCore
import LedgerCore
import MoneyCore

extension ReceivingDesk {
    /// Money that arrived: matched and split, or recorded as unidentified with the reason.
    borrowing func receipt(
        _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let candidates = try candidates(for: line, in: &draft)
        switch Matching.decide(candidates) {
        case .invoice(let id, _):
            let allocation = try ReceiptAllocation(to: id, in: &draft)
            guard allocation.canSplit else {
                return try withhold(line, allocation, at: place, in: &draft)
            }
            let receipt = try record(line, .matched, at: place, in: &draft)
            let excess = try allocation.enter(receipt, wasUnidentified: false, in: &draft)
            let note =
                excess > 0
                ? "\(Money(minor: excess, line.amount.currency)) more than its invoice, refundable to the client"
                : nil
            return Outcome(meaning: .matched, note: note)
        case .unmatched(let reason):
            if let payer = candidates.payer, reason == .noOpenInvoiceOfThatAmount,
                let outcome = try recovery(line, from: payer, at: place, in: &draft)
            {
                return outcome
            }
            let work = BankLineFact.Work(code: reason.code, sentence: reason.sentence)
            let receipt = try record(line, .unidentified, at: place, work: work, in: &draft)
            try draft.append(.entry(try Entry.unidentified(receipt)))
            return Outcome(meaning: .unidentified, note: "unidentified: \(reason.sentence)")
        }
    }

    /// Money that found its invoice and cannot be split: it waits in 2010 for a person.
    private borrowing func withhold(
        _ line: BankLine, _ allocation: ReceiptAllocation, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let reason = allocation.obstacle ?? ""
        let work = BankLineFact.Work(code: "split-impossible", sentence: reason)
        let receipt = try record(line, .splitWithheld, at: place, work: work, in: &draft)
        try allocation.withhold(receipt, wasUnidentified: false, in: &draft)
        return Outcome(meaning: .splitWithheld, note: "split withheld: \(reason)")
    }

    /// Whether the payer's words name an invoice, or a reference that nobody has.
    borrowing func namesInvoice(_ line: BankLine, in draft: inout Draft) throws -> Bool {
        let named = try candidates(for: line, in: &draft)
        return !named.byReference.isEmpty || !named.byNumber.isEmpty
            || named.unknownReference != nil
    }

    /// Looks up what the payer's words and account can mean.
    ///
    /// - Source: docs/spec/matching.md#candidates
    private borrowing func candidates(
        for line: BankLine, in draft: inout Draft
    ) throws -> Candidates {
        var candidates = Candidates()
        var references: [CreditorReference] = []
        if let text = line.creditorReference {
            if let reference = CreditorReference(reading: text) {
                references = [reference]
            } else {
                candidates.unknownReference = text
            }
        }
        for reference in Remittance.references(in: line.remittance)
        where !references.contains(reference) { references.append(reference) }
        for reference in references {
            let found = try invoices("invoiceByReference", reference.description, in: &draft)
            candidates.byReference += found
            if found.isEmpty { candidates.unknownReference = reference.description }
        }
        guard candidates.byReference.isEmpty else { return candidates }
        for word in Remittance.numberWords(in: line.remittance) {
            candidates.byNumber += try invoices("invoiceByNumber", word, in: &draft)
        }
        try addPayer(of: line, to: &candidates, in: &draft)
        return candidates
    }

    private borrowing func addPayer(
        of line: BankLine, to candidates: inout Candidates, in draft: inout Draft
    ) throws {
        guard let account = line.counterpartyAccount else { return }
        let parties = try draft.writer.parties(iban: account)
        guard parties.count == 1, let payer = parties.first else { return }
        candidates.payer = payer.id
        guard payer.role == .client else { return }
        // Rows of the store may be older than the batch: each is looked up again in the draft.
        try draft.tables.invoices.flush(&draft.writer)
        let rows = try draft.writer.rows(
            InvoiceRow.self,
            Selection(
                index: "invoiceByClientOpen",
                equals: [.integer(payer.id.sequence), .integer(line.amount.minor)], limit: 10))
        candidates.byPayerAndAmount = rows.map { Self.open($0, draft.book.currency) }
    }

    private borrowing func invoices(
        _ index: String, _ text: String, in draft: inout Draft
    ) throws -> [OpenInvoice] {
        try draft.writer.rows(InvoiceRow.self, Selection(index: index, equals: [.text(text)]))
            .map { Self.open($0, draft.book.currency) }
    }

    private static func open(_ row: InvoiceRow, _ currency: Currency) -> OpenInvoice {
        OpenInvoice(
            id: row.id, number: row.number, client: row.client,
            open: Money(minor: row.open, currency))
    }
}
