import EscrowCore
import LedgerCore
import MoneyCore

/// The claims to the pool, by who has them, and the money that there is for them.
///
/// - Source: docs/spec/pooling.md#shares
struct PoolStanding {
    let pool: PoolRow
    private(set) var claimants: [Claimant] = []
    /// S: what lies in the account for good and is nobody's but the pool's, less what is planned of
    /// it; what direct debits gave that are not final stands outside, as they do.
    let resource: Int64

    /// Whoever has a claim: a party, the payer of an unidentified receipt, or the agency with what
    /// is left of its top-up.
    struct Claimant {
        let owner: PartyRow?
        let receipt: BankLineID?
        let rank: PoolRule.Rank
        /// What of his claims nobody has decided whose it is: its share stays in reserve.
        let isDisputed: Bool
        var claim: Int64 = 0
        /// Free and planned in 2900, one per source, in their order; less what is disputed.
        var places: [SubledgerRow] = []

        var free: Int64 { isDisputed ? claim : places.reduce(0) { $0 + $1.free } }
        var balance: Int64 { places.reduce(0) { $0 + $1.balance } }
        /// What was paid or is planned.
        var has: Int64 { claim - free }
    }

    init(_ pool: PoolRow, _ reader: any BookReader) throws {
        self.pool = pool
        let agency = try reader.agencyIfAny()?.id
        var planned: Int64 = 0
        var places: [Key: Claimant] = [:]
        for row in try reader.rows(PoolClaimRow.self, .all) {
            let key = Key(row.subledger, agency, pool)
            if row.disputed > 0 {
                let disputed = key.disputed
                var claimant = try places[disputed] ?? Self.claimant(disputed, reader)
                claimant.claim += row.disputed
                places[disputed] = claimant
            }
            guard row.claim > row.disputed else { continue }
            var claimant = try places[key] ?? Self.claimant(key, reader)
            claimant.claim += row.claim - row.disputed
            let standing = try reader.row(
                SubledgerRow.self,
                key: [
                    .integer(row.subledger.owner?.sequence ?? 0),
                    .integer(Int64(Account.pool.rawValue)), .integer(row.subledger.source.code),
                    .integer(row.subledger.bank.sequence),
                ])
            if var standing {
                planned += standing.planned
                standing.balance -= row.disputed
                claimant.places.append(standing)
            }
            places[key] = claimant
        }
        claimants = places.sorted { $0.key < $1.key }.map(\.value)
        let others = try Account.allCases.filter { $0.kind == .entitlement && $0 != .pool }
            .reduce(Int64(0)) { try $0 + reader.balance($1) }
        let there = try reader.balance(.trustBank) + reader.balance(.outgoingInFlight)
        let notFinal = try reader.rows(
            SubledgerRow.self,
            Selection(equals: [.integer(0), .integer(Int64(Account.incomingNotFinal.rawValue))])
        ).reduce(Int64(0)) { $1.subledger.isAtBank ? $0 + $1.balance : $0 }
        resource = max(0, there - max(0, others - notFinal) - planned)
    }

    /// What each claimant gets of the resource now.
    func shares() throws -> PoolRule.Shares {
        do throws(DivisionError) {
            return try PoolRule.divide(
                resource,
                among: claimants.map {
                    PoolRule.Claim(whole: $0.claim, has: $0.has, rank: $0.rank)
                })
        } catch {
            throw EngineError.broken("the pool cannot be divided: \(error)")
        }
    }

    /// Parties by id, then unidentified receipts by theirs, then the top-up.
    private struct Key: Hashable, Comparable {
        let rank: PoolRule.Rank
        let owner: PartyID?
        let receipt: BankLineID?
        private(set) var isDisputed = false

        /// An undecided dispute is a claim of its own.
        var disputed: Key {
            var key = self
            key.isDisputed = true
            return key
        }

        init(_ subledger: Subledger, _ agency: PartyID?, _ pool: PoolRow) {
            owner = subledger.owner
            if owner == nil, case .unidentified(let line) = subledger.source {
                receipt = line
            } else {
                receipt = nil
            }
            if subledger.source == .topUp {
                rank = .topUp
            } else if pool.isAgencySubordinated, owner != nil, owner == agency {
                rank = .agency
            } else {
                rank = .beneficiary
            }
        }

        private var order: (Int, Int64, Int64, Int, Int) {
            (
                rank == .topUp ? 1 : 0, owner?.sequence ?? .max, receipt?.sequence ?? 0,
                rank.rawValue, isDisputed ? 1 : 0
            )
        }

        static func < (left: Key, right: Key) -> Bool { left.order < right.order }
    }

    private static func claimant(_ key: Key, _ reader: any BookReader) throws -> Claimant {
        Claimant(
            owner: try key.owner.map { owner in
                guard let row = try reader.party(owner) else {
                    throw EngineError.broken("party \(owner) does not exist")
                }
                return row
            }, receipt: key.receipt, rank: key.rank, isDisputed: key.isDisputed)
    }
}
