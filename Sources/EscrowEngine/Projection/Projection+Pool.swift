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
        _ line: Entry.Line, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        guard line.subledger.account == .pool else { return }
        var row =
            try tables.poolClaims.row(line.subledger, reader)
            ?? PoolClaimRow(line.subledger, claim: 0)
        row.claim = try sum(row.claim, line.grown)
        if row.claim == 0 {
            tables.poolClaims.remove(line.subledger)
        } else {
            tables.poolClaims.put(row)
        }
    }
}

extension BookReader {
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
