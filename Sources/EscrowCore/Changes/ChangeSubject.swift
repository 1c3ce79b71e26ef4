public import LedgerCore
public import MoneyCore

/// What two people must say for it to happen: the closed list.
///
/// - Source: docs/spec/changes.md#subjects
public enum ChangeSubject: Hashable, Sendable {
    /// A party is paid to another account, not before a day.
    case account(PartyID, IBAN, from: Day?)
    /// An actor's public key.
    case key(ActorID, [UInt8])
    /// How many bank days lie between consent and effect.
    case waiting(Int)
    /// One more account for others' money.
    case trustAccount(TrustAccount)
    /// The money of a receipt goes back to this account, not to the one that it came from.
    case payerAccount(BankLineID, IBAN)
    /// The bank that keeps a trust account failed on a day.
    case bankFailure(TrustAccountID, Day, reason: String)
    /// Deposit guarantee covers so much per person at a failed bank, and not what the law says.
    case coverLimit(TrustAccountID, Money)
    /// The guarantee scheme paid a person directly.
    case coverPaid(TrustAccountID, PartyID, Money)
    /// The guarantee scheme pays a person less than was listed.
    case coverReduced(TrustAccountID, PartyID, Money, reason: String)
    /// Terms of an engagement that give its freelancer less than the ones before.
    case terms(EngagementTerms)

    /// The kind of a subject: numbers stand on disk and are never given to another.
    public enum Kind: UInt8, Sendable, CaseIterable {
        case account = 1
        case key = 2
        case waiting = 3
        case trustAccount = 4
        case payerAccount = 5
        case bankFailure = 6
        case coverLimit = 7
        case coverPaid = 8
        case coverReduced = 9
        case terms = 10

        public var name: String {
            switch self {
            case .account: "account"
            case .key: "key"
            case .waiting: "waiting time"
            case .trustAccount: "trust account"
            case .payerAccount: "payer's account"
            case .bankFailure: "bank failure"
            case .coverLimit: "limit of cover"
            case .coverPaid: "cover paid"
            case .coverReduced: "cover reduced"
            case .terms: "terms"
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .account: .account
        case .key: .key
        case .waiting: .waiting
        case .trustAccount: .trustAccount
        case .payerAccount: .payerAccount
        case .bankFailure: .bankFailure
        case .coverLimit: .coverLimit
        case .coverPaid: .coverPaid
        case .coverReduced: .coverReduced
        case .terms: .terms
        }
    }

    /// The record of what is to change; 0 for the book itself.
    ///
    /// With the kind it says whether two changes are for the same thing.
    public var about: Int64 {
        switch self {
        case .account(let party, _, _): party.sequence
        case .key(let actor, _): actor.sequence
        case .waiting, .trustAccount: 0
        case .payerAccount(let line, _): line.sequence
        case .bankFailure(let bank, _, _), .coverLimit(let bank, _): bank.sequence
        case .coverPaid(_, let party, _), .coverReduced(_, let party, _, _): party.sequence
        case .terms(let terms): terms.engagement?.sequence ?? 0
        }
    }

    /// Who has a stake in it and therefore is not the second person.
    public var interested: ActorID? {
        switch self {
        case .account, .waiting, .trustAccount, .payerAccount, .bankFailure, .coverLimit,
            .coverPaid, .coverReduced, .terms:
            nil
        case .key(let actor, _): actor
        }
    }
}

extension RecordWriter {
    mutating func subject(_ subject: ChangeSubject) {
        unsigned(UInt64(subject.kind.rawValue))
        switch subject {
        case .account(let party, let iban, let from):
            id(party)
            optional(from)
            personal([iban.electronic])
        case .key(let actor, let key):
            id(actor)
            blob(key)
        case .waiting(let days): unsigned(UInt64(days))
        case .trustAccount(let account): account.write(to: &self)
        case .payerAccount(let line, let iban):
            id(line)
            personal([iban.electronic])
        case .bankFailure(let bank, let day, let reason):
            id(bank)
            self.day(day)
            text(reason)
        case .coverLimit(let bank, let limit):
            id(bank)
            money(limit)
        case .coverPaid(let bank, let party, let amount):
            id(bank)
            id(party)
            money(amount)
        case .coverReduced(let bank, let party, let amount, let reason):
            id(bank)
            id(party)
            money(amount)
            text(reason)
        case .terms(let terms): terms.write(to: &self)
        }
    }
}

extension RecordReader {
    mutating func subject() throws(RecordError) -> ChangeSubject {
        switch try value("subject", { ChangeSubject.Kind(rawValue: $0) }) {
        case .account:
            let party: PartyID = try id()
            let from = try optionalDay()
            return .account(party, try iban(), from: from)
        case .key:
            let actor: ActorID = try id()
            let key = try blob()
            guard key.count == ActorKey.byteCount else { throw .field("key") }
            return .key(actor, key)
        case .waiting:
            guard let days = Int(exactly: try unsigned()), Change.waitingRange.contains(days) else {
                throw .field("days")
            }
            return .waiting(days)
        case .trustAccount: return .trustAccount(try TrustAccount(from: &self))
        case .payerAccount:
            let line: BankLineID = try id()
            return .payerAccount(line, try iban())
        case .bankFailure:
            return .bankFailure(try id(), try day(), reason: try text())
        case .coverLimit: return .coverLimit(try id(), try money())
        case .coverPaid: return .coverPaid(try id(), try id(), try money())
        case .coverReduced:
            return .coverReduced(try id(), try id(), try money(), reason: try text())
        case .terms: return .terms(try EngagementTerms(from: &self))
        }
    }

    private mutating func iban() throws(RecordError) -> IBAN {
        let fields = try personal()
        guard fields.count == 1, let text = fields[0], let iban = try? IBAN(text) else {
            throw .field("IBAN")
        }
        return iban
    }
}
