import EscrowCore
import LedgerCore
package import MoneyCore

/// What a person has at the failed bank beside the trust's money.
package struct OtherDeposit: Hashable, Sendable {
    package let party: String
    package let amount: Money

    package init(party: String, amount: Money) {
        self.party = party
        self.amount = amount
    }
}

extension Engine {
    /// Asks for a bank that keeps trust money to have failed; somebody else must consent.
    ///
    /// - Source: docs/spec/bank-failure.md#fail
    package func failBank(
        _ iban: IBAN, on day: Day, reason: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let bank = try draft.writer.trustAccount(iban: iban)
            _ = try draft.whatFails(bank, on: day)
            let (id, expiresOn) = try draft.request(.bankFailure(bank, day, reason: reason))
            return Self.requested("the failure of the bank of \(iban)", id, expiresOn, [:])
        }
    }

    /// Asks for another limit of cover than the law's; somebody else must consent.
    ///
    /// - Source: docs/spec/bank-failure.md#limit
    package func requestCoverLimit(
        _ limit: Money, at iban: IBAN, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            guard limit.currency == draft.book.currency, !limit.isNegative else {
                throw Refusal(
                    "bank.limit", "\(limit) is less than nothing",
                    remedy: "give what the scheme covers per person")
            }
            let (id, expiresOn) = try draft.request(.coverLimit(failure.bank, limit))
            return Self.requested("a limit of cover of \(limit)", id, expiresOn, [:])
        }
    }

    /// J27: who is covered, and what is lost for now.
    ///
    /// - Parameters:
    ///   - iban: The account at the failed bank.
    ///   - others: What persons have there beside; nothing for those who are not named.
    ///   - limit: Another limit than the one that the program knows for the day, to which two people
    ///     agreed; nil is the newest such, else the law's.
    ///   - call: The frame of the command.
    /// - Returns: What is covered and what is not.
    /// - Throws: `refused` out of its turn.
    /// - Source: docs/spec/bank-failure.md#cover
    package func coverBank(
        _ iban: IBAN, others: [OtherDeposit], limit: Money?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            _ = try failure.state.after(.cover)
            let agreed = try draft.writer.coverLimit(at: failure.bank, on: draft.header.recordedDay)
            try Self.checkLimit(limit, agreed: agreed, failure, iban, in: draft)
            let list = try BankCoverList(
                failure, others: others, limit: limit ?? agreed, draft.writer)
            guard list.balance > 0 || failure.state == .failed else {
                throw Refusal(
                    "bank.nothing-new", "nothing came to that bank since cover was recorded",
                    remedy:
                        "record what the scheme paid with `ringfence bank failure paid`, or see `ringfence bank failure list`"
                )
            }
            let withdrawn = try draft.withdrawPlans(reserving: list.lent)
            let record = try draft.append(
                .bankFailure(
                    .covered(
                        failure.id, limit: list.limit, holders: list.facts,
                        losses: list.losses)))
            for transfers in [list.moves(to: failure.bank, draft.book.currency), list.transfers] {
                try draft.enterFailure(transfers, record, valueDay: failure.day)
            }
            let cover = Money(minor: list.covered, draft.book.currency)
            let lost = Money(minor: list.losses.reduce(0) { $0 + $1.minor }, draft.book.currency)
            return Answer(
                "\(cover) of \(list.holders.count) holders are covered, \(lost) are not\(list.elsewhere(draft.book.currency))\(withdrawn.sentence).",
                values: [
                    Answer.Value(name: "covered", text: cover.plain),
                    Answer.Value(name: "uncovered", text: lost.plain),
                    Answer.Value(name: "holders", text: "\(list.holders.count)"),
                    Answer.Value(name: "limit", text: list.limit.plain),
                ] + withdrawn.values)
        }
    }

    /// One person's word makes nobody's cover smaller than the law's.
    private static func checkLimit(
        _ limit: Money?, agreed: Money?, _ failure: BankFailureRow, _ iban: IBAN,
        in draft: borrowing Draft
    ) throws {
        guard let limit, limit != agreed, limit != DepositCover.limit(on: failure.day)?.limit else {
            return
        }
        throw Refusal(
            "bank.limit-consent", "a limit of \(limit) is not the law's of \(failure.day)",
            remedy:
                "ask for it with `ringfence bank failure limit \(iban.electronic) \(limit.plain)`; somebody else consents"
        )
    }

    /// Ends a failure: nothing more is expected.
    ///
    /// - Source: docs/spec/bank-failure.md#close
    package func closeBankFailure(
        _ iban: IBAN, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let failure = try draft.writer.knownFailure(iban)
            _ = try failure.state.after(.close)
            let new = try draft.writer.balance(.balanceAtFailedBank, at: failure.bank)
            guard new == 0 else {
                throw Refusal(
                    "bank.not-covered",
                    "\(Money(minor: new, draft.book.currency)) at that bank are not divided yet: they came since cover was recorded, or are owed in another trust account",
                    remedy:
                        "settle whose they are, see `ringfence reconcile`, then record their cover with `ringfence bank failure cover`"
                )
            }
            let open = try draft.writer.balance(.depositGuaranteeClaim, at: failure.bank)
            guard open == 0 else {
                throw Refusal(
                    "bank.cover-open",
                    "\(Money(minor: open, draft.book.currency)) of cover are not paid yet",
                    remedy:
                        "record what the scheme paid with `ringfence bank failure paid`, and what it does not pay with `ringfence bank failure reduce`"
                )
            }
            try draft.append(.bankFailure(.closed(failure.id)))
            let lost = try draft.writer.losses(of: failure).reduce(Int64(0)) {
                $0 + $1.lost - $1.back
            }
            let amount = Money(minor: lost, draft.book.currency)
            return Answer("Closed; \(amount) stay lost.", ["lost": amount.plain])
        }
    }
}

extension Draft {
    /// What a bank's failure would move, if it can be recorded.
    mutating func whatFails(_ bank: TrustAccountID, on day: Day) throws -> [SubledgerRow] {
        if let failure = try writer.bankFailure(of: bank) {
            throw Refusal(
                "bank.failed", "the bank of that trust account failed on \(failure.day) already",
                remedy: "record what follows with `ringfence bank failure`")
        }
        guard day <= header.recordedDay else {
            throw Refusal(
                "bank.day", "\(day) lies in the future",
                remedy: "name the day of the failure, at most today")
        }
        // Which cover the law gives hangs on the day, and no failure is taken back.
        let opened = try writer.record(at: bank.sequence)?.recordedDay
        guard opened.map({ $0 <= day }) ?? true else {
            throw Refusal(
                "bank.day",
                "that account is in the book since \(opened ?? day), \(day) lies before",
                remedy: "name the day of the failure")
        }
        let inFlight = try -writer.balance(.outgoingInFlight, at: bank)
        guard inFlight == 0 else {
            throw Refusal(
                "bank.in-flight",
                "payouts of \(Money(minor: inFlight, book.currency)) are in flight there",
                remedy: "record first what became of each: settled, returned or rejected")
        }
        guard try incomingTransfers(to: bank).isEmpty else {
            throw Refusal(
                "bank.in-flight", "a transfer from another trust account is on its way there",
                remedy: "record first what became of it: arrived, returned or rejected")
        }
        let rows = try writer.rows(SubledgerRow.self, .all).filter {
            $0.subledger.bank == bank && $0.balance != 0
                && ($0.subledger.account == .trustBank
                    || $0.subledger.account == .incomingNotFinal)
        }
        guard !rows.isEmpty, rows.allSatisfy({ $0.balance > 0 }) else {
            throw Refusal(
                "bank.empty", "the book has no money at that bank, or owes it some",
                remedy: "import the last statements first")
        }
        return rows
    }

    /// J27: a bank that keeps trust money has failed; its whole balance moves to 1030.
    mutating func fail(_ bank: TrustAccountID, on day: Day, reason: String) throws -> Enacted {
        let rows = try whatFails(bank, on: day)
        let record = try append(.bankFailure(.failed(bank, day: day, reason: reason)))
        var withdrawn = try withdrawOpenPlans(at: bank)
        for plan in try openTransfers(to: bank) {
            try append(.withdrawal(Withdrawal(plan: plan)))
            withdrawn.append(plan)
        }
        let transfers = rows.map {
            Entry.Transfer(
                debit: Subledger(.balanceAtFailedBank, bank: bank), credit: $0.subledger,
                Money(minor: $0.balance, book.currency))
        }
        try enterFailure(transfers, record, valueDay: day)
        let total = try Money.sum(transfers.map(\.amount), in: book.currency)
        return Enacted(
            "\(total) lie at the failed bank.",
            [
                "balance": total.plain, "failure": "\(record)",
                "withdrawn": withdrawn.map { "\($0.sequence)" }.joined(separator: " "),
            ])
    }

    /// Enters a step after a bank's failure.
    mutating func enterFailure(
        _ transfers: [Entry.Transfer], _ evidence: Int64, valueDay: Day
    ) throws {
        let transfersMax = 1_000
        for start in stride(from: 0, to: transfers.count, by: transfersMax) {
            try append(
                .entry(
                    try Entry(
                        Entry.Occasion(
                            .bankFailure, bookingDay: header.recordedDay, valueDay: valueDay,
                            evidence: evidence),
                        Array(transfers[start..<min(start + transfersMax, transfers.count)]))))
        }
    }
}

extension BookReader {
    func knownFailure(_ iban: IBAN) throws -> BankFailureRow {
        guard let failure = try bankFailure(of: try trustAccount(iban: iban)) else {
            throw Refusal(
                "bank.not-failed", "the bank of \(iban) did not fail",
                remedy: "record it with `ringfence bank fail`")
        }
        return failure
    }

    func losses(of failure: BankFailureRow) throws -> [BankLossRow] {
        try rows(BankLossRow.self, Selection(equals: [.integer(failure.id)]))
    }
}
