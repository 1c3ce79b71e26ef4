import EscrowCore
package import LedgerCore
import MoneyCore

extension Engine {
    /// A person says whose a pooled receipt is that nobody could place: from now on it is his claim.
    ///
    /// - Source: docs/spec/pooling.md#identify
    package func identifyPooled(
        receipt: BankLineID, party code: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let pool = try draft.knownPool()
            _ = try pool.state.after(.identify)
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            let rows = try draft.subledgers(.pool, of: nil, from: .unidentified(receipt))
                .filter { $0.free > 0 }
            guard !rows.isEmpty else {
                throw Refusal(
                    "pool.not-unidentified",
                    "nothing of receipt \(receipt.sequence) waits unidentified in the pool",
                    remedy: "see `ringfence pool show`")
            }
            let transfers = rows.map { row in
                Entry.Transfer(
                    debit: row.subledger,
                    credit: Subledger(
                        .pool, bank: row.subledger.bank, owner: party.id,
                        source: row.subledger.source),
                    Money(minor: row.free, draft.book.currency))
            }
            let evidence = try draft.append(.pooling(.identified(receipt, party.id)))
            try draft.append(
                .entry(
                    try Entry(
                        Entry.Occasion(
                            .pooling, bookingDay: draft.header.recordedDay, valueDay: pool.day,
                            evidence: evidence),
                        transfers)))
            try draft.meetOwnClaims(
                Entry.Occasion(
                    .pooling, bookingDay: draft.header.recordedDay, evidence: evidence))
            let total = try Money.sum(transfers.map(\.amount), in: draft.book.currency)
            return Answer(
                "\(total) of receipt \(receipt.sequence) is a claim of \(code) now.",
                ["receipt": "\(receipt.sequence)", "party": code, "amount": total.plain])
        }
    }

    /// Closes the pool: what is missing leaves the book, to be claimed outside of it (J25, 8).
    ///
    /// - Parameters:
    ///   - writesOff: Whether what is still owed to the trust leaves the book, though somebody may
    ///     pay it.
    ///   - call: The frame of the command.
    /// - Returns: What was missing.
    /// - Throws: `refused` while anything is open.
    /// - Source: docs/spec/pooling.md#close
    package func closePool(
        writesOff: Bool = false, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let pool = try draft.knownPool()
            _ = try pool.state.after(.close)
            try Self.checkClosing(pool, in: draft)
            let currency = draft.book.currency
            var claims: [(Subledger, Int64)] = []
            var left: [(Subledger, Int64)] = []
            try draft.writer.forEachRow(SubledgerRow.self, .all) { row in
                if row.subledger.account.kind == .cashClaim {
                    claims.append((row.subledger, row.balance))
                }
                if row.subledger.account == .pool { left.append((row.subledger, row.balance)) }
            }
            if let (debtor, owed) = claims.max(by: { $0.1 < $1.1 }), !writesOff {
                let code = try debtor.owner.flatMap { try draft.writer.party($0)?.code }
                throw Refusal(
                    "pool.owed",
                    "\(claims.count) claims are open, \(code ?? "somebody") owes \(Money(minor: owed, currency))",
                    remedy:
                        "what is paid is shared, see `ringfence claim list`; close with --write-off to claim it outside of the book"
                )
            }
            let missing = left.reduce(0) { $0 + $1.1 }
            guard missing == claims.reduce(0, { $0 + $1.1 }) else {
                throw EngineError.broken("claims to the pool and claims of it are not equal")
            }
            let transfers = PoolSteps.closing(left, claims, currency)
            let evidence = try draft.append(
                .pooling(
                    .closed(
                        claims: claims.compactMap { subledger, minor in
                            subledger.owner.map {
                                Pooling.Claim(
                                    account: subledger.account, debtor: $0,
                                    source: subledger.source, amount: Money(minor: minor, currency))
                            }
                        })))
            if !transfers.isEmpty {
                try draft.append(
                    .entry(
                        try Entry(
                            Entry.Occasion(
                                .pooling, bookingDay: draft.header.recordedDay,
                                evidence: evidence), transfers)))
            }
            let amount = Money(minor: missing, currency)
            return Answer(
                "Closed the pool of \(pool.day); \(amount) was missing and is on the list of claims.",
                ["day": "\(pool.day)", "missing": amount.plain])
        }
    }

    /// Takes a close back, so that what is paid of a claim that had left the book is shared.
    ///
    /// - Source: docs/spec/pooling.md#reopen
    package func reopenPool(
        reason: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let pool = try draft.knownPool()
            _ = try pool.state.after(.reopen)
            guard let closed = pool.closed else {
                throw EngineError.broken("the pool was closed without a record")
            }
            try draft.append(.pooling(.reopened(reason: reason)))
            var back = Money.zero(draft.book.currency)
            var sequence = closed + 1
            while case .entry(let entry) = try draft.writer.fact(at: sequence),
                entry.evidence == closed
            {
                try draft.append(
                    .entry(
                        entry.reversal(of: sequence, bookingDay: draft.header.recordedDay)))
                for line in entry.lines where line.side == .debit {
                    back = try back.adding(Money(minor: line.minor, draft.book.currency))
                }
                sequence += 1
            }
            return Answer(
                "Reopened the pool of \(pool.day): \(back) of claims are in the book again; say which receipt meets them with `ringfence receipt match --claim`, then share.",
                ["day": "\(pool.day)", "claims": back.plain])
        }
    }

    private static func checkClosing(_ pool: PoolRow, in draft: borrowing Draft) throws {
        let reader = draft.writer
        let standing = try PoolStanding(pool, reader)
        let planned = standing.claimants.reduce(Int64(0)) {
            $1.isDisputed ? $0 : $0 + $1.balance - $1.free
        }
        let inFlight = try -reader.balance(.outgoingInFlight)
        guard planned == 0, inFlight == 0 else {
            throw Refusal(
                "pool.in-flight", "shares are planned or in flight",
                remedy: "export or withdraw the plans, and import the statements")
        }
        let disputed = standing.claimants.reduce(Int64(0)) { $1.isDisputed ? $0 + $1.claim : $0 }
        guard disputed == 0 else {
            throw Refusal(
                "pool.disputed",
                "\(Money(minor: disputed, draft.book.currency)) of the pool are disputed, and nobody has decided",
                remedy: "see `ringfence dispute list` and decide with `ringfence dispute decide`")
        }
        guard standing.resource == 0 else {
            throw Refusal(
                "pool.rest",
                "\(Money(minor: standing.resource, draft.book.currency)) is still to be shared out",
                remedy: "share it with `ringfence pool share`; the notes say what hinders it")
        }
        let open = try [Account.incomingNotFinal, .balanceAtFailedBank, .depositGuaranteeClaim]
            .reduce(Int64(0)) { try $0 + reader.balance($1) }
        guard open == 0 else {
            throw Refusal(
                "pool.not-final",
                "\(Money(minor: open, draft.book.currency)) may still come in",
                remedy: "wait until direct debits are final and the failed bank is settled")
        }
    }
}
