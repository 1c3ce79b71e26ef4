import EscrowCore
import LedgerCore
import MoneyCore

/// Whether what takes two people had two, and whether only that was changed.
///
/// - Source: docs/spec/changes.md#check
struct ChangeRules: Sendable {
    private var changes: [ChangeID: Known] = [:]
    private var newest: [Thing: ChangeID] = [:]
    private var waitings: [ChangeID] = []
    private var accounts = AccountHistory()
    /// What this batch decided.
    private var decided: [ChangeID] = []
    /// The key that this batch still owes.
    private var owedKey: ChangeID?
    /// The trust account that this batch still owes.
    private var owedAccount: TrustAccount?
    private var steps = ConsentedSteps()

    private struct Thing: Hashable, Sendable {
        let kind: ChangeSubject.Kind
        let about: Int64
    }

    private struct Known: Sendable {
        let change: Change
        let requester: ActorID
        var state = ChangeState.requested
        var effectiveOn: Day?
        /// The day that a consent had named before it was taken back.
        var revokedFrom: Day?

        func state(on day: Day) -> ChangeState {
            state.on(day, expiresOn: change.expiresOn, effectiveOn: effectiveOn)
        }
    }

    /// What is wrong with a record, given all before it.
    mutating func judge(_ fact: Fact, _ record: LogRecord, isApprover: Bool) -> [String] {
        switch fact {
        case .change(let change): return judge(change, record)
        case .consent(let consent): return judge(consent, record, isApprover)
        case .actorKey(let key): return judge(key, record)
        case .party(let version): return judge(version, record)
        case .trustAccount(let account): return judge(account, record)
        case .command:
            decided = []
            defer {
                owedKey = nil
                owedAccount = nil
            }
            let key = owedKey.map { ["change \($0.sequence) was consented to without its key"] }
            let account = owedAccount.map { _ in
                ["record \(record.sequence) ends a consent without its trust account"]
            }
            return (key ?? []) + (account ?? []) + steps.end(record)
        case .bankFailure(let step): return steps.judge(step, record)
        case .rule(let rule):
            steps.add(rule, record)
            return []
        case .engagement(let terms):
            steps.add(terms, record)
            return []
        case .creditNote, .writeOff, .misdirected, .setOff, .selfBilling: return []
        case .dispute, .hoursApproval, .milestone: return []
        case .book, .actor, .role, .hours, .invoice, .file,
            .statement, .bankLine, .entry, .match, .plan, .payout, .approval, .export, .withdrawal,
            .close, .trustTerms, .payoutStatus, .pooling, .setting, .interestAllocation,
            .payerRule,
            .sale, .salesReversal:
            return []
        }
    }

    private mutating func judge(_ change: Change, _ record: LogRecord) -> [String] {
        var problems: [String] = []
        let id = ChangeID(sequence: record.sequence)
        let thing = Thing(kind: change.subject.kind, about: change.subject.about)
        if let other = newest[thing].flatMap({ changes[$0] }),
            other.state(on: record.recordedDay).isPending
        {
            problems.append("record \(record.sequence) asks for what is asked for already")
        }
        if change.expiresOn != record.recordedDay.adding(days: Change.openDays) {
            problems.append("record \(record.sequence) asks until another day than it must")
        }
        newest[thing] = id
        if case .waiting = change.subject { waitings.append(id) }
        changes[id] = Known(change: change, requester: record.actor)
        return problems
    }

    private mutating func judge(
        _ consent: Consent, _ record: LogRecord, _ isApprover: Bool
    ) -> [String] {
        let what = "record \(record.sequence)"
        guard var known = changes[consent.change] else {
            return ["\(what) names change \(consent.change.sequence), which does not exist"]
        }
        var problems: [String] = []
        let state = known.state(on: record.recordedDay)
        let event = consent.verdict.event
        guard let next = try? state.after(event) else {
            return ["\(what) lets a change \(event.name) that is \(state.name)"]
        }
        switch consent.verdict {
        case .consented, .refused:
            if known.requester == record.actor || known.change.subject.interested == record.actor {
                problems.append("\(what) decides a change of the same person")
            }
            if !isApprover { problems.append("\(what) decides without the role for it") }
        case .withdrawn where known.requester != record.actor:
            problems.append("\(what) withdraws a change of somebody else")
        case .withdrawn: break
        }
        known.state = next
        known.revokedFrom = known.effectiveOn
        known.effectiveOn = nil
        if case .consented(let day) = consent.verdict {
            if day != expectedDay(known.change, record) {
                problems.append("\(what) lets a change hold from another day than it must")
            }
            known.effectiveOn = day
            if case .key = known.change.subject { owedKey = consent.change }
            if case .trustAccount(let account) = known.change.subject { owedAccount = account }
            steps.consent(to: known.change.subject)
        }
        changes[consent.change] = known
        decided.append(consent.change)
        return problems
    }

    private func expectedDay(_ change: Change, _ record: LogRecord) -> Day {
        let today = record.recordedDay
        let last = waitings.compactMap { id in changes[id].map { (id, $0) } }
            .filter { $0.1.state(on: today) == .effective }
            .max { ($0.1.effectiveOn ?? today, $0.0) < ($1.1.effectiveOn ?? today, $1.0) }
        var days = Change.waitingDefault
        if let last, case .waiting(let count) = last.1.change.subject { days = count }
        return change.effectiveDay(consentedOn: today, waiting: days)
    }

    private mutating func judge(_ key: ActorKey, _ record: LogRecord) -> [String] {
        guard owedKey == key.change, let known = changes[key.change],
            known.change.subject == .key(key.actor, key.key)
        else { return ["record \(record.sequence) registers a key that nobody consented to"] }
        owedKey = nil
        return []
    }

    /// The first trust account opens the book with it; two people stand behind each other one.
    private mutating func judge(_ account: TrustAccount, _ record: LogRecord) -> [String] {
        if record.sequence == 2 { return [] }
        guard owedAccount == account else {
            return ["record \(record.sequence) adds a trust account that nobody consented to"]
        }
        owedAccount = nil
        return []
    }

    /// A new version of a party has the IBAN that it had on that day, or one that this batch's
    /// decision gives or takes back.
    private mutating func judge(_ version: PartyVersion, _ record: LogRecord) -> [String] {
        defer { accounts.add(version, record.sequence) }
        guard let party = version.party else { return [] }
        let iban = version.details.iban
        if accounts.account(of: party, on: version.validFrom) == iban { return [] }
        let isAllowed = decided.contains { id in
            guard let known = changes[id],
                case .account(party, let asked, _) = known.change.subject
            else { return false }
            if let day = known.effectiveOn { return iban == asked && version.validFrom >= day }
            guard let day = known.revokedFrom else { return false }
            return version.validFrom >= day
                && iban == accounts.account(of: party, on: day.adding(days: -1))
        }
        return isAllowed
            ? [] : ["record \(record.sequence) changes an IBAN that nobody consented to"]
    }
}

/// Which account a party had from which day on.
private struct AccountHistory: Sendable {
    private var spans: [PartyID: [(from: Day, iban: IBAN?)]] = [:]

    mutating func add(_ version: PartyVersion, _ sequence: Int64) {
        let party = version.party ?? PartyID(sequence: sequence)
        var list = spans[party] ?? []
        let place = list.firstIndex { $0.from >= version.validFrom } ?? list.count
        if place < list.count, list[place].from == version.validFrom {
            list[place].iban = version.details.iban
        } else {
            list.insert((version.validFrom, version.details.iban), at: place)
        }
        spans[party] = list
    }

    /// The account that holds on a day; the first one if none does yet.
    func account(of party: PartyID, on day: Day) -> IBAN? {
        let list = spans[party] ?? []
        return (list.last { $0.from <= day } ?? list.first)?.iban
    }
}
