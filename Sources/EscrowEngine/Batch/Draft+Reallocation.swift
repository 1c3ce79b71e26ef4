import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// What a clerk's decision took out of an invoice.
    struct TakenOut {
        let claims: [Standing.Place]
        /// What a rule had written off for the receipt and is expected again, in minor units.
        let expectedAgain: Int64

        var owed: Int64 { claims.reduce(0) { $0 + $1.amount } }
    }

    /// Takes a receipt, or a part of it, out of an invoice: reverses its split while none of its
    /// money moved on, else as the bank takes it back (J31).
    ///
    /// - Parameters:
    ///   - allocation: What of the receipt is for the invoice.
    ///   - placed: As much of the receipt as goes.
    ///   - credits: Where it goes.
    /// - Returns: The claims that arose, and what is expected again beside it.
    /// - Throws: `Refusal` for what is disputed, planned or on its way.
    /// - Source: docs/spec/receipt.md#moved
    mutating func takeOut(
        _ allocation: AllocationRow, _ placed: Receipt, to credits: [Standing.Place]
    ) throws -> TakenOut {
        try refuseCovered(placed)
        var taken: Taken
        if placed.amount.minor == allocation.amount,
            let split = try untouchedSplit(of: allocation)
        {
            try refuseDisputed(split.given)
            try append(
                .entry(
                    split.entry.reversal(of: split.sequence, bookingDay: header.recordedDay)))
            taken = .none
            for line in split.entry.lines where line.subledger.account == .unallocated {
                taken = taken + .unplaced(line.subledger, line.minor)
            }
        } else {
            taken = try takeback(of: allocation, placed.amount.minor).all()
            try refuseDisputed(taken.debits)
            try refuseOrdered(taken, of: allocation.invoice)
        }
        try append(
            .entry(
                try Entry.takenBack(
                    taken, placed.occasion(.reallocation), credits: credits,
                    placed.amount.currency)))
        return TakenOut(
            claims: taken.claims,
            expectedAgain: try expectDifference(
                of: allocation.bankLine, on: allocation.invoice))
    }

    /// The one split of a receipt, if everything that it gave is still where it gave it.
    private mutating func untouchedSplit(
        of allocation: AllocationRow
    ) throws -> (sequence: Int64, entry: Entry, given: [Standing.Place])? {
        let entries = try entries(of: allocation.bankLine).filter { !$0.entry.event.isArrival }
        guard let split = entries.first, entries.count == 1, split.entry.event == .split else {
            return nil
        }
        var received: Int64 = 0
        var given: [Standing.Place] = []
        for line in split.entry.lines where line.subledger.account.kind == .entitlement {
            guard line.subledger.source.invoiceLine?.invoice == allocation.invoice else {
                return nil
            }
            if line.side == .debit {
                received += line.minor
            } else if try free(line.subledger) < line.minor {
                return nil
            } else {
                given.append(Standing.Place(line.subledger, line.minor))
            }
        }
        return received == allocation.amount ? (split.sequence, split.entry, given) : nil
    }

    /// No clerk takes what a dispute froze: whoever decides it says whose it is.
    ///
    /// - Source: docs/spec/receipt.md#moved
    mutating func refuseDisputed(_ places: [Standing.Place]) throws {
        for place in places where place.subledger.account == .disputed {
            guard let owner = place.subledger.owner, let line = place.subledger.source.invoiceLine
            else { continue }
            let dispute = try openDispute(of: PartRow.Key(line: line, owner: owner))?.id.sequence
            let code = try writer.party(owner)?.code ?? "?"
            throw Refusal(
                "receipt.disputed",
                "\(Money(minor: place.amount, book.currency)) of it is frozen by dispute \(dispute ?? 0) over the part of \(code)",
                remedy: "decide it first with `ringfence dispute decide \(dispute ?? 0)`")
        }
    }

    /// Once it is listed who is covered, what a failed bank lost is lost to those on the list: nobody
    /// owes it.
    ///
    /// - Source: docs/spec/receipt.md#moved
    private func refuseCovered(_ receipt: Receipt) throws {
        guard let failure = try writer.bankFailure(of: receipt.bank), failure.covered != nil
        else { return }
        throw Refusal(
            "receipt.covered",
            "receipt \(receipt.bankLine.sequence) lies at the bank that failed on \(failure.day), and who is covered there is listed",
            remedy:
                "record a dispute or a credit note and whose it is: the cover behind it follows")
    }

    /// What a plan pays out waits for its fate: what would be a claim now may never leave.
    ///
    /// - Source: docs/spec/receipt.md#moved
    private mutating func refuseOrdered(_ taken: Taken, of invoice: InvoiceID) throws {
        for place in Standing(taken.entitlements).merged.places
        where try free(place.subledger) < place.amount {
            guard let plan = try newestPlan(reserving: place.subledger) else { continue }
            throw Refusal(
                "receipt.planned", "plan \(plan.sequence) pays out money of it",
                remedy: "withdraw it first with `ringfence payout withdraw \(plan.sequence)`")
        }
        for claim in taken.claims {
            guard let owner = claim.subledger.owner,
                try isOnItsWay(of: owner, from: invoice),
                let plan = try newestPlan(exportedFor: owner, from: invoice)
            else { continue }
            throw Refusal(
                "receipt.in-flight",
                "money of it is on its way by plan \(plan.sequence), and the bank has not said what became of it",
                remedy:
                    "import the next bank file, or say what the bank says with `ringfence payout status`"
            )
        }
    }

    /// Whether a payout of an owner's money of an invoice is neither paid nor back.
    private mutating func isOnItsWay(of owner: PartyID, from invoice: InvoiceID) throws -> Bool {
        try subledgers(.outgoingInFlight, of: owner).contains {
            $0.balance != 0 && $0.subledger.source.invoiceLine?.invoice == invoice
        }
    }

    private mutating func newestPlan(
        exportedFor owner: PartyID, from invoice: InvoiceID
    ) throws -> PlanID? {
        try newestPlan(in: [.exported]) { payout, row in
            row.payee == owner && row.state.isInFlight
                && payout.parts.contains { $0.source.invoiceLine?.invoice == invoice }
        }
    }
}
