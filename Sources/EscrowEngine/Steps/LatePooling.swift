import EscrowCore
import LedgerCore
import MoneyCore

/// Money whose value day lies at or before the moment of pooling, and which the bank tells of
/// later, or which becomes final later: what it gives to anybody goes to the pool with it.
///
/// - Source: docs/spec/pooling.md#late
enum LatePooling {
    /// Moves to the pool what the entries of a late line gave to anybody; a claim that the line
    /// made is met by its debtor's own claim to the pool.
    ///
    /// - Parameters:
    ///   - line: The bank line that was just entered.
    ///   - first: The first record that entered it.
    ///   - draft: The batch that entered it.
    /// - Throws: As any entry.
    static func take(_ line: BankLine, from first: Int64, in draft: inout Draft) throws {
        guard let pool = try draft.pool(), pool.state.holdsMoney, !line.amount.isZero
        else { return }
        let isNotFinal = !line.amount.isNegative && !line.kind.isFinal
        if line.valueDay <= pool.day, !isNotFinal {
            var grown: [Subledger: Int64] = [:]
            for sequence in first..<draft.nextSequence {
                guard case .entry(let entry) = try draft.fact(at: sequence) else { continue }
                for line in entry.lines where line.subledger.account.isPooled {
                    grown[line.subledger, default: 0] += line.grown
                }
            }
            let occasion = Entry.Occasion(
                .pooling, bookingDay: line.bookingDay, valueDay: line.valueDay, evidence: first)
            try move(grown, occasion, in: &draft)
        }
        try draft.meetOwnClaims(
            Entry.Occasion(.pooling, bookingDay: line.bookingDay, evidence: first))
    }

    /// Moves to the pool what a receipt of the moment gave, now that it is there for good.
    static func take(final receipt: BankLineID, in draft: inout Draft) throws {
        guard let pool = try draft.pool(), pool.state.holdsMoney,
            case let valueDay = try draft.writer.bankLine(receipt).line.valueDay,
            valueDay <= pool.day
        else { return }
        let occasion = Entry.Occasion(
            .pooling, bookingDay: draft.header.recordedDay, valueDay: valueDay,
            evidence: receipt.sequence)
        try move(try draft.standing(from: [receipt]), occasion, in: &draft)
        try draft.meetOwnClaims(
            Entry.Occasion(
                .pooling, bookingDay: draft.header.recordedDay, evidence: receipt.sequence))
    }

    private static func move(
        _ given: [Subledger: Int64], _ occasion: Entry.Occasion, in draft: inout Draft
    ) throws {
        let transfers = given.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
            Entry.Transfer(
                debit: $0.key, credit: $0.key.moved(to: .pool),
                Money(minor: $0.value, draft.book.currency))
        }
        if !transfers.isEmpty { try draft.append(.entry(try Entry(occasion, transfers))) }
    }
}

extension Draft {
    /// Own claims first, also once the pool is there: what somebody owes is met by what he has in
    /// the pool, over all invoices; plans that reserve it are withdrawn.
    ///
    /// - Source: docs/spec/pooling.md#own-claims
    mutating func meetOwnClaims(_ occasion: Entry.Occasion) throws {
        guard try pool()?.state.holdsMoney == true, try shortfall() > 0 else { return }
        let (claims, pooled) = try owedAndPooled()
        var met: [(taken: [Standing.Place], claim: Standing.Place)] = []
        for (owner, rows) in pooled.sorted(by: { $0.key < $1.key }) {
            // The agency's top-up cures first, as when the pool was made.
            var places = Standing(
                rows.filter { $0.subledger.source == .topUp }.map(\.place)
                    + rows.filter { $0.subledger.source != .topUp }.map(\.place))
            for claim in claims where claim.subledger.owner == owner {
                let own = Standing(
                    places.places.filter { $0.subledger.bank == claim.subledger.bank })
                let taken = own.take(min(own.total, claim.balance)).taken
                guard !taken.isEmpty else { continue }
                met.append((taken, Standing.Place(claim.subledger, taken.total)))
                places = places.less(taken)
            }
        }
        guard !met.isEmpty else { return }
        _ = try withdrawPlans(reserving: met.flatMap(\.taken))
        var transfers: [Entry.Transfer] = []
        for (taken, claim) in met {
            transfers += taken.map {
                Entry.Transfer(
                    debit: $0.subledger, credit: claim.subledger,
                    Money(minor: $0.amount, book.currency))
            }
        }
        try append(.entry(try Entry(occasion, transfers)))
    }
}

extension Draft {
    /// What is owed to the trust, and what each owner has in the pool that nobody disputes.
    private mutating func owedAndPooled() throws -> (
        claims: [SubledgerRow], pooled: [PartyID: [SubledgerRow]]
    ) {
        try flush()
        var claims: [SubledgerRow] = []
        var pooled: [PartyID: [SubledgerRow]] = [:]
        try writer.forEachRow(SubledgerRow.self, .all) { row in
            guard let owner = row.subledger.owner else { return }
            if row.subledger.account.kind == .cashClaim { claims.append(row) }
            if row.subledger.account == .pool { pooled[owner, default: []].append(row) }
        }
        // What is disputed may be another's.
        for claim in try writer.rows(PoolClaimRow.self, .all) where claim.disputed > 0 {
            guard let owner = claim.subledger.owner,
                let index = pooled[owner]?.firstIndex(where: { $0.subledger == claim.subledger })
            else { continue }
            pooled[owner]?[index].balance -= claim.disputed
        }
        return (claims, pooled)
    }
}

extension SubledgerRow {
    fileprivate var place: Standing.Place { Standing.Place(subledger, balance) }
}

extension [Standing.Place] {
    fileprivate var total: Int64 { reduce(0) { $0 + $1.amount } }
}

extension Standing {
    /// What is left once something was taken.
    fileprivate func less(_ taken: [Place]) -> Standing {
        Standing(
            places.map { place in
                let gone = taken.filter { $0.subledger == place.subledger }
                return Place(
                    place.subledger, gone.reduce(place.amount) { $0 - $1.amount })
            })
    }
}

extension Account {
    /// What goes to the pool; interest is allocated, and stays outside once the pool is there.
    fileprivate var isPooled: Bool {
        kind == .entitlement && self != .pool && self != .interestToAllocate
    }
}
