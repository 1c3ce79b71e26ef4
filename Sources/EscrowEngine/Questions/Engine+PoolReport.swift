package import EscrowCore
package import LedgerCore
package import MoneyCore

/// The pool as it stands: every claim, and what there is for them.
package struct PoolReport: Sendable {
    package let pool: PoolRow
    /// S, in minor units.
    package let resource: Int64
    package let claims: [Claim]

    /// One claimant's claim, in minor units.
    package struct Claim: Hashable, Sendable {
        /// A party's code, or the receipt whose payer it is.
        package let claimant: String
        package let rank: PoolRule.Rank
        package let whole: Int64
        /// Paid or on its way.
        package let has: Int64
        /// What sharing now would give; of what is disputed, what stays in reserve.
        package let share: Int64
        package let isDisputed: Bool
    }

    /// A claim that left the book.
    package struct Outside: Hashable, Sendable {
        package let account: Account
        package let debtor: String
        package let invoice: String?
        package let amount: Money
    }
}

extension BookReader {
    /// - Source: docs/spec/pooling.md#shares
    package func poolReport() throws -> PoolReport {
        let pool = try declaredPool()
        let standing = try PoolStanding(pool, self)
        let shares = try standing.shares()
        return PoolReport(
            pool: pool, resource: standing.resource,
            claims: zip(standing.claimants, shares.given).map { claimant, share in
                let receipt = claimant.receipt.map { "receipt \($0.sequence)" }
                return PoolReport.Claim(
                    claimant: claimant.owner?.code ?? receipt ?? "nobody", rank: claimant.rank,
                    whole: claimant.claim, has: claimant.has, share: share,
                    isDisputed: claimant.isDisputed)
            })
    }

    /// What left the book when the pool was confirmed and when it was closed.
    package func poolClaimsList() throws -> [PoolReport.Outside] {
        let pool = try declaredPool()
        var claims: [Pooling.Claim] = []
        for sequence in [pool.confirmed, pool.closed].compactMap(\.self) {
            switch try fact(at: sequence) {
            case .pooling(.confirmed(let backed)): claims += backed
            case .pooling(.closed(let missing)): claims += missing
            default: throw EngineError.broken("record \(sequence) is no step of the pool")
            }
        }
        return try claims.map { claim in
            PoolReport.Outside(
                account: claim.account, debtor: try party(claim.debtor)?.code ?? "\(claim.debtor)",
                invoice: try claim.source.invoiceLine.flatMap {
                    try row(InvoiceRow.self, key: [.integer($0.invoice.sequence)])?.number
                },
                amount: claim.amount)
        }
    }

    private func declaredPool() throws -> PoolRow {
        guard let pool = try pool() else {
            throw Refusal(
                "pool.none", "no pool was declared",
                remedy: "declare one with `ringfence pool declare`")
        }
        return pool
    }
}
