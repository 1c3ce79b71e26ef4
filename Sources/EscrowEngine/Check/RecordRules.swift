import EscrowCore
import LedgerCore
import MoneyCore

/// Rules between records that commands keep, judged again on reading.
///
/// - Source: docs/spec/store.md#rules
struct RecordRules: Sendable {
    private var plans: [PlanID: (maker: ActorID, file: [UInt8], state: PlanState)] = [:]
    private var newestInstant = Instant(microseconds: .min)
    private var openingBatchEnds = false

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        var problems: [String] = []
        if record.recordedAt < newestInstant {
            problems.append("record \(record.sequence) was recorded before the one before it")
        }
        newestInstant = max(newestInstant, record.recordedAt)
        switch fact {
        case .book where record.sequence != 1:
            problems.append("record \(record.sequence) opens the book a second time")
        case .command: openingBatchEnds = true
        case .role(let grant) where openingBatchEnds && grant.actor == record.actor:
            problems.append("record \(record.sequence) grants roles to the one who grants them")
        case .plan(let plan):
            plans[PlanID(sequence: record.sequence)] = (record.actor, plan.file, .planned)
        case .approval(let approval): problems += judge(approval, record)
        case .export(let export): problems += step(export.plan, .export, record)
        case .withdrawal(let withdrawal): problems += step(withdrawal.plan, .withdraw, record)
        case .book, .trustAccount, .actor, .role, .party, .engagement, .hours, .invoice, .file,
            .statement, .bankLine, .entry, .match, .payout:
            break
        }
        return problems
    }

    private mutating func judge(_ approval: Approval, _ record: LogRecord) -> [String] {
        var problems = step(approval.plan, .approve, record)
        guard let plan = plans[approval.plan] else { return problems }
        if plan.maker == record.actor {
            problems.append("record \(record.sequence) approves a plan of the same person")
        }
        if plan.file != approval.file {
            problems.append("record \(record.sequence) approves another file than the plan's")
        }
        return problems
    }

    private mutating func step(_ plan: PlanID, _ event: PlanEvent, _ record: LogRecord) -> [String]
    {
        guard let known = plans[plan] else {
            return ["record \(record.sequence) names plan \(plan.sequence), which does not exist"]
        }
        guard let next = try? known.state.after(event) else {
            return ["record \(record.sequence) lets a plan \(event) that is \(known.state)"]
        }
        plans[plan]?.state = next
        return []
    }
}
