import EscrowCore
import LedgerCore
import MoneyCore

/// Rules between records that commands keep, judged again on reading.
///
/// - Source: docs/spec/store.md#rules
struct RecordRules: Sendable {
    private var plans: [PlanID: PlanFacts] = [:]
    private var roles: [ActorID: ActorRoles] = [:]
    /// Who asked to send a payout again.
    private var requesters: [PayoutID: ActorID] = [:]
    private var rules: Set<RuleID> = []
    private var newestInstant = Instant(microseconds: .min)
    private var openingBatchEnds = false
    private var closedThrough = Day(number: .min)
    /// The newest bank line of the present batch.
    private var newestLine: (sequence: Int64, bookingDay: Day)?
    var evidence = EvidenceRules()
    private var changes = ChangeRules()
    private var pooling = PoolingRules()
    private var decisions = DecisionRules()
    private var differences = DifferenceRules()
    private var transfers = TransferRules()
    private var cover = CoverRules()
    private var settling = SettleRules()

    private struct PlanFacts: Sendable {
        let maker: ActorID
        let plan: PayoutPlan
        var state = PlanState.planned
        var count = 0
        var total: Int64 = 0
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        var problems = evidence.judge(fact, record)
        problems += decisions.judge(fact, record)
        problems += differences.judge(fact, record)
        problems += transfers.judge(fact, record)
        problems += cover.judge(fact, record)
        problems += changes.judge(
            fact, record, isApprover: roles[record.actor]?.contains(.approver) == true)
        problems += pooling.judge(fact, record, roles)
        problems += settling.judge(
            fact, record, isApprover: roles[record.actor]?.contains(.approver) == true)
        if record.recordedAt < newestInstant {
            problems.append("record \(record.sequence) was recorded before the one before it")
        }
        newestInstant = max(newestInstant, record.recordedAt)
        if let document = fact.document, document.day <= closedThrough {
            problems.append(
                "record \(record.sequence) is a document of \(document.day), which was closed")
        }
        switch fact {
        case .book where record.sequence != 1:
            problems.append("record \(record.sequence) opens the book a second time")
        case .command:
            openingBatchEnds = true
            newestLine = nil
        case .role(let grant):
            if openingBatchEnds, grant.actor == record.actor {
                problems.append("record \(record.sequence) grants roles to the one who grants them")
            }
            roles[grant.actor] = grant.roles
        case .plan(let plan):
            plans[PlanID(sequence: record.sequence)] = PlanFacts(maker: record.actor, plan: plan)
        case .payout(let payout): problems += judge(payout, record)
        case .approval(let approval): problems += judge(approval, record)
        case .export(let export): problems += step(export.plan, .export, record)
        case .withdrawal(let withdrawal): problems += step(withdrawal.plan, .withdraw, record)
        case .rule: rules.insert(RuleID(sequence: record.sequence))
        case .engagement(let terms): problems += judge([terms.rule], record)
        case .invoice(let invoice): problems += judge(invoice.lines.map(\.rule), record)
        case .close(let close):
            if close.through <= closedThrough || close.through >= record.recordedDay {
                problems.append(
                    "record \(record.sequence) closes \(close.through), which is closed or not over"
                )
            }
            closedThrough = max(closedThrough, close.through)
        case .entry(let entry):
            if entry.bookingDay <= closedThrough, !entry.isBankFact(of: newestLine) {
                problems.append(
                    "record \(record.sequence) is booked on \(entry.bookingDay), which was closed")
            }
        case .bankLine(let fact): newestLine = (record.sequence, fact.line.bookingDay)
        case .payoutStatus(let status): problems += judge(status, record)
        case .creditNote, .writeOff, .misdirected, .setOff, .selfBilling: break
        case .dispute, .hoursApproval, .milestone: break
        case .book, .trustAccount, .actor, .party, .hours, .file,
            .statement, .match, .actorKey, .change, .consent, .trustTerms, .pooling,
            .setting, .bankFailure, .interestAllocation, .payerRule, .sale, .salesReversal:
            break
        }
        return problems
    }

    /// A version of a rule is there before anything divides by it.
    private func judge(_ named: [RuleID?], _ record: LogRecord) -> [String] {
        Set(named.compactMap { $0 }).subtracting(rules).sorted().map {
            "record \(record.sequence) names rule \($0.sequence), which does not exist"
        }
    }

    private mutating func judge(_ payout: Payout, _ record: LogRecord) -> [String] {
        guard var known = plans[payout.plan], known.state == .planned else {
            return ["record \(record.sequence) adds a payout to a plan that does not take one"]
        }
        known.count += 1
        known.total += payout.amount.minor
        plans[payout.plan] = known
        return []
    }

    private mutating func judge(_ approval: Approval, _ record: LogRecord) -> [String] {
        var problems = step(approval.plan, .approve, record)
        guard let known = plans[approval.plan] else { return problems }
        if known.maker == record.actor {
            problems.append("record \(record.sequence) approves a plan of the same person")
        }
        if roles[record.actor]?.contains(.approver) != true {
            problems.append("record \(record.sequence) approves without the role for it")
        }
        if known.plan.file != approval.file {
            problems.append("record \(record.sequence) approves another file than the plan's")
        }
        if known.count != known.plan.count || known.total != known.plan.total.minor {
            problems.append(
                "record \(record.sequence) approves a plan whose payouts are not its count and total"
            )
        }
        return problems
    }

    private mutating func judge(_ status: PayoutStatus, _ record: LogRecord) -> [String] {
        switch status.verdict {
        case .accepted, .rejected, .unknown: return []
        case .resendRequested:
            requesters[status.payout] = record.actor
            return []
        case .resendConfirmed:
            var problems: [String] = []
            if requesters[status.payout] == nil || requesters[status.payout] == record.actor {
                problems.append("record \(record.sequence) sends a payout again on one word")
            }
            if roles[record.actor]?.contains(.approver) != true {
                problems.append("record \(record.sequence) confirms without the role for it")
            }
            return problems
        }
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
