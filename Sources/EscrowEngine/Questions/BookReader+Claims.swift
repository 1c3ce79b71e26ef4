import EscrowCore
package import LedgerCore
package import MoneyCore

/// An open claim of the trust: who owes what, on which invoice, why, and since when.
package struct ClaimStanding: Hashable, Sendable {
    package let account: Account
    /// The debtor's code.
    package let debtor: String
    package let invoice: String?
    package let amount: Money
    /// The event by which it arose; of one that grew, the first since it was last nothing.
    package let cause: JournalEvent
    package let since: Day
    /// From that day to the newest day of the book.
    package let days: Int
    /// It arose by an entry that came after its day was closed.
    package let isLate: Bool
}

extension BookReader {
    /// All open claims, cash (1100 to 1130) and backed (1140, 1150), by account and debtor.
    ///
    /// - Complexity: O(entries of the debtors).
    /// - Source: docs/spec/receipt.md#claims
    package func openClaims() throws -> [ClaimStanding] {
        let (head, book) = try opened()
        var claims: [ClaimStanding] = []
        var origins: [PartyID: [Subledger: Origin]] = [:]
        for account in Account.allCases
        where account.kind == .cashClaim || account.kind == .backedClaim {
            for (owner, rows) in try claimRows(account) {
                let known = try origins[owner] ?? self.origins(of: owner)
                origins[owner] = known
                let code = try party(owner)?.code ?? "\(owner)"
                for row in rows {
                    guard let origin = known[row.subledger] else {
                        throw EngineError.broken("a claim on \(owner) has no entry")
                    }
                    claims.append(
                        ClaimStanding(
                            account: account, debtor: code,
                            invoice: try number(of: row.subledger),
                            amount: Money(minor: row.balance, book.currency),
                            cause: origin.cause, since: origin.since,
                            days: max(0, origin.since.days(to: head.recordedDay)),
                            isLate: try isLate(origin.entry)))
                }
            }
        }
        return claims
    }

    private func claimRows(_ account: Account) throws -> [(PartyID, [SubledgerRow])] {
        let number = Field.integer(Int64(account.rawValue))
        let owners = Set(
            try rows(BalanceRow.self, Selection(equals: [number]))
                .filter { $0.amount != 0 && $0.owner != 0 }.map(\.owner))
        return try owners.sorted().map { owner in
            (
                PartyID(sequence: owner),
                try rows(SubledgerRow.self, Selection(equals: [.integer(owner), number]))
            )
        }
    }

    private func number(of subledger: Subledger) throws -> String? {
        guard let invoice = subledger.source.invoiceLine?.invoice else { return nil }
        return try row(InvoiceRow.self, key: [.integer(invoice.sequence)])?.number
    }

    /// Since when, and by which event, each of an owner's claims is more than nothing.
    private func origins(of owner: PartyID) throws -> [Subledger: Origin] {
        var balances: [Subledger: Int64] = [:]
        var origins: [Subledger: Origin] = [:]
        let sequences = try rows(
            PostingRow.self, Selection(equals: [.integer(owner.sequence)])
        ).map(\.sequence).sorted()
        for sequence in sequences {
            guard case .entry(let entry) = try fact(at: sequence) else { continue }
            for line in entry.lines where line.subledger.owner == owner {
                let kind = line.subledger.account.kind
                guard kind == .cashClaim || kind == .backedClaim else { continue }
                let before = balances[line.subledger, default: 0]
                balances[line.subledger] = before + line.signed
                if before == 0 {
                    origins[line.subledger] = Origin(
                        cause: entry.event, since: entry.bookingDay, entry: sequence)
                }
            }
        }
        return origins
    }
}

/// By what and when a claim arose.
private struct Origin {
    let cause: JournalEvent
    let since: Day
    /// The record.
    let entry: Int64
}
