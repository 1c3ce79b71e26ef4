import EscrowCore
import LedgerCore
import MoneyCore

extension ReceivingDesk {
    /// Money that arrived: matched and split, or recorded as unidentified with the reason.
    borrowing func receipt(
        _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let candidates = try candidates(for: line, in: &draft)
        let confidence = Int(try draft.writer.setting(.matchConfidence))
        switch Matching.decide(candidates, line: confidence) {
        case .invoices(let placements, let rule):
            guard placements.count == 1, let only = placements.first else {
                return try several(line, placements, by: rule, at: place, in: &draft)
            }
            let allocation = try ReceiptAllocation(to: only.invoice, in: &draft)
            guard allocation.canSplit else {
                return try withhold(line, allocation, by: rule, at: place, in: &draft)
            }
            let receipt = try record(line, .matched, at: place, rule: rule, in: &draft)
            let excess = try allocation.enter(receipt, wasUnidentified: false, in: &draft)
            let note = try draft.writeOff(only.difference, of: only.invoice)
            return Outcome(meaning: .matched, note: note ?? Self.note(excess, line))
        case .unmatched(let reason):
            if let payer = candidates.payer, reason == .noOpenInvoiceOfThatAmount,
                payer.knownBy == .account,
                let outcome = try recovery(line, from: payer.party, at: place, in: &draft)
            {
                return outcome
            }
            let work = BankLineFact.Work(code: reason.code, sentence: reason.sentence)
            let receipt = try record(line, .unidentified, at: place, work: work, in: &draft)
            try draft.append(.entry(try Entry.unidentified(receipt)))
            return Outcome(meaning: .unidentified, note: "unidentified: \(reason.sentence)")
        }
    }

    private static func note(_ excess: Int64, _ line: BankLine) -> String? {
        guard excess > 0 else { return nil }
        return
            "\(Money(minor: excess, line.amount.currency)) more than its invoice, refundable to the client"
    }

    /// Money for several invoices: it comes as unidentified, and each part finds its invoice by a
    /// match of its own (J7, then J7b and J3).
    private borrowing func several(
        _ line: BankLine, _ placements: [Matching.Placement], by rule: Matching.Rule,
        at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        for placement in placements {
            let allocation = try ReceiptAllocation(to: placement.invoice, in: &draft)
            if let obstacle = allocation.obstacle {
                let work = BankLineFact.Work(code: "split-impossible", sentence: obstacle)
                let receipt = try record(line, .unidentified, at: place, work: work, in: &draft)
                try draft.append(.entry(try Entry.unidentified(receipt)))
                return Outcome(meaning: .unidentified, note: "unidentified: \(obstacle)")
            }
        }
        let receipt = try record(line, .unidentified, at: place, in: &draft)
        try draft.append(.entry(try Entry.unidentified(receipt)))
        for placement in placements {
            try draft.append(
                .match(
                    Match(
                        bankLine: receipt.bankLine, decision: .invoice(placement.invoice),
                        amount: placement.amount, rule: rule)))
            _ = try ReceiptAllocation(to: placement.invoice, in: &draft)
                .enter(receipt.part(placement.amount), wasUnidentified: true, in: &draft)
        }
        return Outcome(meaning: .matched, note: nil)
    }

    /// Money that found its invoice and cannot be split: it waits in 2010 for a person.
    private borrowing func withhold(
        _ line: BankLine, _ allocation: ReceiptAllocation, by rule: Matching.Rule,
        at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let reason = allocation.obstacle ?? ""
        let work = BankLineFact.Work(code: "split-impossible", sentence: reason)
        let receipt = try record(
            line, .splitWithheld, at: place, rule: rule, work: work, in: &draft)
        try allocation.withhold(receipt, wasUnidentified: false, in: &draft)
        return Outcome(meaning: .splitWithheld, note: "split withheld: \(reason)")
    }

    /// Whether the payer's words name an invoice, or a reference that nobody has.
    borrowing func namesInvoice(_ line: BankLine, in draft: inout Draft) throws -> Bool {
        let named = try candidates(for: line, in: &draft)
        return !named.byReference.isEmpty || named.named.contains { $0.writing < .mistyped }
            || named.unknownReference != nil || named.brokenReference != nil
    }

    private borrowing func candidates(
        for line: BankLine, in draft: inout Draft
    ) throws -> Candidates {
        // Rows of the store may be older than the batch.
        try draft.tables.invoices.flush(&draft.writer)
        try draft.tables.bankLines.flush(&draft.writer)
        var candidates = try MatchLookup(draft.writer, draft.book.currency)
            .candidates(for: line)
        if candidates.open != nil, !candidates.named.contains(where: candidates.counts) {
            candidates.isRepeated = try isRepeated(line, in: draft)
        }
        return candidates
    }

    /// An equal payment within so many days may be the same one again; a weekly one is not.
    private static let daysOfRepetition = 6

    /// Whether the same account paid the same amount on the same day or shortly before.
    private borrowing func isRepeated(
        _ line: BankLine, in draft: borrowing Draft
    ) throws -> Bool {
        for back in 0..<Self.daysOfRepetition {
            let day = line.bookingDay.adding(days: -back)
            let equal = try draft.writer.rows(
                BankLineRow.self,
                Selection(
                    index: "bankLineByDay",
                    equals: [.integer(Int64(day.number)), .integer(line.amount.minor)],
                    limit: Self.equalsMax))
            // So many of one amount on one day are not looked through: then a person decides.
            guard equal.count < Self.equalsMax else { return true }
            for row in equal {
                guard case .bankLine(let fact)? = try draft.fact(at: row.id.sequence) else {
                    continue
                }
                if fact.line.counterpartyAccount == line.counterpartyAccount { return true }
            }
        }
        return false
    }

    private static let equalsMax = 100
}
