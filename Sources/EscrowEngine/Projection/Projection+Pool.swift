import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// A step of the pool: its state moves on.
    static func add(
        _ step: Pooling, _ record: LogRecord, _ writer: inout any BookWriter
    ) throws {
        let sequence = record.sequence
        if case .declared(let terms) = step {
            _ = try (writer.pool()?.state ?? .none).after(.declare)
            return try writer.put([
                PoolRow(
                    id: sequence, state: .declared, day: terms.day,
                    isAgencySubordinated: terms.isAgencySubordinated, declarer: record.actor)
            ])
        }
        guard var row = try writer.pool() else {
            throw EngineError.broken("record \(sequence) moves a pool that was never declared")
        }
        row.state = try row.state.after(step.event)
        switch step {
        case .declared, .lifted, .shared: break
        case .confirmed: row.confirmed = sequence
        case .closed: row.closed = sequence
        case .reopened: row.closed = nil
        case .identified(let line, _):
            try writer.remove(WorkRow.self, keys: [[.integer(line.sequence)]])
        }
        try writer.put([row])
    }

    static func add(
        _ allocation: InterestAllocation, _ sequence: Int64, _ writer: inout any BookWriter
    ) throws {
        try writer.put([
            InterestPeriodRow(
                bank: allocation.bank, from: allocation.from, to: allocation.to,
                amount: allocation.amount.minor, sequence: sequence)
        ])
    }

    /// What entries write to 2900 are claims, and what they take from it is one no more; only what
    /// payouts take is a share of a claim that stays.
    static func addToPoolClaim(
        _ line: Entry.Line, _ entry: Entry, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        guard line.subledger.account == .pool else { return }
        var row =
            try tables.poolClaims.row(line.subledger, reader)
            ?? PoolClaimRow(line.subledger, claim: 0)
        row.claim = try sum(row.claim, line.grown)
        switch (entry.event, line.side) {
        case (.pooling, .credit):
            let disputed = entry.lines.first {
                $0.side == .debit && $0.subledger == line.subledger.moved(to: .disputed)
            }
            row.disputed = try sum(row.disputed, disputed?.minor ?? 0)
        case (.dispute, .debit), (.receiptTakenBack, .debit):
            // What is disputed is furthest from being paid, and goes first.
            row.disputed -= min(row.disputed, line.minor)
        default: break
        }
        row.disputed = min(row.disputed, max(0, row.claim))
        if row.claim == 0 {
            tables.poolClaims.remove(line.subledger)
        } else {
            tables.poolClaims.put(row)
        }
    }
}

extension Projection {
    /// What was decided for the party and lies in the pool is disputed no more: of what is here 2600
    /// goes first, then the pool.
    static func undisputePooled(
        _ decision: Dispute.Decision, _ tables: inout DraftTables, _ writer: inout any BookWriter
    ) throws {
        guard decision.forParty.isPositive else { return }
        try tables.subledgers.flush(&writer)
        try tables.poolClaims.flush(&writer)
        let source = Source.invoiceLine(decision.line)
        let frozen = try writer.rows(
            SubledgerRow.self,
            Selection(
                equals: [
                    .integer(decision.owner.sequence), .integer(Int64(Account.disputed.rawValue)),
                    .integer(source.code),
                ])
        ).reduce(Int64(0)) { $0 + $1.balance }
        var left = max(0, decision.forParty.minor - frozen)
        let rows = try writer.rows(
            PoolClaimRow.self,
            Selection(equals: [.integer(decision.owner.sequence), .integer(source.code)]))
        for var row in rows where left > 0 && row.disputed > 0 {
            let decided = min(left, row.disputed)
            row.disputed -= decided
            left -= decided
            tables.poolClaims.put(row)
        }
    }
}

extension BookReader {
    /// What of a party's pooled money of a line nobody has decided, per trust account.
    func pooledDisputes(of owner: PartyID, from source: Source) throws -> [PoolClaimRow] {
        try rows(
            PoolClaimRow.self,
            Selection(equals: [.integer(owner.sequence), .integer(source.code)])
        ).filter { $0.disputed > 0 }
    }

    /// The newest declaration; nil when none was ever made.
    package func pool() throws -> PoolRow? {
        try rows(PoolRow.self, Selection(isDescending: true, limit: 1)).first
    }
}

extension JournalEvent {
    /// Whether the entry pays a share of the pool, or brings one back that could not be paid.
    var paysShare: Bool {
        isPayout || self == .payoutSettled || self == .payoutReturned
    }
}
