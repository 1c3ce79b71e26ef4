import EscrowCore
import LedgerCore
package import MoneyCore

extension Engine {
    /// Releases what is held of an invoice for a party: it can be paid out (J9, J10).
    ///
    /// A returned payout is held until somebody does this, after its cause is mended. So is what
    /// waits for somebody's word, or for days, hours or a milestone that somebody waives. What is
    /// not final, and the agency's share during a shortfall, nobody can release.
    ///
    /// - Source: docs/spec/hold.md#person
    package func release(
        party code: String, invoice number: String, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            guard let party = try draft.writer.party(code: code) else {
                throw Refusal(
                    "party.unknown", "there is no party \(code)",
                    remedy: "see `ringfence party list`")
            }
            let row = try draft.writer.knownInvoice(number: number)
            guard let role = party.role.part,
                let taken = try Self.held(party, role, row, in: &draft)
            else {
                throw Refusal(
                    "release.nothing",
                    "nothing of invoice \(number) is held for \(code) that can be released",
                    remedy:
                        "see `ringfence balance \(code)`; a direct debit is held until it is final")
            }
            try draft.release(taken, as: role, of: row.id)
            let total = Money(
                minor: taken.reduce(0) { $0 + $1.amount }, draft.book.currency)
            return Answer(
                "Released \(total) of invoice \(number) for \(code).",
                ["party": code, "invoice": number, "amount": total.plain])
        }
    }

    private static func held(
        _ party: PartyRow, _ role: PartRole, _ row: InvoiceRow, in draft: inout Draft
    ) throws -> [Standing.Place]? {
        var taken: [Standing.Place] = []
        for held in try draft.subledgers(role.held, of: party.id)
        where held.subledger.source.invoiceLine?.invoice == row.id {
            guard let line = held.subledger.source.invoiceLine else { continue }
            // What a transfer has reserved is released where it goes to.
            let notFinal = try draft.notFinal(
                of: party.id, line: line, at: held.subledger.bank)
            let final = min(held.free, held.balance - notFinal)
            guard final > 0 else { continue }
            taken.append(Standing.Place(held.subledger, final))
        }
        guard !taken.isEmpty else { return nil }
        if role == .agency, try draft.shortfall() > 0 {
            throw Refusal(
                "release.shortfall",
                "the trust has a shortfall, so the agency's share stays held",
                remedy: "have it topped up first")
        }
        return taken
    }

    /// Releases everything whose condition is met by a day (J9, J10), one entry per invoice and
    /// party.
    ///
    /// - Parameters:
    ///   - day: nil is the day on which it is recorded.
    ///   - limit: The most entries of one batch; nil is all at once.
    ///   - call: Who asks.
    /// - Returns: `entries`, `amount`, `day`, and `more`: whether the limit left something that is due.
    /// - Throws: `Refusal` for a day to come.
    /// - Source: docs/spec/hold.md#run
    package func runReleases(
        by day: Day?, limit: Int? = nil, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let today = draft.header.recordedDay
            let day = day ?? today
            guard day <= today else {
                throw Refusal(
                    "release.day", "\(day) has not come yet, it is \(today)",
                    remedy: "release by today or an earlier day")
            }
            try draft.flush()
            let (groups, isMore) = try Self.releasable(by: day, limit: limit ?? .max, in: &draft)
            var total: Int64 = 0
            for group in groups {
                total += group.places.reduce(0) { $0 + $1.amount }
                try draft.release(group.places, as: group.role, of: group.invoice)
            }
            let money = Money(minor: total, draft.book.currency)
            return Answer(
                groups.isEmpty
                    ? "Nothing that is held can be released by \(day)."
                    : "Released \(money) in \(groups.count) \(groups.count == 1 ? "entry" : "entries")."
                        + (isMore ? " More is due: run it again." : ""),
                [
                    "entries": "\(groups.count)", "amount": money.plain, "day": "\(day)",
                    "more": "\(isMore)",
                ])
        }
    }

    private struct ReleaseGroup {
        let role: PartRole
        let owner: PartyID?
        let invoice: InvoiceID
        var places: [Standing.Place]
    }

    /// What waits for nothing any more, in the order of owners and invoices.
    private static func releasable(
        by day: Day, limit: Int, in draft: inout Draft
    ) throws -> (groups: [ReleaseGroup], isMore: Bool) {
        var facts = try HoldFacts(on: day, draft.writer)
        var groups: [ReleaseGroup] = []
        var isMore = false
        var free: [Subledger: Int64] = [:]
        let mayBeReserved = try draft.writer.trustAccounts().count > 1
        try draft.writer.forEachRow(HoldRow.self, .all) { row in
            guard !isMore,
                let role = PartRole.allCases.first(where: { $0.held == row.subledger.account }),
                let line = row.subledger.source.invoiceLine, row.since <= day,
                try facts.reason(row, draft.writer) == nil
            else { return }
            var amount = row.amount
            if mayBeReserved {
                // What a transfer has reserved is released where it goes to.
                let left = try free[row.subledger] ?? draft.writer.free(row.subledger)
                amount = min(left, row.amount)
                free[row.subledger] = left - amount
            }
            guard amount > 0 else { return }
            let invoice = line.invoice
            if let last = groups.indices.last, groups[last].invoice == invoice,
                groups[last].owner == row.subledger.owner, groups[last].role == role
            {
                groups[last].places.append(Standing.Place(row.subledger, amount))
            } else if groups.count == limit {
                isMore = true
            } else {
                groups.append(
                    ReleaseGroup(
                        role: role, owner: row.subledger.owner, invoice: invoice,
                        places: [Standing.Place(row.subledger, amount)]))
            }
        }
        return (groups, isMore)
    }
}
