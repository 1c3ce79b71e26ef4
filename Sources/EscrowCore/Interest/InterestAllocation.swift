public import LedgerCore
public import MoneyCore

/// Interest of a trust account was divided among those whose money earned it, for a span of days.
///
/// - Source: docs/spec/interest.md
public struct InterestAllocation: Hashable, Sendable {
    public let bank: TrustAccountID
    public let from: Day
    /// Included.
    public let to: Day
    /// Whether refundable money of clients (2300) weighs too.
    public let includesClients: Bool
    /// Whether premiums of producers (2500, 2510) weigh too.
    public let includesProducers: Bool
    /// What of it was given to somebody; zero when nobody had a weight.
    public let amount: Money

    public init(
        bank: TrustAccountID, from: Day, to: Day, includesClients: Bool, includesProducers: Bool,
        amount: Money
    ) {
        self.bank = bank
        self.from = from
        self.to = to
        self.includesClients = includesClients
        self.includesProducers = includesProducers
        self.amount = amount
    }
}

extension InterestAllocation: Recordable {
    public static var kind: RecordKind { .interestAllocation }

    public func write(to record: inout RecordWriter) {
        record.id(bank)
        record.day(from)
        record.signed(Int64(from.days(to: to)))
        record.flag(includesClients)
        record.flag(includesProducers)
        record.money(amount)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        bank = try record.id()
        from = try record.day()
        let length = try record.signed()
        guard let length = Int32(exactly: length), length >= 0 else { throw .field("days") }
        to = Day(number: from.number &+ length)
        includesClients = try record.flag()
        includesProducers = try record.flag()
        amount = try record.money()
        guard amount.minor >= 0 else { throw .field("amount") }
    }
}
