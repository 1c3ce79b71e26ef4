public import LedgerCore
import MoneyCore

extension PayoutPlan: Recordable {
    public static var kind: RecordKind { .plan }

    public func write(to record: inout RecordWriter) {
        record.id(bank)
        record.day(executionDay)
        record.unsigned(UInt64(count))
        record.money(total)
        record.blob(file)
        record.flag(isConfirmed)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            bank: try record.id(), executionDay: try record.day(),
            count: Int(try record.natural()), total: try record.money(),
            file: try record.blob(), isConfirmed: try record.flag())
    }
}

extension Payout: Recordable {
    public static var kind: RecordKind { .payout }

    public func write(to record: inout RecordWriter) {
        record.id(plan)
        record.optional(payee)
        switch destination {
        case .party(let version):
            record.unsigned(1)
            record.unsigned(UInt64(version))
        case .payer(let receipt):
            record.unsigned(2)
            record.id(receipt)
        case .trustAccount(let target):
            record.unsigned(3)
            record.id(target)
        }
        record.unsigned(UInt64(account.rawValue))
        record.id(bank)
        record.text(amount.currency.code)
        record.unsigned(UInt64(parts.count))
        for part in parts {
            if let place = part.place {
                record.unsigned(UInt64(place.account.rawValue))
                record.optional(place.owner)
            }
            record.signed(part.source.code)
            record.unsigned(UInt64(part.amount.minor))
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let plan: PlanID = try record.id()
        let payee: PartyID? = try record.optionalID()
        let destination: Destination
        switch try record.unsigned() {
        case 1: destination = .party(version: try record.natural())
        case 2: destination = .payer(try record.id())
        case 3: destination = .trustAccount(try record.id())
        default: throw .field("destination")
        }
        let account = try Self.account(from: &record)
        let bank: TrustAccountID = try record.id()
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        let isTransfer = if case .trustAccount = destination { true } else { false }
        var parts: [Part] = []
        var total: Int64 = 0
        for _ in 0..<(try record.count()) {
            let place = isTransfer ? try Part.Place(from: &record) : nil
            guard let source = Source(code: try record.signed()) else { throw .field("source") }
            let minor = try record.natural()
            let (sum, overflow) = total.addingReportingOverflow(minor)
            guard minor > 0, !overflow else { throw .field("amount") }
            total = sum
            parts.append(Part(source, Money(minor: minor, currency), at: place))
        }
        guard !parts.isEmpty else { throw .field("parts") }
        guard payee != nil || !account.needsOwner else { throw .field("payee") }
        guard isTransfer == (account == .trustBank), !isTransfer || payee == nil,
            destination != .trustAccount(bank)
        else { throw .field("transfer") }
        self.init(
            plan: plan, payee: payee, to: destination, account: account, bank: bank, parts: parts)
    }

    fileprivate static func account(
        from record: inout RecordReader
    ) throws(RecordError) -> Account {
        guard let number = UInt16(exactly: try record.unsigned()),
            let account = Account(rawValue: number)
        else { throw .field("account") }
        return account
    }
}

extension Payout.Part.Place {
    fileprivate init(from record: inout RecordReader) throws(RecordError) {
        let account = try Payout.account(from: &record)
        let owner: PartyID? = try record.optionalID()
        guard account.isTransferable ? owner != nil : account == .trustBank && owner == nil else {
            throw .field("part")
        }
        self.init(account, owner: owner)
    }
}

extension Approval: Decision {
    public static var kind: RecordKind { .approval }

    public func write(to record: inout RecordWriter) {
        record.id(plan)
        record.blob(file)
        record.signature(signature)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(
            plan: try record.id(), file: try record.blob(), signature: try record.signature())
    }
}

extension Export: Recordable {
    public static var kind: RecordKind { .export }

    public func write(to record: inout RecordWriter) { record.id(plan) }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(plan: try record.id())
    }
}

extension Withdrawal: Recordable {
    public static var kind: RecordKind { .withdrawal }

    public func write(to record: inout RecordWriter) { record.id(plan) }

    public init(from record: inout RecordReader) throws(RecordError) {
        self.init(plan: try record.id())
    }
}
