import EscrowCore
import LedgerCore
import MoneyCore

/// Whether decisions about invoices are possible where they stand, and whether the batch enters
/// exactly what they say.
///
/// - Source: docs/spec/store.md#rules
struct DecisionRules: Sendable {
    private var disputes: [DisputeID: OpenDispute] = [:]
    private var milestones: Set<MilestoneKey> = []
    /// What a decision of this batch lets expect, by its record: what is not entered yet.
    private var owed: [Int64: Int64] = [:]

    private struct OpenDispute: Sendable {
        let line: InvoiceLineID
        let owner: PartyID
        var open: Int64
    }

    private struct MilestoneKey: Hashable, Sendable {
        let engagement: EngagementID
        let code: String
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        switch fact {
        case .dispute(let dispute): judge(dispute, record)
        case .milestone(let milestone):
            milestones.insert(
                MilestoneKey(engagement: milestone.engagement, code: milestone.code)
            ).inserted
                ? [] : ["record \(record.sequence) reaches a milestone a second time"]
        case .entry(let entry): judge(entry, record)
        case .command: end()
        case .book, .trustAccount, .actor, .role, .party, .engagement, .hours, .invoice, .file,
            .statement, .bankLine, .match, .plan, .payout, .approval, .export, .withdrawal,
            .trustTerms, .hoursApproval, .close, .pooling, .interestAllocation,
            .actorKey, .change, .consent, .sale, .payoutStatus, .setting:
            []
        }
    }

    private mutating func judge(_ dispute: Dispute, _ record: LogRecord) -> [String] {
        switch dispute {
        case .opened(let opening):
            disputes[DisputeID(sequence: record.sequence)] = OpenDispute(
                line: opening.line, owner: opening.owner, open: opening.amount.minor)
            return []
        case .decided(let decision):
            guard var known = disputes[decision.dispute], known.line == decision.line,
                known.owner == decision.owner
            else {
                return ["record \(record.sequence) decides a dispute that does not exist"]
            }
            let (decided, overflow) = decision.forClient.minor.addingReportingOverflow(
                decision.forParty.minor)
            guard !overflow, decided <= known.open else {
                return ["record \(record.sequence) decides more than is disputed"]
            }
            known.open -= decided
            disputes[decision.dispute] = known
            owed[record.sequence] = decision.forClient.minor
            return []
        }
    }

    private mutating func judge(_ entry: Entry, _ record: LogRecord) -> [String] {
        guard entry.event == .dispute else { return [] }
        let evidence = entry.evidence
        guard owed[evidence] != nil || disputes[DisputeID(sequence: evidence)] != nil else {
            return ["record \(record.sequence) enters a dispute that no record names"]
        }
        let forClient = entry.lines.filter {
            $0.side == .credit
                && ($0.subledger.account == .clientRefundable
                    || $0.subledger.account == .expectedReceipts)
        }.reduce(Int64(0)) { $0 &+ $1.minor }
        if forClient > 0 { owed[evidence, default: 0] -= forClient }
        return []
    }

    /// At the end of a batch its decisions are entered to the cent.
    private mutating func end() -> [String] {
        let wrong = owed.filter { $0.value != 0 }.keys.sorted()
        owed = [:]
        return wrong.map { "decision \($0) is not what its entries say" }
    }
}
