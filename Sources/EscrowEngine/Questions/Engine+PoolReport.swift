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
        if pool.state == .declared { return try previewed(pool) }
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

    /// What a declared pool would hold by who has it, for the person who decides on it: what stands
    /// now, without what came after the moment, less what each owes; before interest is allocated.
    private func previewed(_ pool: PoolRow) throws -> PoolReport {
        var later = LaterMoney()
        try forEachEntry { entry in
            if entry.valueDay > pool.day { later.take(entry) }
        }
        var entitled: [Subledger: Int64] = [:]
        var owed: [PartyID: Int64] = [:]
        try forEachRow(SubledgerRow.self, .all) { row in
            switch row.subledger.account.kind {
            case .entitlement: entitled[row.subledger] = row.balance
            case .cashClaim:
                if let owner = row.subledger.owner { owed[owner, default: 0] += row.balance }
            case .resource, .backedClaim, .backedContra, .rounding, .memo: break
            }
        }
        let claims = try netted(later.left(of: entitled), owed)
        let agency = try agencyIfAny()?.id
        let code = try agency.flatMap { try party($0)?.code }
        return PoolReport(
            pool: pool, resource: try balance(.trustBank),
            claims: claims.map { name, minor in
                PoolReport.Claim(
                    claimant: name,
                    rank: pool.isAgencySubordinated && name == code ? .agency : .beneficiary,
                    whole: minor, has: 0, share: 0, isDisputed: false)
            })
    }

    /// By who has it, less what he owes.
    private func netted(
        _ entitled: [Subledger: Int64], _ owing: [PartyID: Int64]
    ) throws -> [(name: String, minor: Int64)] {
        var owed = owing
        var claims: [(name: String, minor: Int64)] = []
        for (subledger, minor) in entitled.sorted(by: { $0.key < $1.key })
        where minor > 0 {
            var name = try subledger.owner.flatMap { try party($0)?.code } ?? "nobody"
            if subledger.owner == nil, case .unidentified(let line) = subledger.source {
                name = "receipt \(line.sequence)"
            }
            var own: Int64 = 0
            if let owner = subledger.owner {
                own = min(minor, owed[owner, default: 0])
                owed[owner, default: 0] -= own
            }
            if let place = claims.firstIndex(where: { $0.name == name }) {
                claims[place].minor += minor - own
            } else {
                claims.append((name, minor - own))
            }
        }
        return claims
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
