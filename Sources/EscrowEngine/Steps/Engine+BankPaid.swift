import EscrowCore
package import LedgerCore
package import MoneyCore

extension Engine {
    /// The guarantee scheme paid a person directly: his entitlement and the claim fall (J27).
    ///
    /// - Source: docs/spec/bank-failure.md#paid
    package func bankCoverPaid(
        _ iban: IBAN, to code: String, amount: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            _ = try failure.state.after(.pay)
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            var taking = try BankCoverTaking(at: failure.bank, in: &draft)
            let currency = draft.book.currency
            let (own, most) = (taking.payable(to: party.id), taking.most(of: party.id))
            let paid = amount ?? Money(minor: own, currency)
            guard paid.currency == currency, paid.isPositive, paid.minor <= most else {
                throw Refusal(
                    "bank.paid-amount",
                    "\(paid) is not more than zero and at most \(Money(minor: most, currency))",
                    remedy: "give what the scheme paid of the cover of \(code)")
            }
            try taking.pay(
                party.id, paid.minor,
                owing: Subledger(party.role.debt, bank: failure.bank, owner: party.id))
            let record = try draft.append(.bankFailure(.paid(failure.id, paid, receipt: nil)))
            try draft.enterFailure(
                taking.transfers.map {
                    Entry.Transfer(debit: $0.place, credit: $0.cover, $0.amount)
                }, record, valueDay: draft.header.recordedDay)
            let owed = Money(minor: max(0, paid.minor - own), currency)
            let more =
                owed.isPositive
                ? " \(owed) of it became another's since cover was recorded: \(code) owes it." : ""
            return Answer(
                "The scheme paid \(paid) to \(code).\(more)",
                ["party": code, "amount": paid.plain, "owed": owed.plain])
        }
    }

    /// The scheme pays a person less than was listed: the rest is lost, and a dividend reaches it
    /// (J27).
    ///
    /// - Source: docs/spec/bank-failure.md#reduced
    package func reduceBankCover(
        _ iban: IBAN, of code: String, by amount: Money?, reason: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            _ = try failure.state.after(.reduce)
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            var taking = try BankCoverTaking(at: failure.bank, in: &draft)
            let open = Money(minor: taking.cover(of: party.id), draft.book.currency)
            let reduced = amount ?? open
            guard reduced.currency == open.currency, reduced.isPositive, reduced.minor <= open.minor
            else {
                throw Refusal(
                    "bank.reduced-amount", "\(reduced) is not more than zero and at most \(open)",
                    remedy: "give what the scheme does not pay of the cover of \(code)")
            }
            try taking.take(party.id, reduced.minor)
            var lost: [Subledger: Int64] = [:]
            for transfer in taking.transfers {
                lost[transfer.place, default: 0] += transfer.amount.minor
            }
            let record = try draft.append(
                .bankFailure(
                    .reduced(
                        failure.id, party.id,
                        losses: lost.sorted { $0.key < $1.key }.map {
                            BankFailure.Loss(
                                account: $0.key.account, owner: $0.key.owner,
                                source: $0.key.source, minor: $0.value)
                        }, reason: reason)))
            try draft.enterFailure(
                taking.transfers.map {
                    Entry.Transfer(debit: $0.place, credit: $0.cover, $0.amount)
                }, record, valueDay: draft.header.recordedDay)
            return Answer(
                "\(reduced) of the cover of \(code) are not paid, and lost for now.",
                ["party": code, "amount": reduced.plain])
        }
    }

    /// The guarantee scheme paid into another trust account: the money that waits there unidentified
    /// is the covered persons', who move to that account with it (J27).
    package func bankCoverReceived(
        _ iban: IBAN, receipt: BankLineID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            _ = try failure.state.after(.pay)
            let (waiting, amount) = try draft.waiting(receipt, from: failure.bank)
            let claims = try draft.writer.openCover(at: failure.bank)
            let open = claims.reduce(0) { $0 + $1.balance }
            guard amount.minor <= open else {
                throw Refusal(
                    "bank.paid-amount",
                    "receipt \(receipt.sequence) is more than the open cover, \(Money(minor: open, amount.currency))",
                    remedy: "match the rest of it to what it is for first")
            }
            let record = try draft.append(
                .bankFailure(.paid(failure.id, amount, receipt: receipt)))
            var taking = try BankCoverTaking(at: failure.bank, in: &draft)
            for (claim, paid) in zip(claims, try amount.divided(by: claims.map(\.balance)))
            where paid.isPositive {
                if let owner = claim.subledger.owner { try taking.take(owner, paid.minor) }
            }
            let transfers = taking.transfers.flatMap { place, cover, part in
                [
                    Entry.Transfer(debit: place, credit: cover, part),
                    Entry.Transfer(debit: waiting, credit: place.at(waiting.bank), part),
                ]
            }
            try draft.enterFailure(transfers, record, valueDay: draft.header.recordedDay)
            return Answer(
                "The scheme paid \(amount) into another trust account.", ["amount": amount.plain])
        }
    }

    /// The bank's estate paid: what comes back goes by the list of losses (J27).
    ///
    /// - Source: docs/spec/bank-failure.md#dividend
    package func bankDividend(
        _ iban: IBAN, receipt: BankLineID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            _ = try failure.state.after(.dividend)
            let (waiting, amount) = try draft.waiting(receipt, from: failure.bank)
            let losses = try draft.writer.losses(of: failure)
            let open = losses.map { $0.lost - $0.back }
            let missing = Money(minor: open.reduce(0, +), amount.currency)
            guard amount.minor <= missing.minor else {
                throw Refusal(
                    "bank.dividend-amount",
                    "receipt \(receipt.sequence) is more than is lost, \(missing)",
                    remedy: "match the rest of it to what it is for first")
            }
            let back = zip(losses, try amount.divided(by: open)).filter { $1.isPositive }
            let record = try draft.append(
                .bankFailure(
                    .dividend(
                        failure.id, receipt,
                        losses: back.map {
                            BankFailure.Loss(
                                account: $0.account, owner: $0.owner, source: $0.source,
                                minor: $1.minor)
                        })))
            try draft.enterFailure(
                back.map { loss, part in
                    Entry.Transfer(
                        debit: waiting,
                        credit: Subledger(
                            loss.account, bank: waiting.bank, owner: loss.owner,
                            source: loss.source), part)
                }, record, valueDay: draft.header.recordedDay)
            return Answer(
                "A dividend of \(amount) came back to \(back.count) ledgers.",
                ["amount": amount.plain])
        }
    }
}

extension Draft {
    /// A receipt that waits unidentified in another account than the failed bank's, as a whole.
    fileprivate mutating func waiting(
        _ receipt: BankLineID, from failed: TrustAccountID
    ) throws -> (Subledger, Money) {
        let rows = try subledgers(.unidentified, of: nil, from: .unidentified(receipt))
            .filter { $0.free > 0 && $0.subledger.bank != failed }
        guard let row = rows.first else {
            throw Refusal(
                "bank.receipt",
                "nothing of receipt \(receipt.sequence) waits unidentified in another account",
                remedy: "import the statement of the account into which it was paid")
        }
        return (row.subledger, Money(minor: row.free, book.currency))
    }
}

extension Subledger {
    /// The same in another bank account.
    fileprivate func at(_ bank: TrustAccountID) -> Subledger {
        Subledger(account, bank: bank, owner: owner, source: source)
    }
}

extension PartyRole {
    /// Where a person owes what he was paid and is another's.
    fileprivate var debt: Account {
        switch self {
        case .agency: .dueFromAgencyReturnedReceipt
        case .freelancer, .producer: .dueFromBeneficiary
        case .client: .dueFromClient
        }
    }
}
