import EscrowCore
import LedgerCore
import MoneyCore

/// A dispute with what is needed to decide a part of it.
struct DecidedDispute {
    let dispute: DisputeRow
    let invoice: Billed
    let part: InvoicePart
    /// In minor units.
    let decided: Int64

    init(
        _ dispute: DisputeRow, _ invoice: Billed, _ part: InvoicePart, _ decided: Int64
    ) {
        self.dispute = dispute
        self.invoice = invoice
        self.part = part
        self.decided = decided
    }

    private func frozen(in draft: inout Draft) throws -> Standing {
        try draft.standing(of: dispute.owner, line: dispute.invoiceLine).only(.disputed)
    }

    private func append(_ side: DisputeSide, to draft: inout Draft) throws -> Int64 {
        let amount = Money(minor: decided, draft.book.currency)
        let zero = Money.zero(draft.book.currency)
        return try draft.append(
            .dispute(
                .decided(
                    Dispute.Decision(
                        dispute: dispute.id, line: dispute.invoiceLine, owner: dispute.owner,
                        forClient: side == .client ? amount : zero,
                        forParty: side == .party ? amount : zero))))
    }

    private func answer(_ side: DisputeSide, _ what: String, _ draft: borrowing Draft) -> Answer {
        let amount = Money(minor: decided, draft.book.currency)
        let rest = Money(minor: dispute.open - decided, draft.book.currency)
        return Answer(
            "Decided \(amount) of dispute \(dispute.id.sequence) for the \(side.rawValue): \(what).",
            [
                "dispute": "\(dispute.id.sequence)", "amount": amount.plain,
                "undecided": rest.plain,
            ])
    }

    /// First nobody expects it any more, then what is frozen becomes refundable.
    func forClient(in draft: inout Draft) throws -> Answer {
        let expectation = Subledger(
            part.role.expected, bank: invoice.bank, owner: dispute.owner,
            source: .invoiceLine(dispute.invoiceLine))
        let pooled = try draft.pooledDispute(of: dispute.owner, line: dispute.invoiceLine)
        let frozen = Standing(try frozen(in: &draft).places + pooled.places)
        // What is disputed and not here is what the client need not pay any more.
        let toCome = min(
            max(0, dispute.open - frozen.total), try draft.balance(expectation))
        let memo = min(decided, toCome)
        let (taken, missing) = frozen.take(decided - memo)
        guard missing == 0 else {
            throw Refusal(
                "dispute.amount",
                "only \(Money(minor: toCome + frozen.total, draft.book.currency)) of it is frozen or expected",
                remedy:
                    "the rest left by a credit note, with a receipt that was taken back, or was lost at a failed bank; decide that for the party"
            )
        }
        let withdrawn = try draft.withdrawPlans(reserving: taken)
        let record = try append(.client, to: &draft)
        try draft.append(
            .entry(
                try Entry.decidedForClient(
                    memo: Standing.Place(expectation, memo), frozen: taken,
                    client: invoice.client, decision: record, on: draft.header.recordedDay,
                    in: draft.book.currency)))
        try draft.meetOwnClaims(
            Entry.Occasion(
                .pooling, bookingDay: draft.header.recordedDay, evidence: record))
        let inPool = taken.reduce(Int64(0)) {
            $1.subledger.account == .pool ? $0 + $1.amount : $0
        }
        let refundable = Money(minor: decided - memo - inPool, draft.book.currency)
        let claim = Money(minor: inPool, draft.book.currency)
        return answer(
            .client,
            "\(refundable) is refundable to the client"
                + (inPool > 0
                    ? ", \(claim) is its claim to the pool: `ringfence pool share`" : "")
                + withdrawn.sentence, draft)
    }

    /// Released, or held again while its release waits for something.
    func forParty(in draft: inout Draft) throws -> Answer {
        let frozen = try frozen(in: &draft)
        // What is still to come needs no entry: it is no longer frozen when it comes.
        let (taken, _) = frozen.take(decided)
        let withdrawn = try draft.withdrawPlans(reserving: taken)
        let pooled = try draft.pooledDispute(of: dispute.owner, line: dispute.invoiceLine)
        let record = try append(.party, to: &draft)
        try draft.meetOwnClaims(
            Entry.Occasion(
                .pooling, bookingDay: draft.header.recordedDay, evidence: record))
        guard !taken.isEmpty else {
            let met = try meetPremiums(in: &draft)
            return answer(
                .party,
                pooled.total > 0
                    ? "it is a claim to the pool: `ringfence pool share`"
                    : "nothing of it is here\(met)", draft)
        }
        let what = try give(taken, record, in: &draft)
        let met = try meetPremiums(in: &draft)
        return answer(.party, "\(what)\(met)\(withdrawn.sentence)", draft)
    }

    /// What was frozen is available, or held again.
    private func give(
        _ taken: [Standing.Place], _ record: Int64, in draft: inout Draft
    ) throws -> String {
        let (day, currency) = (draft.header.recordedDay, draft.book.currency)
        let total = Money(minor: taken.reduce(0) { $0 + $1.amount }, currency)
        if let reason = try waitsFor(in: &draft) {
            try draft.append(
                .entry(
                    try Entry.heldAgain(
                        taken, as: part.role, decision: record, on: day, in: currency)))
            return "\(total) is held again: \(reason.name)"
        }
        try draft.append(
            .entry(
                try Entry.released(taken, as: part.role, evidence: record, on: day, in: currency)))
        return "\(total) is available"
    }

    /// What is the producer's now meets first what he owes the same shop.
    private func meetPremiums(in draft: inout Draft) throws -> String {
        guard part.role == .producer,
            case .sale(let sales)? = try draft.fact(at: dispute.invoiceLine.invoice.sequence)
        else { return "" }
        return try draft.meetPremiums(of: dispute.owner, shop: sales.client)
            .sentence(draft.book.currency).map { "; \($0)" } ?? ""
    }

    /// A person who decides also releases what waits for a person only.
    private func waitsFor(in draft: inout Draft) throws -> Hold.Reason? {
        try draft.flush()
        var facts = try HoldFacts(on: draft.header.recordedDay, draft.writer)
        let held = Subledger(
            part.role.held, bank: invoice.bank, owner: dispute.owner,
            source: .invoiceLine(dispute.invoiceLine))
        let reason = try facts.reason(
            HoldRow(held, cause: .condition, since: draft.header.recordedDay), draft.writer)
        return reason == .person ? nil : reason
    }
}
