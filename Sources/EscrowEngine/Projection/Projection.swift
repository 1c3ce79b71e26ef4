import EscrowCore
import LedgerCore
import MoneyCore

/// From a record to the derived rows that follow from it: the one definition of every table.
///
/// Appending uses it, and `check` uses it again to build all tables anew from the log.
///
/// - Source: docs/spec/store.md#derived
enum Projection {
    static func apply(
        _ fact: Fact, _ record: LogRecord, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        let sequence = record.sequence
        switch fact {
        case .entry(let entry): try post(entry, record, to: &tables, &writer)
        case .bankLine(let fact): try add(fact, sequence, to: &tables, &writer)
        case .payout(let payout): try reserve(payout, sequence, in: &tables, writer)
        case .plan(let plan):
            tables.plans.put(
                PlanRow(
                    id: PlanID(sequence: sequence), bank: plan.bank, state: .planned,
                    maker: record.actor,
                    approver: nil, file: plan.file, count: plan.count, amount: plan.total.minor,
                    executionDay: plan.executionDay, isConfirmed: plan.isConfirmed))
        case .approval(let approval):
            try step(approval.plan, .approve, in: &tables, writer) { $0.approver = record.actor }
        case .export(let export): try step(export.plan, .export, in: &tables, writer)
        case .withdrawal(let withdrawal):
            try withdraw(withdrawal.plan, in: &tables, &writer)
        case .payoutStatus(let status): try note(status, record, in: &tables, writer)
        case .invoice(let invoice): try add(invoice, sequence, to: &tables, &writer)
        case .sale(let sales): add(sales, sequence, to: &tables)
        case .salesReversal(let fact): try add(fact, sequence, to: &tables, &writer)
        case .match(let match): try decide(match, record, in: &tables, &writer)
        case .change(let change): try addChange(change, record, &writer)
        case .consent(let consent): try decide(consent, record, &writer)
        case .close(let close): try add(close, sequence, to: &tables, &writer)
        case .pooling(let step): try add(step, record, &writer)
        case .bankFailure(let step): try add(step, sequence, &writer)
        case .interestAllocation(let allocation): try add(allocation, sequence, &writer)
        case .dispute(let dispute): try add(dispute, sequence, to: &tables, &writer)
        case .book: break
        case .creditNote(let note): try add(note, sequence, to: &tables, &writer)
        case .writeOff, .setOff, .misdirected: try addAboutInvoice(fact, sequence, &writer)
        case .selfBilling(let step): try add(step, sequence, &writer)
        case .hoursApproval, .milestone: try addMaster(fact, record, &writer)
        case .command, .trustAccount, .actor, .role, .party, .engagement, .rule, .hours, .file,
            .statement, .actorKey, .trustTerms, .setting, .payerRule:
            try addMaster(fact, record, &writer)
        }
    }
}
