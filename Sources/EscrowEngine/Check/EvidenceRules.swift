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
    private var failedBank: Int64?
    /// Accounts whose bank failed, and what came there with the newest line: it must move on.
    private var failedAccounts: Set<TrustAccountID> = []
    private var late: (line: Int64, minor: Int64)?
    private var leftToExport: Set<Int64> = []
    /// What exported payouts order, in minor units.
    private var ordered: [PayoutID: Int64] = [:]
    /// What each debit that nobody ordered moved.
    private var unordered: [Int64: Int64] = [:]

    private enum Awaited: Sendable {
        case bankLine(Int64, amount: Int64)
        /// An invoice or a day's sales, with the entry that must follow; nil where none can be made.
        case billed(Int64, Entry?)
        /// A payout that the bank does not pay, and what it ordered.
        case status(Int64, minor: Int64)
        /// A person says that a debit takes a receipt back: its entry is reversed, then another one
        /// enters the debit.
        case takeback(Int64, isReversed: Bool)
        /// A debit that settles many payouts: their entries, in this order.
        case lump(Int64, [PayoutID], left: Int64)
        /// A person says which payouts a debit settles that nobody ordered: its entry is reversed, then
        /// each payout has a decision and its entry.
        case ordered(OrderedDebit)
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        switch fact {
        case .entry(let entry): return judge(entry, record)
        case .bankLine(let fact):
            let problems = nothingAwaited(record)
            let minor = fact.line.amount.minor
            if fact.meaning == .settlements {
                awaited = .lump(record.sequence, fact.payouts, left: minor)
            } else if fact.meaning != .zero {
                awaited = .bankLine(record.sequence, amount: minor)
            }
            if fact.meaning == .unorderedDebit {
                unordered[record.sequence] = fact.line.amount.minor
            }
            if failedAccounts.contains(fact.bank), fact.meaning != .zero {
                late = (record.sequence, fact.line.amount.minor)
            }
            return problems
        case .match(let match):
            return judge(match, record)
        case .invoice(let invoice):
            let problems = nothingAwaited(record)
            awaited = .billed(
                record.sequence,
                try? Entry.expectation(invoice, id: InvoiceID(sequence: record.sequence)))
            return problems
        case .sale(let sales):
            let problems = nothingAwaited(record)
            // A day on which things only came back lets nobody expect anything.
            guard sales.total.isPositive else { return problems }
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
        case .command:
            failedBank = nil
            return nothingAwaited(record)
        case .bankFailure(.failed(let bank, day: _, reason: _)):
            failedBank = record.sequence
            failedAccounts.insert(bank)
            return []
        case .creditNote, .writeOff, .misdirected, .setOff, .selfBilling, .salesReversal: return []
        case .dispute, .hoursApproval, .milestone: return []
        case .book, .trustAccount, .actor, .role, .party, .engagement, .rule, .hours, .file,
            .statement, .plan, .approval, .withdrawal, .actorKey, .change, .consent, .close,
            .trustTerms,
            .pooling, .setting, .bankFailure, .interestAllocation, .payerRule:
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
        case .takeback(let sequence, _):
            problems.append("bank line \(sequence) takes a receipt back without its entries")
        case .lump(let sequence, _, _):
            problems.append("bank line \(sequence) settles payouts without their entries")
        case .ordered(let debit):
            problems.append("bank line \(debit.line) settles payouts without their entries")
        case nil: break
        }
        awaited = nil
        if let late, late.minor > 0 {
            problems.append("bank line \(late.line) stays in an account whose bank failed")
        }
        late = nil
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
        let moved = Self.moved(entry)
        switch awaited {
        case .bankLine(let sequence, let amount):
            if entry.evidence != sequence || moved != amount {
                problems.append("record \(record.sequence) does not enter bank line \(sequence)")
            }
            awaited = nil
        case .billed(let sequence, let expected):
            if entry != expected {
                problems.append("record \(record.sequence) does not enter invoice \(sequence)")
            }
            awaited = nil
        case .status(let sequence, let minor):
            awaited = nil
            problems += status(sequence, minor, entry, record)
        case .takeback(let sequence, let isReversed):
            problems += takeback(sequence, isReversed, entry, record)
        case .lump(let sequence, let payouts, let left):
            problems += lump(sequence, payouts, left, entry, record)
        case .ordered(var debit):
            problems += debit.judge(entry, moved, ordered, record)
            awaited = debit.left == 0 ? nil : .ordered(debit)
            if debit.left == 0 { unordered[debit.line] = nil }
        case nil:
            problems += unasked(entry, moved, record)
        }
        if entry.event.isPayout {
            problems += export(entry, record)
        }
        return problems
    }

    /// An entry that no bank line asks for moves nothing at the bank, but for a receipt that becomes
    /// final within the account and a bank that failed and takes its balance along.
    private mutating func unasked(
        _ entry: Entry, _ moved: Int64, _ record: LogRecord
    ) -> [String] {
        guard entry.lines.contains(where: \.subledger.isAtBank) else { return [] }
        let isFinal = entry.event == .directDebit && moved == 0
        if let late, entry.event == .bankFailure, entry.evidence == late.line {
            self.late = nil
            // Of a debit only what is there can be moved on.
            let isWhole = moved == -late.minor
            let isPart = late.minor < 0 && moved > 0 && moved < -late.minor
            return isWhole || isPart
                ? [] : ["record \(record.sequence) moves on more than came to a failed bank"]
        }
        let isLost = entry.event == .bankFailure && entry.evidence == failedBank
        return isFinal || isLost
            ? [] : ["record \(record.sequence) moves money that no bank line moved"]
    }

    /// A payout that the bank does not pay comes back from what is in flight.
    private mutating func status(
        _ sequence: Int64, _ minor: Int64, _ entry: Entry, _ record: LogRecord
    ) -> [String] {
        let back = entry.lines.filter {
            $0.subledger.account == .outgoingInFlight && $0.side == .debit
        }
        guard entry.event == .payoutReturned || entry.event == .transferBack,
            entry.evidence == sequence,
            back.reduce(Int64(0), { $0 + $1.minor }) == minor
        else { return ["record \(record.sequence) does not enter status \(sequence)"] }
        return unasked(entry, Self.moved(entry), record)
    }

    /// A person's decision that lets entries follow.
    private mutating func judge(_ match: Match, _ record: LogRecord) -> [String] {
        let line = match.bankLine.sequence
        switch match.decision {
        case .takesBack:
            awaited = .takeback(line, isReversed: false)
            return []
        case .settles(let payout):
            if case .ordered(var debit)? = awaited, debit.line == line, debit.takes(payout) {
                awaited = .ordered(debit)
                return []
            }
            let problems = nothingAwaited(record)
            guard let amount = unordered[line] else {
                return problems + ["record \(record.sequence) settles by a debit that was ordered"]
            }
            awaited = .ordered(OrderedDebit(line: line, amount: amount, first: payout))
            return problems
        case .invoice, .topUp, .sentBack, .claim, .move, .clawback, .creditClaim, .undone,
            .maySettle:
            return []
        }
    }

    /// The next payout that a debit of many settles.
    private mutating func lump(
        _ sequence: Int64, _ payouts: [PayoutID], _ left: Int64, _ entry: Entry,
        _ record: LogRecord
    ) -> [String] {
        let rest = left - Self.moved(entry)
        let others = Array(payouts.dropFirst())
        awaited = others.isEmpty ? nil : .lump(sequence, others, left: rest)
        let isSound =
            payouts.first.map { entry.settles(ordered[$0], by: sequence) } ?? false
        return isSound && (rest == 0) == others.isEmpty
            ? [] : ["record \(record.sequence) does not enter bank line \(sequence)"]
    }

    private static func moved(_ entry: Entry) -> Int64 {
        entry.lines.filter(\.subledger.isAtBank).reduce(Int64(0)) { $0 + $1.signed }
    }

    /// The mirror of the debit's first entry, then the entry by which it takes a receipt back; before
    /// them stands at most what gives the agency its top-up again.
    private mutating func takeback(
        _ sequence: Int64, _ isReversed: Bool, _ entry: Entry, _ record: LogRecord
    ) -> [String] {
        let moved = Self.moved(entry)
        if moved == 0, entry.event == .topUp, !isReversed { return [] }
        guard let amount = unordered[sequence] else {
            awaited = nil
            return ["record \(record.sequence) enters a debit that was ordered once more"]
        }
        if !isReversed {
            awaited = .takeback(sequence, isReversed: true)
            return entry.reverses == sequence + 1 && moved == -amount
                ? []
                : ["record \(record.sequence) does not reverse the entry of bank line \(sequence)"]
        }
        awaited = nil
        unordered[sequence] = nil
        return entry.event == .receiptTakenBack && entry.evidence == sequence && moved == amount
            ? [] : ["record \(record.sequence) does not enter bank line \(sequence)"]
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
