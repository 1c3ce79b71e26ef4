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
