import EscrowCore
import LedgerCore
import MoneyCore

/// Whether what is entered after a bank's failure is what its record says: of whom, how much, on which
/// day, and never more than is covered.
///
/// - Source: docs/spec/bank-failure.md#check
struct CoverRules: Sendable {
    private var failures: [Int64: (bank: TrustAccountID, day: Day)] = [:]
    /// What is covered and not paid yet, in minor units.
    private var open: [Subledger: Int64] = [:]
    /// What each holder is covered for by the newest list.
    private var covered: [Int64: [PartyID: Int64]] = [:]
    private var asked: [ChangeID: ChangeSubject] = [:]
    /// Whom a scheme paid, as this batch's consent says.
    private var paid: PartyID?
    /// The step of this batch, with what its entries moved so far.
    private var step: Step?
    /// The newest bank line of this batch.
    private var bankLine: Int64?

    fileprivate struct Step: Sendable {
        let record: LogRecord
        let fact: BankFailure
        let failure: (bank: TrustAccountID, day: Day)
        let before: [PartyID: Int64]
        let payee: PartyID?
        /// What its entries debit and credit, in minor units.
        var debits: [Subledger: Int64] = [:]
        var credits: [Subledger: Int64] = [:]
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord) -> [String] {
        switch fact {
        case .change(let change):
            asked[ChangeID(sequence: record.sequence)] = change.subject
        case .consent(let consent):
            guard case .consented = consent.verdict,
                case .coverPaid(_, let party, _)? = asked[consent.change]
            else { break }
            paid = party
        case .bankLine: bankLine = record.sequence
        case .bankFailure(let fact): begin(fact, record)
        case .entry(let entry): return judge(entry, record)
        case .command:
            defer { (step, paid, bankLine) = (nil, nil, nil) }
            return step.map(problems) ?? []
        default: break
        }
        return []
    }

    private mutating func begin(_ fact: BankFailure, _ record: LogRecord) {
        if case .failed(let bank, let day, _) = fact { failures[record.sequence] = (bank, day) }
        let id = fact.failure ?? record.sequence
        guard let failure = failures[id] else { return }
        step = Step(
            record: record, fact: fact, failure: failure, before: covered[id] ?? [:],
            payee: paid)
        guard case .covered(_, _, let holders, _) = fact else { return }
        covered[id] = holders.reduce(into: [:]) { sums, holder in
            if let owner = holder.owner { sums[owner, default: 0] += holder.cover }
        }
    }

    private mutating func judge(_ entry: Entry, _ record: LogRecord) -> [String] {
        var problems: [String] = []
        for line in entry.lines where line.subledger.account == .depositGuaranteeClaim {
            open[line.subledger, default: 0] += line.signed
            if entry.event != .bankFailure || open[line.subledger, default: 0] < 0 {
                problems.append("record \(record.sequence) takes more cover than there is")
            }
        }
        guard entry.event == .bankFailure else { return problems }
        guard var step, entry.evidence == step.record.sequence else {
            // What came late moves on behind its bank line, and what it took is covered no more.
            if bankLine == entry.evidence { takeLate(entry) }
            return bankLine == entry.evidence
                ? problems
                : problems + ["record \(record.sequence) enters no step after a bank's failure"]
        }
        if entry.bookingDay != step.record.recordedDay || entry.valueDay != step.valueDay {
            problems.append("record \(record.sequence) enters a bank's failure on another day")
        }
        for line in entry.lines {
            switch line.side {
            case .debit: step.debits[line.subledger, default: 0] += line.minor
            case .credit: step.credits[line.subledger, default: 0] += line.minor
            }
        }
        self.step = step
        return problems
    }

    private mutating func takeLate(_ entry: Entry) {
        for line in entry.lines where line.subledger.account == .depositGuaranteeClaim {
            guard let owner = line.subledger.owner,
                let id = failures.first(where: { $0.value.bank == line.subledger.bank })?.key
            else { continue }
            covered[id, default: [:]][owner, default: 0] += line.signed
        }
    }

    /// At the end of a batch its step is entered whole.
    private func problems(_ step: Step) -> [String] {
        step.isEntered
            ? []
            : [
                "record \(step.record.sequence) says something else of a failed bank than its entries"
            ]
    }
}

extension CoverRules.Step {
    /// Failure and cover are of the day of the failure; what is paid is of the day on which it is
    /// recorded.
    fileprivate var valueDay: Day {
        switch fact {
        case .failed, .covered: failure.day
        case .paid, .dividend, .closed, .reduced: record.recordedDay
        }
    }

    fileprivate var isEntered: Bool {
        switch fact {
        case .failed: claims == 0
        case .closed: debits.isEmpty
        case .paid(_, let amount, receipt: nil):
            // Of the person alone, or what he owes for it.
            claims == amount.minor && taken.values.reduce(0, +) == amount.minor
                && payee != nil && taken.keys.allSatisfy { $0.owner == payee }
        case .paid(_, let amount, let receipt?):
            claims == amount.minor && waited(receipt) == amount.minor
                && taken.keys.allSatisfy { $0.owner != nil || isWaiting($0, receipt) }
        case .dividend(_, let receipt, let losses):
            claims == 0 && waited(receipt) == Self.sum(losses) && areBack(losses)
        case .reduced(_, let party, let losses, _):
            claims == Self.sum(losses) && lost == Self.byPlace(losses)
                && covers.allSatisfy { $0.key.owner == party }
        case .covered(_, _, let holders, let losses):
            lost == Self.byPlace(losses) && areCovered(holders)
        }
    }

    /// By how much each claim to cover fell.
    private var covers: [Subledger: Int64] {
        credits.merging(debits.mapValues { -$0 }, uniquingKeysWith: +)
            .filter { $0.key.account == .depositGuaranteeClaim && $0.value != 0 }
    }

    private var claims: Int64 { covers.values.reduce(0, +) }

    /// What was taken of whom: entitlements that fell, claims that rose.
    private var taken: [Subledger: Int64] {
        debits.filter {
            $0.key.account.kind == .entitlement || $0.key.account.kind == .cashClaim
        }
    }

    fileprivate struct Place: Hashable {
        let account: Account
        let owner: PartyID?
        let source: Source
    }

    /// What fell at the failed bank.
    private var lost: [Place: Int64] {
        Self.byPlace(taken.filter { $0.key.bank == failure.bank })
    }

    private static func byPlace(_ sums: [Subledger: Int64]) -> [Place: Int64] {
        sums.reduce(into: [:]) {
            $0[
                Place(account: $1.key.account, owner: $1.key.owner, source: $1.key.source),
                default: 0] += $1.value
        }
    }

    private static func byPlace(_ losses: [BankFailure.Loss]) -> [Place: Int64] {
        losses.reduce(into: [:]) {
            $0[Place(account: $1.account, owner: $1.owner, source: $1.source), default: 0] +=
                $1.minor
        }
    }

    private static func sum(_ losses: [BankFailure.Loss]) -> Int64 {
        losses.reduce(0) { $0 &+ $1.minor }
    }

    private func isWaiting(_ subledger: Subledger, _ receipt: BankLineID) -> Bool {
        subledger.account == .unidentified && subledger.source == .unidentified(receipt)
            && subledger.bank != failure.bank
    }

    private func waited(_ receipt: BankLineID) -> Int64 {
        taken.reduce(0) { isWaiting($1.key, receipt) ? $0 + $1.value : $0 }
    }

    /// A dividend comes back to what was lost, in another account.
    private func areBack(_ losses: [BankFailure.Loss]) -> Bool {
        credits.keys.allSatisfy { $0.bank != failure.bank }
            && Self.byPlace(credits) == Self.byPlace(losses)
    }

    /// Each holder's claim grew by what the list covers more than the one before.
    private func areCovered(_ holders: [BankFailure.Holder]) -> Bool {
        var more: [PartyID: Int64] = [:]
        for holder in holders {
            guard let owner = holder.owner else { continue }
            more[owner, default: 0] += holder.cover
        }
        for (owner, cover) in before { more[owner, default: 0] -= cover }
        var grown: [PartyID: Int64] = [:]
        for (subledger, minor) in covers {
            guard let owner = subledger.owner, subledger.bank == failure.bank else { return false }
            grown[owner, default: 0] -= minor
        }
        return grown == more.filter { $0.value != 0 }
    }
}
