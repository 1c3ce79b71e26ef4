import EscrowCore
import LedgerCore
import MoneyCore

/// What a consent did at once, in words.
struct Enacted {
    var sentence = ""
    var values: [Answer.Value] = []

    init() {}

    init(_ sentence: String, _ values: KeyValuePairs<String, String>) {
        self.sentence = sentence
        self.values = values.map { Answer.Value(name: $0.key, text: $0.value) }
    }
}

/// What takes two people, inside a batch: asked for by one, decided by another.
///
/// - Source: docs/spec/changes.md
extension Draft {
    /// Asks for a change; it waits for somebody else.
    mutating func request(
        _ subject: ChangeSubject
    ) throws -> (id: ChangeID, expiresOn: Day) {
        let today = header.recordedDay
        if let open = try writer.pendingChange(subject.kind, subject.about, on: today) {
            throw Refusal(
                "change.pending",
                "change \(open.id.sequence) of the same thing is \(open.state(on: today).name)",
                remedy: "consent to it, refuse it or withdraw it first, see `ringfence change list`"
            )
        }
        let expiresOn = today.adding(days: Change.openDays)
        let id = try append(.change(Change(subject: subject, expiresOn: expiresOn)))
        return (ChangeID(sequence: id), expiresOn)
    }

    /// A change, if this can still happen to it.
    func change(
        _ id: ChangeID, for event: ChangeEvent
    ) throws -> (row: ChangeRow, change: Change) {
        guard let row = try writer.row(ChangeRow.self, key: [.integer(id.sequence)]),
            case .change(let change) = try fact(at: id.sequence)
        else {
            throw Refusal(
                "change.unknown", "there is no change \(id.sequence)",
                remedy: "see `ringfence change list`")
        }
        let state = row.state(on: header.recordedDay)
        guard (try? state.after(event)) != nil else {
            throw Refusal(
                "change.state",
                "change \(id.sequence) is \(state.name), so it cannot \(event.name)",
                remedy: "see `ringfence change list`, or ask for it anew")
        }
        return (row, change)
    }

    /// Neither who asked for a change nor whom it is for is the second person.
    func checkSecondPerson(_ row: ChangeRow, _ change: Change) throws {
        guard row.requester != header.actor, change.subject.interested != header.actor else {
            throw Refusal(
                "change.same-person",
                "change \(row.id.sequence) was asked for by the same person, or is for him",
                remedy: "let somebody else with the role approver decide it")
        }
    }

    /// What follows at once from consent; `day` is when the change begins to hold.
    mutating func enact(_ change: Change, _ id: ChangeID, from day: Day) throws -> Enacted {
        switch change.subject {
        case .account(let party, let iban, _):
            let row = try knownParty(party)
            try checkAccount(iban, of: row.code, row.role, except: row.id)
            var patch = PartyPatch()
            patch.iban = .some(iban)
            try amend(row, from: day, patch)
        case .key(let actor, let key):
            try append(.actorKey(ActorKey(actor: actor, key: key, change: id)))
        case .waiting: break
        case .payerAccount(let line, let iban): try checkPayer(iban, of: line)
        case .trustAccount(let account):
            try checkNew(account)
            try append(.trustAccount(account))
        case .bankFailure(let bank, let day, let reason):
            return try fail(bank, on: day, reason: reason)
        case .coverLimit: break
        case .coverPaid(let bank, let party, let amount):
            try PoolFreeze.check("bank failure paid", writer)
            return try payCover(at: bank, to: knownParty(party), amount)
        case .coverReduced(let bank, let party, let amount, let reason):
            try PoolFreeze.check("bank failure reduce", writer)
            return try reduceCover(
                at: bank, of: knownParty(party), by: amount, reason: reason)
        case .terms(let terms): return try Engine.enact(terms, id, in: &self)
        }
        return Enacted()
    }

    /// Takes back what followed from a consent that was not effective yet.
    mutating func revoke(_ change: Change, effectiveOn day: Day) throws {
        switch change.subject {
        case .account(let party, _, _):
            let row = try knownParty(party)
            var patch = PartyPatch()
            patch.iban = .some(try version(of: party, on: day.adding(days: -1)).details.iban)
            try amend(row, from: day, patch)
        case .key, .waiting, .trustAccount, .payerAccount, .bankFailure, .coverLimit, .coverPaid,
            .coverReduced, .terms:
            break
        }
    }

    /// Where a receipt's money may go back to: never to the trust, and not to the agency.
    func checkPayer(_ iban: IBAN, of receipt: BankLineID) throws {
        guard let row = try writer.row(BankLineRow.self, key: [.integer(receipt.sequence)]),
            row.amount > 0
        else {
            throw Refusal(
                "receipt.unknown", "there is no receipt \(receipt.sequence)",
                remedy: "see `ringfence receipt list`")
        }
        let text = iban.electronic
        let isOwn = try writer.trustAccounts().contains { $0.iban == text }
        guard !isOwn, try writer.agency().iban != text else {
            throw Refusal(
                "receipt.account", "\(iban) is the agency's or the trust's own",
                remedy: "name the account that the payer gave")
        }
    }

    /// What a plan should say of payees whose accounts are about to change.
    func accountNotes(_ codes: [String]) throws -> [String] {
        try codes.compactMap { code in
            guard let party = try writer.party(code: code),
                let open = try writer.pendingChange(
                    .account, party.id.sequence, on: header.recordedDay)
            else { return nil }
            let until = open.effectiveOn.map { ", which holds from \($0) on" } ?? ""
            return
                "\(code) is paid to the account of today; change \(open.id.sequence) asks for another\(until)"
        }
    }

    private func knownParty(_ id: PartyID) throws -> PartyRow {
        guard let row = try writer.party(id) else {
            throw EngineError.broken("party \(id) does not exist")
        }
        return row
    }
}

extension BookReader {
    /// The change of a thing that is neither decided for good nor expired.
    func pendingChange(
        _ subject: ChangeSubject.Kind, _ about: Int64, on day: Day
    ) throws -> ChangeRow? {
        try changes(subject, about).last { $0.state(on: day).isPending }
    }

    private func changes(_ subject: ChangeSubject.Kind, _ about: Int64) throws -> [ChangeRow] {
        try rows(
            ChangeRow.self,
            Selection(
                index: "changeByAbout",
                equals: [.integer(Int64(subject.rawValue)), .integer(about)]))
    }

    /// Where two people let a receipt's money go back to; nil while it is where it came from.
    func payerAccount(of receipt: BankLineID, on day: Day) throws -> IBAN? {
        let last = try changes(.payerAccount, receipt.sequence)
            .filter { $0.state(on: day) == .effective }
            .max { ($0.effectiveOn ?? day, $0.id) < ($1.effectiveOn ?? day, $1.id) }
        guard let last else { return nil }
        guard case .change(let change) = try fact(at: last.id.sequence),
            case .payerAccount(_, let iban) = change.subject
        else { throw EngineError.broken("change \(last.id) is no payer's account") }
        return iban
    }

    /// The limit of cover to which two people agreed; nil where the law's holds.
    func coverLimit(at bank: TrustAccountID, on day: Day) throws -> Money? {
        let last = try changes(.coverLimit, bank.sequence)
            .filter { $0.state(on: day) == .effective }.max { $0.id < $1.id }
        guard let last else { return nil }
        guard case .change(let change) = try fact(at: last.id.sequence),
            case .coverLimit(_, let limit) = change.subject
        else { throw EngineError.broken("change \(last.id) is no limit of cover") }
        return limit
    }

    /// How many bank days lie between consent and effect, on a day.
    func waitingDays(on day: Day) throws -> Int {
        let last = try changes(.waiting, 0)
            .filter { $0.state(on: day) == .effective }
            .max { ($0.effectiveOn ?? day, $0.id) < ($1.effectiveOn ?? day, $1.id) }
        guard let last else { return Change.waitingDefault }
        guard case .change(let change) = try fact(at: last.id.sequence),
            case .waiting(let days) = change.subject
        else { throw EngineError.broken("change \(last.id) is no waiting time") }
        return days
    }
}
