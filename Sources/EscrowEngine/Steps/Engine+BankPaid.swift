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
            let claim = Subledger(
                .depositGuaranteeClaim, bank: failure.bank, owner: party.id)
            let open = Money(minor: try draft.balance(claim), draft.book.currency)
            let paid = amount ?? open
            guard paid.currency == open.currency, paid.isPositive, paid.minor <= open.minor else {
                throw Refusal(
                    "bank.paid-amount", "\(paid) is not more than zero and at most \(open)",
                    remedy: "give what the scheme paid of the cover of \(code)")
            }
            let places = try draft.places(of: party.id, at: failure.bank)
            let parts = try paid.divided(by: places.map(\.balance))
            let record = try draft.append(.bankFailure(.paid(failure.id, paid, receipt: nil)))
            try draft.enterFailure(
                zip(places, parts).filter { $1.isPositive }.map {
                    Entry.Transfer(debit: $0.subledger, credit: claim, $1)
                }, record, valueDay: draft.header.recordedDay)
            return Answer(
                "The scheme paid \(paid) to \(code).", ["party": code, "amount": paid.plain])
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
            let claims = try draft.writer.rows(SubledgerRow.self, .all).filter {
                $0.subledger.account == .depositGuaranteeClaim
                    && $0.subledger.bank == failure.bank
            }
            let open = claims.reduce(0) { $0 + $1.balance }
            guard amount.minor <= open else {
                throw Refusal(
                    "bank.paid-amount",
                    "receipt \(receipt.sequence) is more than the open cover, \(Money(minor: open, amount.currency))",
                    remedy: "match the rest of it to what it is for first")
            }
            let record = try draft.append(
                .bankFailure(.paid(failure.id, amount, receipt: receipt)))
            var transfers: [Entry.Transfer] = []
            for (claim, paid) in zip(claims, try amount.divided(by: claims.map(\.balance)))
            where paid.isPositive {
                guard let owner = claim.subledger.owner else { continue }
                let places = try draft.places(of: owner, at: failure.bank)
                for (place, part) in zip(places, try paid.divided(by: places.map(\.balance)))
                where part.isPositive {
                    transfers.append(
                        Entry.Transfer(
                            debit: place.subledger, credit: claim.subledger, part))
                    transfers.append(
                        Entry.Transfer(
                            debit: waiting, credit: place.subledger.at(waiting.bank), part))
                }
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
    /// Where a party's money at a failed bank stands.
    fileprivate mutating func places(
        of owner: PartyID, at bank: TrustAccountID
    ) throws -> [SubledgerRow] {
        var places: [SubledgerRow] = []
        for account in Account.allCases where account.kind == .entitlement {
            places += try subledgers(account, of: owner).filter { $0.subledger.bank == bank }
        }
        return places
    }

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
