import EscrowCore
import LedgerCore
import MoneyCore

/// Whether entries follow from what they are the consequence of: invoice, bank line, payout.
///
/// - Source: docs/spec/store.md#rules
struct EvidenceRules: Sendable {
    /// The bank line or invoice whose entry must come next.
    private var awaited: Awaited?
    private var payouts: [Int64: Payout] = [:]
    private var exportedPlan: PlanID?
    private var leftToExport: Set<Int64> = []
    /// What exported payouts order, in minor units.
    private var ordered: [PayoutID: Int64] = [:]

    private enum Awaited: Sendable {
        case bankLine(Int64, amount: Int64)
        /// An invoice or a day's sales, with the entry that must follow; nil where none can be made.
        case billed(Int64, Entry?)
        /// A payout that the bank does not pay, and what it ordered.
        case status(Int64, minor: Int64)
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        switch fact {
        case .entry(let entry): return judge(entry, record)
        case .bankLine(let fact):
            let problems = nothingAwaited(record)
            if fact.meaning != .zero {
                awaited = .bankLine(record.sequence, amount: fact.line.amount.minor)
            }
            return problems
        case .invoice(let invoice):
            let problems = nothingAwaited(record)
            awaited = .billed(
                record.sequence,
                try? Entry.expectation(invoice, id: InvoiceID(sequence: record.sequence)))
            return problems
        case .sale(let sales):
            let problems = nothingAwaited(record)
            awaited = .billed(
                record.sequence,
                try? Entry.expectation(sales, id: InvoiceID(sequence: record.sequence)))
            return problems
        case .payout(let payout):
            payouts[record.sequence] = payout
            return []
        case .export(let export):
            exportedPlan = export.plan
            leftToExport = Set(payouts.filter { $0.value.plan == export.plan }.keys)
            return []
        case .payoutStatus(let status):
            let problems = nothingAwaited(record)
            if status.verdict.bringsBack {
                awaited = .status(record.sequence, minor: ordered[status.payout] ?? 0)
            }
            return problems
        case .command: return nothingAwaited(record)
        case .creditNote, .writeOff, .misdirected, .setOff: return []
        case .dispute, .hoursApproval, .milestone: return []
        case .book, .trustAccount, .actor, .role, .party, .engagement, .hours, .file, .statement,
            .match, .plan, .approval, .withdrawal, .actorKey, .change, .consent, .close,
            .trustTerms, .pooling, .setting, .interestAllocation:
            return []
        }
    }

    /// At the end of a batch, and before the next bank line or invoice, nothing may be owed.
    private mutating func nothingAwaited(_ record: LogRecord) -> [String] {
        var problems: [String] = []
        switch awaited {
        case .bankLine(let sequence, _): problems.append("bank line \(sequence) has no entry")
        case .billed(let sequence, _): problems.append("invoice \(sequence) has no entry")
        case .status(let sequence, _):
            problems.append("record \(sequence) rejects a payout without its entry")
        case nil: break
        }
        awaited = nil
        if case .command = record.kind, let missing = leftToExport.min() {
            problems.append("payout \(missing) was exported without its entry")
            leftToExport = []
        }
        return problems
    }

    private mutating func judge(_ entry: Entry, _ record: LogRecord) -> [String] {
        var problems: [String] = []
        if case .bankLine(let sequence, _)? = awaited, entry.event == .writeOff,
            entry.evidence == sequence
        {
            // What was written off is expected again before its money is entered (J23).
            return []
        }
        switch awaited {
        case .bankLine(let sequence, let amount):
            let moved = entry.lines.filter { $0.subledger.account == .trustBank }
                .reduce(Int64(0)) { $0 + $1.signed }
            if entry.evidence != sequence || moved != amount {
                problems.append("record \(record.sequence) does not enter bank line \(sequence)")
            }
        case .billed(let sequence, let expected):
            if entry != expected {
                problems.append("record \(record.sequence) does not enter invoice \(sequence)")
            }
        case .status(let sequence, let minor):
            let back = entry.lines.filter {
                $0.subledger.account == .outgoingInFlight && $0.side == .debit
            }
            if entry.event != .payoutReturned || entry.evidence != sequence
                || back.reduce(Int64(0), { $0 + $1.minor }) != minor
            {
                problems.append("record \(record.sequence) does not enter status \(sequence)")
            }
            fallthrough
        case nil:
            if entry.lines.contains(where: { $0.subledger.account == .trustBank }) {
                problems.append("record \(record.sequence) moves money that no bank line moved")
            }
        }
        awaited = nil
        if entry.event.isPayout {
            problems += export(entry, record)
        }
        return problems
    }

    private mutating func export(_ entry: Entry, _ record: LogRecord) -> [String] {
        guard let payout = payouts[entry.evidence], leftToExport.remove(entry.evidence) != nil,
            payout.plan == exportedPlan
        else { return ["record \(record.sequence) exports a payout that no export names"] }
        payouts[entry.evidence] = nil
        ordered[PayoutID(sequence: entry.evidence)] = payout.amount.minor
        let expected = try? Entry.exported(
            payout, id: PayoutID(sequence: entry.evidence), on: entry.bookingDay)
        return entry == expected
            ? [] : ["record \(record.sequence) does not enter payout \(entry.evidence)"]
    }
}
