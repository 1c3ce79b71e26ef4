import EscrowCore
package import LedgerCore
package import MoneyCore

extension Engine {
    /// A person says that an unidentified receipt meets what a party owes the trust (J17).
    ///
    /// What exceeds the claims stays unidentified.
    ///
    /// - Source: docs/spec/receipt.md#recovery
    package func recover(
        receipt: BankLineID, from code: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            try PoolFreeze.checkPlacing(receipt, draft.writer)
            let debtor = try Self.debtor(code, in: draft)
            let placed = try Self.unidentified(receipt, amount, in: &draft)
            try Self.checkFinal(placed)
            let owed = Standing(try draft.claims(of: debtor.id))
            guard owed.total > 0 else {
                throw Refusal(
                    "claim.none", "\(code) owes the trust nothing",
                    remedy: "see `ringfence claim list`")
            }
            let met = owed.take(min(placed.amount.minor, owed.total)).taken
            let sum = met.reduce(Int64(0)) { $0 + $1.amount }
            let currency = placed.amount.currency
            try draft.append(
                .match(
                    Match(
                        bankLine: receipt, decision: .claim(debtor.id),
                        amount: Money(minor: sum, currency))))
            try draft.append(
                .entry(
                    try Entry.recovery(
                        Entry.Occasion(
                            .recovery, bookingDay: placed.bookingDay, valueDay: placed.valueDay,
                            evidence: receipt.sequence),
                        debits: [Standing.Place(placed.unidentified, sum)], claims: met, currency)))
            let left = Money(minor: owed.total - sum, currency)
            return Answer(
                "Receipt \(receipt.sequence) meets \(Money(minor: sum, currency)) that \(code) owes; still owed: \(left).",
                ["party": code, "amount": Money(minor: sum, currency).plain, "owed": left.plain])
        }
    }

    /// Nets what a party owes on one invoice with its own money of another (J17b), never with
    /// anybody else's.
    ///
    /// - Source: docs/spec/receipt.md#netting
    package func net(
        party code: String, from later: String, to older: String, amount: Money?,
        _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let debtor = try Self.debtor(code, in: draft)
            let from = try draft.writer.knownInvoice(number: later)
            let to = try draft.writer.knownInvoice(number: older)
            let claims = Standing(
                try draft.claims(of: debtor.id)
                    .filter { $0.subledger.source.invoiceLine?.invoice == to.id })
            guard claims.total > 0 else {
                throw Refusal(
                    "claim.none", "\(code) owes nothing on invoice \(older)",
                    remedy: "see `ringfence claim list`")
            }
            let own = try Self.own(debtor, from, in: &draft)
            let currency = draft.book.currency
            let most = Money(minor: min(own.total, claims.total), currency)
            guard most.isPositive else {
                throw Refusal(
                    "claim.nothing", "nothing of invoice \(later) is \(code)'s to net",
                    remedy: "see `ringfence balance \(code)`; what is planned is not free")
            }
            let netted = amount ?? most
            guard netted.currency == currency, netted.isPositive, netted.minor <= most.minor else {
                throw Refusal(
                    "claim.amount", "\(netted) is not more than zero and at most \(most)",
                    remedy: "give less, or leave the amount away")
            }
            try draft.append(
                .entry(
                    try Entry.recovery(
                        Entry.Occasion(
                            .netting, bookingDay: draft.header.recordedDay,
                            evidence: to.id.sequence),
                        debits: own.take(netted.minor).taken,
                        claims: claims.take(netted.minor).taken, currency)))
            return Answer(
                "Netted \(netted) of invoice \(later) with what \(code) owes on invoice \(older).",
                ["party": code, "from": later, "to": older, "amount": netted.plain])
        }
    }

    /// Money that its payer can have back meets no claim.
    ///
    /// - Source: docs/spec/receipt.md#states
    static func checkFinal(_ placed: Receipt) throws {
        guard !placed.isFinal else { return }
        throw Refusal(
            "receipt.not-final",
            "the payer can still have receipt \(placed.bankLine.sequence) back",
            remedy: "wait until it is final, see `ringfence receipt final`")
    }

    private static func debtor(_ code: String, in draft: borrowing Draft) throws -> PartyRow {
        guard let party = try draft.writer.party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)",
                remedy: "see `ringfence party list`")
        }
        return party
    }

    /// What a party has of an invoice, final and not reserved by a plan; nothing disputed.
    private static func own(
        _ party: PartyRow, _ invoice: InvoiceRow, in draft: inout Draft
    ) throws -> Standing {
        let accounts: [Account] =
            switch party.role {
            case .freelancer: [.freelancerHeld, .freelancerAvailable]
            case .producer: [.producerHeld, .producerAvailable]
            case .agency: [.agencyHeld, .agencyAvailable, .taxSetAside]
            case .client: [.clientRefundable]
            }
        var places: [Standing.Place] = []
        for account in accounts {
            for row in try draft.subledgers(account, of: party.id) {
                guard let line = row.subledger.source.invoiceLine, line.invoice == invoice.id
                else { continue }
                let waits =
                    account == party.role.part?.held
                    ? try draft.notFinal(of: party.id, line: line, at: row.subledger.bank) : 0
                places.append(Standing.Place(row.subledger, row.free - waits))
            }
        }
        return Standing(places)
    }
}
