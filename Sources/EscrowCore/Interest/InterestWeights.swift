public import LedgerCore
public import MoneyCore

/// What everybody's money weighs when interest is divided: the sum of his balances at the end of
/// each value day of a span, in cent-days.
///
/// A line of an entry counts from its value day to the span's last day, so one walk over the
/// entries, in any order, gives what adding up the balances day by day gives.
///
/// - Source: docs/spec/interest.md#weights
public struct InterestWeights: Hashable, Sendable {
    public let bank: TrustAccountID
    public let from: Day
    public let to: Day
    private let accounts: Set<Account>
    private var centDays: [PartyID: Int128] = [:]

    /// 2100, 2110 and 2600, and 2900 for what was pooled of them.
    private static let always: Set<Account> = [
        .freelancerHeld, .freelancerAvailable, .disputed, .pool,
    ]

    public init(
        bank: TrustAccountID, from: Day, to: Day, includesClients: Bool, includesProducers: Bool
    ) {
        self.bank = bank
        self.from = from
        self.to = to
        accounts =
            Self.always
            .union(includesClients ? [.clientRefundable] : [])
            .union(includesProducers ? [.producerHeld, .producerAvailable] : [])
    }

    public mutating func add(_ entry: Entry) {
        guard entry.valueDay <= to else { return }
        let days = Int128(max(entry.valueDay, from).days(to: to) + 1)
        for line in entry.lines {
            guard line.subledger.bank == bank, accounts.contains(line.subledger.account),
                let owner = line.subledger.owner
            else { continue }
            centDays[owner, default: 0] -= Int128(line.signed) * days
        }
    }

    /// Divides an amount by weight: largest remainder, ties to the party with the smaller id.
    ///
    /// A weight below zero, which only a bank's value days can bring about, counts as none.
    ///
    /// - Returns: Parts above zero by party; none at all when nobody has a weight.
    /// - Throws: `overflow`, for weights whose sum does not fit 63 bits.
    public func divide(
        _ amount: Money
    ) throws(DivisionError) -> [(owner: PartyID, amount: Money)] {
        let weights = centDays.filter { $0.value > 0 }
            .sorted { $0.key < $1.key }
        guard !weights.isEmpty else { return [] }
        var narrow: [Int64] = []
        for (_, weight) in weights {
            guard let weight = Int64(exactly: weight) else { throw .overflow }
            narrow.append(weight)
        }
        let parts = try amount.divided(by: narrow)
        return zip(weights, parts).filter { $1.isPositive }.map { ($0.key, $1) }
    }
}
