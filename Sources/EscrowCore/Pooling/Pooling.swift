public import LedgerCore
public import MoneyCore

/// One step of the pooling of the trust's money.
///
/// The record of the declaration is the pool's id.
///
/// - Source: docs/spec/pooling.md
public enum Pooling: Hashable, Sendable {
    case declared(Terms)
    /// Somebody else takes the declaration back before anything was pooled.
    case lifted
    /// Somebody else confirms; the entries that pool follow. Backed claims leave the book here.
    case confirmed(claims: [Claim])
    /// Whose a pooled receipt is that nobody could place.
    case identified(BankLineID, PartyID)
    /// A share goes out; the plan with its payouts follows.
    case shared(Money)
    /// What is still missing leaves the book here, to be claimed outside of it.
    case closed(claims: [Claim])
    /// A claim that had left the book is paid after all: what the close took out is back.
    case reopened(reason: String)

    public struct Terms: Hashable, Sendable {
        /// Money with a value day up to and including this one is pooled.
        public let day: Day
        public let isAgencySubordinated: Bool
        public let reason: String

        public init(day: Day, isAgencySubordinated: Bool, reason: String) {
            self.day = day
            self.isAgencySubordinated = isAgencySubordinated
            self.reason = reason
        }
    }

    /// A claim that leaves the book and has to be made against its debtor outside.
    public struct Claim: Hashable, Sendable {
        public let account: Account
        public let debtor: PartyID
        public let source: Source
        public let amount: Money

        public init(account: Account, debtor: PartyID, source: Source, amount: Money) {
            self.account = account
            self.debtor = debtor
            self.source = source
            self.amount = amount
        }
    }

    public var event: PoolEvent {
        switch self {
        case .declared: .declare
        case .lifted: .lift
        case .confirmed: .confirm
        case .identified: .identify
        case .shared: .share
        case .closed: .close
        case .reopened: .reopen
        }
    }
}

extension Pooling: Recordable {
    public static var kind: RecordKind { .pooling }

    public func write(to record: inout RecordWriter) {
        switch self {
        case .declared(let terms):
            record.unsigned(1)
            record.day(terms.day)
            record.flag(terms.isAgencySubordinated)
            record.text(terms.reason)
        case .lifted: record.unsigned(2)
        case .confirmed(let claims):
            record.unsigned(3)
            Self.write(claims, to: &record)
        case .identified(let line, let party):
            record.unsigned(4)
            record.id(line)
            record.id(party)
        case .shared(let total):
            record.unsigned(5)
            record.money(total)
        case .closed(let claims):
            record.unsigned(6)
            Self.write(claims, to: &record)
        case .reopened(let reason):
            record.unsigned(7)
            record.text(reason)
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        switch try record.unsigned() {
        case 1:
            self = .declared(
                Terms(
                    day: try record.day(), isAgencySubordinated: try record.flag(),
                    reason: try record.text()))
        case 2: self = .lifted
        case 3: self = .confirmed(claims: try Self.claims(from: &record))
        case 4: self = .identified(try record.id(), try record.id())
        case 5: self = .shared(try record.money())
        case 6: self = .closed(claims: try Self.claims(from: &record))
        case 7: self = .reopened(reason: try record.text())
        default: throw .field("pooling")
        }
    }

    private static func write(_ claims: [Claim], to record: inout RecordWriter) {
        record.unsigned(UInt64(claims.count))
        for claim in claims {
            record.unsigned(UInt64(claim.account.rawValue))
            record.id(claim.debtor)
            record.signed(claim.source.code)
            record.money(claim.amount)
        }
    }

    private static func claims(from record: inout RecordReader) throws(RecordError) -> [Claim] {
        var claims: [Claim] = []
        for _ in 0..<(try record.count()) {
            guard let number = UInt16(exactly: try record.unsigned()),
                let account = Account(rawValue: number),
                account.kind == .cashClaim || account.kind == .backedClaim
            else { throw .field("account") }
            let debtor: PartyID = try record.id()
            guard let source = Source(code: try record.signed()) else { throw .field("source") }
            let amount = try record.money()
            guard amount.isPositive else { throw .field("amount") }
            claims.append(
                Claim(account: account, debtor: debtor, source: source, amount: amount))
        }
        return claims
    }
}
