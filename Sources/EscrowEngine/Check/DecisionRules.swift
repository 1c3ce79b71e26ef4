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
    private var numbers: Set<String> = []
    private var agreed: [PartyID: Day] = [:]
    private var billed: Set<InvoiceLineID> = []
    private var documents: [Int64: [InvoiceLineID]] = [:]
    /// What came back beyond what was sold, by day of sales; none for a day that was taken back.
    private var returns: [InvoiceID: Int64] = [:]
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
        case .creditNote(let note): judge(note, record)
        case .sale(let sales): judge(sales, record)
        case .salesReversal(let fact): judge(fact, record)
        case .writeOff(let fact): owe(fact.amount, record)
        case .misdirected(let fact): owe(fact.amount, record)
        case .selfBilling(let step): judge(step, record)
        case .entry(let entry): judge(entry, record)
        case .command: end()
        case .book, .trustAccount, .actor, .role, .party, .engagement, .rule, .hours, .invoice,
            .file,
            .statement, .bankLine, .match, .plan, .payout, .approval, .export, .withdrawal,
            .trustTerms, .hoursApproval, .close, .pooling, .interestAllocation, .payerRule,
            .actorKey, .change, .consent, .payoutStatus, .setting, .setOff,
            .bankFailure:
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

    private mutating func judge(_ note: CreditNote, _ record: LogRecord) -> [String] {
        owed[record.sequence] = note.parts.reduce(0) {
            $0 &+ $1.amount.minor &- $1.ofWrittenOff.minor
        }
        return numbers.insert(note.number).inserted
            ? [] : ["record \(record.sequence) is a second document \(note.number)"]
    }

    private mutating func judge(_ step: SelfBilling, _ record: LogRecord) -> [String] {
        switch step {
        case .agreed(let freelancer, let day):
            agreed[freelancer] = day
            return []
        case .issued(let document):
            var problems: [String] = []
            if agreed[document.freelancer].map({ $0 <= document.day }) != true {
                problems.append("record \(record.sequence) bills for somebody who did not agree")
            }
            if !numbers.insert(document.number).inserted {
                problems.append("record \(record.sequence) is a second document \(document.number)")
            }
            let lines = document.lines.map(\.line)
            if !billed.isDisjoint(with: lines) {
                problems.append("record \(record.sequence) bills a line a second time")
            }
            billed.formUnion(lines)
            documents[record.sequence] = lines
            return problems
        case .corrected(let correction):
            var problems: [String] = []
            if !numbers.insert(correction.number).inserted {
                problems.append(
                    "record \(record.sequence) is a second document \(correction.number)")
            }
            if !Set(correction.lines.map(\.line)).isSubset(
                of: documents[correction.document] ?? [])
            {
                problems.append("record \(record.sequence) corrects what no document bills")
            }
            return problems
        case .objected(let document, _):
            guard let lines = documents.removeValue(forKey: document) else {
                return ["record \(record.sequence) objects to no document that has effect"]
            }
            billed.subtract(lines)
            return []
        }
    }

    private mutating func judge(_ sales: SalesDay, _ record: LogRecord) -> [String] {
        returns[InvoiceID(sequence: record.sequence)] = sales.returned.minor
        owed[record.sequence] = sales.returned.minor
        return []
    }

    private mutating func judge(_ fact: SalesReversal, _ record: LogRecord) -> [String] {
        guard let returned = returns.removeValue(forKey: fact.sales) else {
            return ["record \(record.sequence) takes back no sales, or a second time"]
        }
        owed[record.sequence] = fact.amount.minor - returned
        return []
    }

    private mutating func owe(_ amount: Money, _ record: LogRecord) -> [String] {
        owed[record.sequence] = amount.minor
        return []
    }

    private mutating func judge(_ entry: Entry, _ record: LogRecord) -> [String] {
        let evidence = entry.evidence
        let isKnown =
            owed[evidence] != nil || disputes[DisputeID(sequence: evidence)] != nil
        guard entry.event != .dispute || isKnown else {
            return ["record \(record.sequence) enters a dispute that no record names"]
        }
        let decided = entry.decided
        if decided != 0, owed[evidence] != nil || entry.event == .dispute {
            owed[evidence, default: 0] -= decided
        }
        return []
    }

    /// At the end of a batch its decisions are entered to the cent.
    private mutating func end() -> [String] {
        let wrong = owed.filter { $0.value != 0 }.keys.sorted()
        owed = [:]
        return wrong.map { "decision \($0) is not what its entries say" }
    }
}

extension Entry {
    /// What an entry says of the decision that it follows from: what nobody expects any more, what
    /// becomes the client's, what is claimed.
    fileprivate var decided: Int64 {
        func sum(_ side: Side, _ accounts: Account...) -> Int64 {
            lines.filter { $0.side == side && accounts.contains($0.subledger.account) }
                .reduce(0) { $0 &+ $1.minor }
        }
        switch event {
        case .dispute: return sum(.credit, .clientRefundable, .pool, .expectedReceipts)
        case .premiumReturned:
            // Both ways: a day that is taken back gives its returns back. What meets what was carried
            // is no new return.
            return sum(.credit, .clientRefundable, .expectedReceipts)
                &- sum(.debit, .clientRefundable, .expectedReceipts)
                &+ sum(.debit, .dueFromPartyCreditNote)
                &- sum(.credit, .dueFromPartyCreditNote)
        case .creditNote, .salesReversed:
            return sum(.credit, .clientRefundable, .expectedReceipts)
                &+ sum(.debit, .dueFromPartyCreditNote)
        case .writeOff: return sum(.credit, .expectedReceipts)
        case .misdirected:
            return sum(.credit, .dueFromAgencyMisdirected)
                &+ sum(.debit, .dueFromAgencyMisdirected)
        default: return 0
        }
    }
}
