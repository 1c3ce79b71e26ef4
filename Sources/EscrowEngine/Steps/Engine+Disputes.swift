import EscrowCore
package import LedgerCore
package import MoneyCore

/// What somebody disputes.
package struct DisputeRequest: Hashable, Sendable {
    package let invoice: String
    /// nil for the only line of which the party has a part.
    package let line: Int?
    package let party: String
    package let amount: Money
    package let reason: String

    package init(invoice: String, line: Int?, party: String, amount: Money, reason: String) {
        self.invoice = invoice
        self.line = line
        self.party = party
        self.amount = amount
        self.reason = reason
    }
}

/// Whom a dispute is decided for.
package enum DisputeSide: String, Sendable, CaseIterable {
    case client, party
}

extension Engine {
    /// Freezes a disputed part: what is here now, and what comes later up to the disputed amount.
    ///
    /// - Source: docs/spec/hold.md#disputes
    package func openDispute(
        _ request: DisputeRequest, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let part = try draft.writer.namedPart(
                invoice: request.invoice, line: request.line, party: request.party)
            let key = PartRow.Key(line: part.line, owner: part.party.id)
            if let other = try draft.openDispute(of: key) {
                throw Refusal(
                    "dispute.open", "dispute \(other.id.sequence) over this part is not decided",
                    remedy: "decide it first with `ringfence dispute decide \(other.id.sequence)`")
            }
            let here = try draft.standing(of: part.party.id, line: part.line)
                .without(.taxSetAside)
            let expected = try draft.balance(part.expected)
            try Self.checkDisputed(request, here: here.total, expected: expected, draft.book)
            let (taken, missing) = here.take(request.amount.minor)
            let withdrawn = try draft.withdrawPlans(reserving: taken)
            let id = try draft.append(
                .dispute(
                    .opened(
                        Dispute.Opening(
                            line: part.line, owner: part.party.id, amount: request.amount,
                            reason: request.reason))))
            if !taken.isEmpty {
                try draft.append(
                    .entry(
                        try Entry.frozen(
                            taken, by: id, on: draft.header.recordedDay,
                            in: draft.book.currency)))
            }
            let frozen = Money(minor: request.amount.minor - missing, draft.book.currency)
            let later = Money(minor: missing, draft.book.currency)
            return Answer(
                "Opened dispute \(id) over \(request.amount) of invoice \(request.invoice) for \(request.party): \(frozen) is frozen\(missing > 0 ? ", \(later) when it arrives" : "")\(withdrawn.sentence).",
                values: [
                    Answer.Value(name: "dispute", text: "\(id)"),
                    Answer.Value(name: "frozen", text: frozen.plain),
                    Answer.Value(name: "to come", text: later.plain),
                ] + withdrawn.values)
        }
    }

    private static func checkDisputed(
        _ request: DisputeRequest, here: Int64, expected: Int64, _ book: BookOpening
    ) throws {
        guard request.amount.currency == book.currency, request.amount.isPositive else {
            throw Refusal(
                "dispute.amount", "\(request.amount) is no amount that can be disputed",
                remedy: "give an amount of more than zero in \(book.currency)")
        }
        guard request.amount.minor <= here + expected else {
            throw Refusal(
                "dispute.amount",
                "of \(request.party)'s part of invoice \(request.invoice), \(Money(minor: here, book.currency)) is here and \(Money(minor: expected, book.currency)) is expected, less than \(request.amount)",
                remedy:
                    "dispute at most that; what is paid out already needs a credit note, see `ringfence invoice credit`"
            )
        }
    }

    /// Decides a dispute, or so much of it: the client's becomes refundable and leaves the
    /// contract, the party's is released.
    ///
    /// - Source: docs/spec/hold.md#disputes
    package func decideDispute(
        _ id: DisputeID, for side: DisputeSide, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let dispute = try Self.undecided(id, amount, in: draft)
            let decided = amount?.minor ?? dispute.open
            let invoice = try draft.writer.billed(dispute.invoiceLine.invoice)
            let line = invoice.lines[dispute.invoiceLine.number - 1]
            guard let part = line.parts.first(where: { $0.owner == dispute.owner }) else {
                throw EngineError.broken("dispute \(id) is about nobody's part")
            }
            let deciding = DecidedDispute(dispute, invoice, part, decided)
            switch side {
            case .client: return try deciding.forClient(in: &draft)
            case .party: return try deciding.forParty(in: &draft)
            }
        }
    }

    private static func undecided(
        _ id: DisputeID, _ amount: Money?, in draft: borrowing Draft
    ) throws -> DisputeRow {
        guard let row = try draft.writer.row(DisputeRow.self, key: [.integer(id.sequence)]) else {
            throw Refusal(
                "dispute.unknown", "there is no dispute \(id.sequence)",
                remedy: "see `ringfence dispute list`")
        }
        guard row.open > 0 else {
            throw Refusal(
                "dispute.decided", "dispute \(id.sequence) is decided already",
                remedy: "see `ringfence dispute list`")
        }
        if let amount {
            let open = Money(minor: row.open, draft.book.currency)
            guard amount.currency == draft.book.currency, amount.isPositive,
                amount.minor <= row.open
            else {
                throw Refusal(
                    "dispute.amount", "\(amount) is not more than zero and at most \(open)",
                    remedy: "decide at most what is still disputed")
            }
        }
        return row
    }
}

/// A dispute with what is needed to decide a part of it.
private struct DecidedDispute {
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
                    "the rest left by a credit note or with a receipt that was taken back; decide that for the party"
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
            return answer(
                .party,
                pooled.total > 0
                    ? "it is a claim to the pool: `ringfence pool share`" : "nothing of it is here",
                draft)
        }
        let (day, currency) = (draft.header.recordedDay, draft.book.currency)
        let total = Money(minor: taken.reduce(0) { $0 + $1.amount }, currency)
        if let reason = try waitsFor(in: &draft) {
            try draft.append(
                .entry(
                    try Entry.heldAgain(
                        taken, as: part.role, decision: record, on: day, in: currency)))
            return answer(
                .party, "\(total) is held again: \(reason.name)\(withdrawn.sentence)", draft)
        }
        try draft.append(
            .entry(
                try Entry.released(taken, as: part.role, evidence: record, on: day, in: currency)))
        return answer(.party, "\(total) is available\(withdrawn.sentence)", draft)
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

extension [PlanID] {
    /// What an answer says of plans that had to be withdrawn.
    var sentence: String {
        isEmpty
            ? ""
            : "; payout plan \(map { "\($0.sequence)" }.joined(separator: ", ")), which had reserved it, is withdrawn"
    }

    var values: [Answer.Value] {
        map { Answer.Value(name: "withdrawn plan", text: "\($0.sequence)") }
    }
}
