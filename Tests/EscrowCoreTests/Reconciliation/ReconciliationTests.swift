import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Reconciliation (reconciliation.md)")
struct ReconciliationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let statement: Int64
        let atBank: Int64
        let inFlight: Int64
        let ledgers: Int64
        let shortfall: Int64
        let verdict: Reconciliation.Verdict
        let differences: [Int64]
        var testDescription: String { name }
    }

    @Test(
        "bank first, then ledgers, then what is missing (reconciliation.md#verdicts)",
        arguments: [
            Case(
                name: "all three agree", statement: 19_040_00, atBank: 19_040_00, inFlight: 0,
                ledgers: 19_040_00, shortfall: 0, verdict: .agrees, differences: [0, 0]),
            Case(
                name: "a payout is on its way", statement: 19_040_00, atBank: 19_040_00,
                inFlight: -15_232_00, ledgers: 3_808_00, shortfall: 0, verdict: .agrees,
                differences: [0, 0]),
            Case(
                name: "nothing anywhere", statement: 0, atBank: 0, inFlight: 0, ledgers: 0,
                shortfall: 0, verdict: .agrees, differences: [0, 0]),
            Case(
                name: "O12: the bank took a fee of 12.50", statement: 10_387_50, atBank: 10_387_50,
                inFlight: -700_00, ledgers: 9_700_00, shortfall: 12_50, verdict: .shortfall,
                differences: [0, 0]),
            Case(
                name: "the bank has less than the book", statement: 10_387_50, atBank: 10_400_00,
                inFlight: -700_00, ledgers: 9_700_00, shortfall: 0, verdict: .bankDiffers,
                differences: [-12_50, 0]),
            Case(
                name: "the bank has more", statement: 700_00, atBank: 0, inFlight: 0, ledgers: 0,
                shortfall: 0, verdict: .bankDiffers, differences: [700_00, 0]),
            Case(
                name: "the bank is named before the ledgers", statement: 1, atBank: 0, inFlight: 0,
                ledgers: 5, shortfall: 3, verdict: .bankDiffers, differences: [1, -2]),
            Case(
                name: "a ledger below zero was not netted", statement: 7_400_00, atBank: 7_400_00,
                inFlight: 0, ledgers: 7_700_00, shortfall: 0, verdict: .ledgersDiffer,
                differences: [0, -300_00]),
            Case(
                name: "the ledgers are named before the shortfall", statement: 10, atBank: 10,
                inFlight: 0, ledgers: 10, shortfall: 1, verdict: .ledgersDiffer,
                differences: [0, 1]),
        ])
    func verdict(_ example: Case) {
        let reconciliation = Reconciliation(
            bank: Sample.bank, day: Sample.day, statement: Sample.euros(example.statement),
            bookAtBank: Sample.euros(example.atBank), inFlight: Sample.euros(example.inFlight),
            ledgers: Sample.euros(example.ledgers), shortfall: Sample.euros(example.shortfall))

        #expect(reconciliation.verdict == example.verdict)
        #expect(
            [reconciliation.bankDifference, reconciliation.ledgerDifference]
                == example.differences)
    }

    @Test(
        "O12: a ledger below zero never reduces what the others may ask (reconciliation.md#requirement)"
    )
    func requirement() throws {
        let requirement = try Self.requirement([5_000_00, -300_00, 2_000_00], 700_00)
        #expect(requirement.amount.minor == 7_700_00)
        #expect(try requirement.shortfall(resource: Money(minor: 7_450_00, .eur)).minor == 250_00)
        #expect(try requirement.shortfall(resource: Money(minor: 7_700_00, .eur)).minor == 0)
        #expect(try requirement.shortfall(resource: Money(minor: 8_000_00, .eur)).minor == 0)
        #expect(try Self.requirement([], 0).amount.minor == 0)
        #expect(try Self.requirement([-5], -7).amount.minor == 0)
    }

    private static func requirement(
        _ balances: [Int64], _ unidentified: Int64
    ) throws -> Requirement {
        try Requirement(
            balances: balances.map { Money(minor: $0, .eur) },
            unidentified: Money(minor: unidentified, .eur))
    }

    @Test("the requirement never falls when a ledger is added", arguments: UInt64(1)...100)
    func monotone(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var balances: [Int64] = []
        var before = try Self.requirement([], 0).amount.minor
        for _ in 0..<20 {
            balances.append(.random(in: -1000...1000, using: &random))
            let now = try Self.requirement(balances, 0).amount.minor
            #expect(now >= before)
            #expect(now >= balances.reduce(0, +))
            before = now
        }
    }
}
