import EscrowCore
package import LedgerCore
package import MoneyCore

extension Engine {
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
    func at(_ bank: TrustAccountID) -> Subledger {
        Subledger(account, bank: bank, owner: owner, source: source)
    }
}
