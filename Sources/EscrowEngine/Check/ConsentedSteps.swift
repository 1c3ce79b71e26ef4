import EscrowCore
import LedgerCore
import MoneyCore

/// Whether what a consent does at once follows it, and happens by nothing else: a bank's failure, what
/// a scheme is said to have paid, terms that give a freelancer less.
///
/// - Source: docs/spec/changes.md#check
struct ConsentedSteps: Sendable {
    /// What this batch consented to and still owes.
    private var owed: ChangeSubject?
    private var failures: [Int64: Failure] = [:]
    /// Limits of cover to which two people agreed.
    private var limits: [TrustAccountID: Money] = [:]
    private var rules: [RuleID: SplitRule] = [:]
    private var terms: [EngagementID: [EngagementTerms]] = [:]
    /// Terms of this batch.
    private var newTerms: [(id: EngagementID, terms: EngagementTerms, sequence: Int64)] = []

    private struct Failure: Sendable {
        let bank: TrustAccountID
        let day: Day
    }

    mutating func consent(to subject: ChangeSubject) {
        switch subject {
        case .bankFailure, .coverPaid, .coverReduced, .terms: owed = subject
        case .coverLimit(let bank, let limit): limits[bank] = limit
        case .account, .key, .waiting, .trustAccount, .payerAccount: break
        }
    }

    mutating func add(_ rule: SplitRule, _ record: LogRecord) {
        rules[RuleID(sequence: record.sequence)] = rule
    }

    mutating func add(_ terms: EngagementTerms, _ record: LogRecord) {
        newTerms.append(
            (terms.engagement ?? EngagementID(sequence: record.sequence), terms, record.sequence))
    }

    mutating func judge(_ step: BankFailure, _ record: LogRecord) -> [String] {
        let wanted: ChangeSubject?
        switch step {
        case .failed(let bank, let day, let reason):
            failures[record.sequence] = Failure(bank: bank, day: day)
            wanted = .bankFailure(bank, day, reason: reason)
        case .paid(let id, let amount, receipt: nil):
            // The record does not name the person; its entry does.
            guard case .coverPaid(let bank, _, amount)? = owed, failures[id]?.bank == bank else {
                return [
                    "record \(record.sequence) says that a scheme paid, which nobody consented to"
                ]
            }
            wanted = owed
        case .reduced(let id, let party, let losses, let reason):
            let minor = losses.reduce(Int64(0)) { $0 &+ $1.minor }
            guard case .coverReduced(let bank, party, let amount, reason)? = owed,
                failures[id]?.bank == bank, amount.minor == minor
            else {
                return ["record \(record.sequence) reduces cover, which nobody consented to"]
            }
            wanted = owed
        case .covered(let id, let limit, _, _):
            guard let failure = failures[id] else { return [] }
            let known = DepositCover.limit(on: failure.day)?.limit
            return limit == known || limit == limits[failure.bank]
                ? []
                : ["record \(record.sequence) covers up to a limit that nobody consented to"]
        case .paid, .dividend, .closed: return []
        }
        guard owed == wanted else {
            return ["record \(record.sequence) lets a bank fail, which nobody consented to"]
        }
        owed = nil
        return []
    }

    /// At the end of a batch all that was consented to has happened, and nothing less was given
    /// without it.
    mutating func end(_ record: LogRecord) -> [String] {
        var problems: [String] = []
        for new in newTerms {
            defer { keep(new.terms, of: new.id) }
            if owed == .terms(new.terms) {
                owed = nil
            } else if let old = before(new.terms, of: new.id),
                new.terms.giveFreelancerLess(
                    than: old, rule: new.terms.rule.flatMap { rules[$0] },
                    oldRule: old.rule.flatMap { rules[$0] })
            {
                problems.append(
                    "record \(new.sequence) gives a freelancer less, which nobody consented to")
            }
        }
        newTerms = []
        if owed != nil {
            problems.append("record \(record.sequence) ends a consent without what it is for")
        }
        owed = nil
        return problems
    }

    private mutating func keep(_ new: EngagementTerms, of id: EngagementID) {
        var spans = terms[id] ?? []
        spans.removeAll { $0.validFrom == new.validFrom }
        terms[id] = spans + [new]
    }

    /// The terms that held on the first day of others, else those that ended last before it.
    private func before(_ new: EngagementTerms, of id: EngagementID) -> EngagementTerms? {
        terms[id]?.filter { $0.validFrom <= new.validFrom }.max { $0.validFrom < $1.validFrom }
    }
}
