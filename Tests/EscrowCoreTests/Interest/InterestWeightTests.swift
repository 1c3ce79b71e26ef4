import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/interest.md#weights says what weighs.
@Suite("Weights of interest")
struct InterestWeightTests {
    private static let bank = TrustAccountID(sequence: 3)
    private static let first = Day(number: 15_706)

    private static func party(_ number: Int64) -> PartyID { PartyID(sequence: number) }

    /// An entry that gives (or takes, below zero) an amount in an account on a value day.
    private static func entry(
        _ minor: Int64, _ owner: Int64, _ account: Account = .freelancerAvailable, on day: Int,
        bank: TrustAccountID = bank
    ) throws -> Entry {
        let mine = Subledger(account, bank: bank, owner: party(owner))
        let money = Subledger(.trustBank, bank: bank)
        let day = first.adding(days: day)
        return try Entry(
            Entry.Occasion(.receiptMatched, bookingDay: day, evidence: 1),
            [
                minor > 0
                    ? Entry.Transfer(debit: money, credit: mine, Money(minor: minor, .eur))
                    : Entry.Transfer(debit: mine, credit: money, Money(minor: -minor, .eur))
            ])
    }

    private static func parts(
        _ entries: [Entry], _ amount: Int64, clients: Bool = false, producers: Bool = false,
        days: Int = 10
    ) throws -> [Int64: Int64] {
        var weights = InterestWeights(
            bank: bank, from: first, to: first.adding(days: days - 1), includesClients: clients,
            includesProducers: producers)
        for entry in entries { weights.add(entry) }
        let parts = try weights.divide(Money(minor: amount, .eur))
        return Dictionary(uniqueKeysWithValues: parts.map { ($0.owner.sequence, $0.amount.minor) })
    }

    @Test("half the money for twice the days weighs the same")
    func halves() throws {
        let parts = try Self.parts(
            [Self.entry(100, 7, on: 0), Self.entry(200, 8, on: 5)], 101)
        #expect(parts == [7: 51, 8: 50])
    }

    @Test("money from before weighs from the first day, later money not at all")
    func edges() throws {
        let parts = try Self.parts(
            [
                Self.entry(100, 7, on: -40), Self.entry(100, 8, on: 9),
                Self.entry(100, 9, on: 10),
            ], 110)
        #expect(parts == [7: 100, 8: 10])
    }

    @Test("only the configured accounts of this bank account weigh")
    func accounts() throws {
        let entries = [
            try Self.entry(100, 1, .freelancerHeld, on: 0),
            try Self.entry(100, 2, .disputed, on: 0),
            try Self.entry(100, 3, .clientRefundable, on: 0),
            try Self.entry(100, 4, .producerHeld, on: 0),
            try Self.entry(100, 5, .agencyAvailable, on: 0),
            try Self.entry(100, 6, on: 0, bank: TrustAccountID(sequence: 4)),
        ]
        #expect(try Self.parts(entries, 12) == [1: 6, 2: 6])
        #expect(try Self.parts(entries, 12, clients: true) == [1: 4, 2: 4, 3: 4])
        #expect(
            try Self.parts(entries, 12, clients: true, producers: true)
                == [1: 3, 2: 3, 3: 3, 4: 3])
    }

    @Test("nobody with a balance gets nothing, and below zero is none")
    func none() throws {
        #expect(try Self.parts([], 100).isEmpty)
        #expect(try Self.parts([Self.entry(-5, 7, on: 0), Self.entry(1, 8, on: 0)], 9) == [8: 9])
    }

    @Test(
        "the walk over entries gives what adding up balances day by day gives",
        arguments: UInt64(1)...200)
    func dayByDay(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let days = Int.random(in: 1...40, using: &random)
        var entries: [Entry] = []
        var balances: [Int64: [Int64]] = [:]
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            let owner = Int64.random(in: 1...5, using: &random)
            let day = Int.random(in: -10...(days + 5), using: &random)
            let minor = Int64.random(in: 1...1_000_00, using: &random)
            entries.append(try Self.entry(minor, owner, on: day))
            var row = balances[owner] ?? Array(repeating: 0, count: days)
            for index in 0..<days where index >= day { row[index] += minor }
            balances[owner] = row
        }
        let amount = Int64.random(in: 1...10_000, using: &random)
        let owners = balances.keys.sorted()
            .filter { (balances[$0] ?? []).reduce(0, +) > 0 }
        let expected =
            owners.isEmpty
            ? []
            : try Money(minor: amount, .eur).divided(
                by: owners.map { (balances[$0] ?? []).reduce(0, +) })
        let given = try Self.parts(entries, amount, days: days)
        #expect(owners.map { given[$0] ?? 0 } == expected.map(\.minor))
    }
}
