public import LedgerCore
public import MoneyCore

/// One step after the failure of a bank that held trust money.
///
/// The record of the failure is its id; the later steps name it.
///
/// - Source: docs/spec/bank-failure.md
public enum BankFailure: Hashable, Sendable {
    case failed(TrustAccountID, day: Day, reason: String)
    case covered(Int64, limit: Money, holders: [Holder], losses: [Loss])
    /// The scheme paid, to the person or by a receipt into another trust account.
    case paid(Int64, Money, receipt: BankLineID?)
    /// The bank's estate paid: what came back of which loss.
    case dividend(Int64, BankLineID, losses: [Loss])
    case closed(Int64)
    /// The scheme pays a person less than was listed: the rest is lost, of whose it is.
    case reduced(Int64, PartyID, losses: [Loss], reason: String)

    /// Whose money lay at the bank: what of the balance is his, and what of it is covered.
    public struct Holder: Hashable, Sendable {
        /// nil where nobody knows him; then the receipt says what is known.
        public let owner: PartyID?
        public let receipt: BankLineID?
        /// Minor units, all of them.
        public let entitlement: Int64
        public let share: Int64
        public let otherDeposits: Int64
        public let cover: Int64

        public init(
            owner: PartyID?, receipt: BankLineID?, entitlement: Int64, share: Int64,
            otherDeposits: Int64, cover: Int64
        ) {
            self.owner = owner
            self.receipt = receipt
            self.entitlement = entitlement
            self.share = share
            self.otherDeposits = otherDeposits
            self.cover = cover
        }
    }

    /// What a subledger lost, or got back, in minor units.
    public struct Loss: Hashable, Sendable {
        public let account: Account
        public let owner: PartyID?
        public let source: Source
        public let minor: Int64

        public init(account: Account, owner: PartyID?, source: Source, minor: Int64) {
            self.account = account
            self.owner = owner
            self.source = source
            self.minor = minor
        }
    }

    public var event: BankFailureEvent {
        switch self {
        case .failed: .fail
        case .covered: .cover
        case .paid: .pay
        case .dividend: .dividend
        case .closed: .close
        case .reduced: .reduce
        }
    }

    /// Which failure it is about; nil for the one that begins it.
    public var failure: Int64? {
        switch self {
        case .failed: nil
        case .covered(let id, _, _, _), .paid(let id, _, _), .dividend(let id, _, _),
            .closed(let id), .reduced(let id, _, _, _):
            id
        }
    }
}

extension BankFailure: Recordable {
    public static var kind: RecordKind { .bankFailure }

    public func write(to record: inout RecordWriter) {
        switch self {
        case .failed(let bank, let day, let reason):
            record.unsigned(1)
            record.id(bank)
            record.day(day)
            record.text(reason)
        case .covered(let id, let limit, let holders, let losses):
            record.unsigned(2)
            record.unsigned(UInt64(id))
            record.money(limit)
            record.unsigned(UInt64(holders.count))
            for holder in holders {
                record.optional(holder.owner)
                record.optional(holder.receipt)
                for minor in [
                    holder.entitlement, holder.share, holder.otherDeposits, holder.cover,
                ] { record.unsigned(UInt64(minor)) }
            }
            Self.write(losses, to: &record)
        case .paid(let id, let amount, let receipt):
            record.unsigned(3)
            record.unsigned(UInt64(id))
            record.money(amount)
            record.optional(receipt)
        case .dividend(let id, let receipt, let losses):
            record.unsigned(4)
            record.unsigned(UInt64(id))
            record.id(receipt)
            Self.write(losses, to: &record)
        case .closed(let id):
            record.unsigned(5)
            record.unsigned(UInt64(id))
        case .reduced(let id, let owner, let losses, let reason):
            record.unsigned(6)
            record.unsigned(UInt64(id))
            record.id(owner)
            Self.write(losses, to: &record)
            record.text(reason)
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        switch try record.unsigned() {
        case 1:
            self = .failed(try record.id(), day: try record.day(), reason: try record.text())
        case 2:
            let (id, limit) = (try record.natural(), try record.money())
            var holders: [Holder] = []
            for _ in 0..<(try record.count()) { holders.append(try Self.holder(from: &record)) }
            self = .covered(
                id, limit: limit, holders: holders, losses: try Self.losses(from: &record))
        case 3:
            self = .paid(
                try record.natural(), try record.money(), receipt: try record.optionalID())
        case 4:
            self = .dividend(
                try record.natural(), try record.id(), losses: try Self.losses(from: &record))
        case 5: self = .closed(try record.natural())
        case 6:
            self = .reduced(
                try record.natural(), try record.id(), losses: try Self.losses(from: &record),
                reason: try record.text())
        default: throw .field("bank failure")
        }
    }

    private static func holder(from record: inout RecordReader) throws(RecordError) -> Holder {
        let (owner, receipt): (PartyID?, BankLineID?) =
            (try record.optionalID(), try record.optionalID())
        let (entitlement, share) = (try record.natural(), try record.natural())
        let (others, cover) = (try record.natural(), try record.natural())
        guard cover <= share, share <= entitlement else { throw .field("cover") }
        return Holder(
            owner: owner, receipt: receipt, entitlement: entitlement, share: share,
            otherDeposits: others, cover: cover)
    }

    private static func write(_ losses: [Loss], to record: inout RecordWriter) {
        record.unsigned(UInt64(losses.count))
        for loss in losses {
            record.unsigned(UInt64(loss.account.rawValue))
            record.optional(loss.owner)
            record.signed(loss.source.code)
            record.unsigned(UInt64(loss.minor))
        }
    }

    private static func losses(from record: inout RecordReader) throws(RecordError) -> [Loss] {
        var losses: [Loss] = []
        for _ in 0..<(try record.count()) {
            guard let number = UInt16(exactly: try record.unsigned()),
                let account = Account(rawValue: number), account.kind == .entitlement
            else { throw .field("account") }
            let owner: PartyID? = try record.optionalID()
            guard let source = Source(code: try record.signed()) else { throw .field("source") }
            let minor = try record.natural()
            guard minor > 0 else { throw .field("amount") }
            losses.append(Loss(account: account, owner: owner, source: source, minor: minor))
        }
        return losses
    }
}
