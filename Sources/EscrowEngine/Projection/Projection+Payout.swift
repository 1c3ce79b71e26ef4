import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// A plan's payout reserves its parts.
    static func reserve(
        _ payout: Payout, _ sequence: Int64, in tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        tables.payouts.put(
            PayoutRow(
                id: PayoutID(sequence: sequence), plan: payout.plan, payee: payout.payee,
                amount: payout.amount.minor, state: .planned, bankLine: nil, requester: nil))
        try changeReservation(of: payout, by: 1, in: &tables, reader)
    }

    /// Reserves (1) or frees (-1) what a payout pays.
    private static func changeReservation(
        of payout: Payout, by sign: Int64, in tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        for part in payout.entitledParts {
            try reserve(sign * part.amount.minor, of: payout.subledger(of: part), &tables, reader)
        }
    }

    static func step(
        _ plan: PlanID, _ event: PlanEvent, in tables: inout DraftTables, _ reader: any BookReader,
        _ change: (inout PlanRow) -> Void = { _ in }
    ) throws {
        guard var row = try tables.plans.row(plan.sequence, reader) else {
            throw EngineError.broken("plan \(plan) does not exist")
        }
        row.state = try row.state.after(event)
        change(&row)
        tables.plans.put(row)
    }

    static func withdraw(
        _ plan: PlanID, in tables: inout DraftTables, _ writer: inout any BookWriter
    ) throws {
        try step(plan, .withdraw, in: &tables, writer)
        try tables.payouts.flush(&writer)
        let payouts = try writer.rows(
            PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)]))
        for row in payouts {
            guard case .payout(let payout) = try writer.fact(at: row.id.sequence) else {
                throw EngineError.broken("payout \(row.id) does not exist")
            }
            try changeReservation(of: payout, by: -1, in: &tables, writer)
            try move(row.id, .withdraw, bankLine: nil, in: &tables, writer)
        }
    }

    /// The reservation turns into the payout's entry: what was planned is in flight now.
    static func free(
        _ entry: Entry, in tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        for line in entry.lines
        where line.side == .debit && line.subledger.account.kind == .entitlement {
            try reserve(-line.minor, of: line.subledger, &tables, reader)
        }
        try move(
            PayoutID(sequence: entry.evidence), .export, bankLine: nil, in: &tables, reader)
    }

    /// What is said of a payout; who asks to send it again is kept until somebody confirms it.
    static func note(
        _ status: PayoutStatus, _ record: LogRecord, in tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        try move(status.payout, status.verdict.event, bankLine: nil, in: &tables, reader)
        guard status.verdict == .resendRequested,
            var row = try tables.payouts.row(status.payout.sequence, reader)
        else { return }
        row.requester = record.actor
        tables.payouts.put(row)
    }

    static func move(
        _ payout: PayoutID, _ event: PayoutEvent, bankLine: BankLineID?,
        in tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        guard var row = try tables.payouts.row(payout.sequence, reader) else {
            throw EngineError.broken("payout \(payout) does not exist")
        }
        row.state = try row.state.after(event)
        row.bankLine = bankLine ?? row.bankLine
        tables.payouts.put(row)
    }
}
