import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

/// docs/spec/pooling.md#shares says who gets what.
@Suite("Shares of the pool")
struct PoolRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let resource: Int64
        let claims: [PoolRule.Claim]
        let given: [Int64]
        var excess: Int64 = 0
    }

    private static func agency(_ whole: Int64, has: Int64 = 0) -> PoolRule.Claim {
        PoolRule.Claim(whole: whole, has: has, rank: .agency)
    }

    @Test(
        "rateably, or with the agency behind all others",
        arguments: [
            Case(
                testDescription: "O9: 2,400 for 1,000 and 2,000", resource: 2_400_00,
                claims: [.init(whole: 1_000_00), .init(whole: 2_000_00)],
                given: [800_00, 1_600_00]),
            Case(
                testDescription: "enough for all", resource: 3_000_00,
                claims: [.init(whole: 1_000_00), .init(whole: 2_000_00)],
                given: [1_000_00, 2_000_00]),
            Case(
                testDescription: "more than enough", resource: 3_000_01,
                claims: [.init(whole: 1_000_00), .init(whole: 2_000_00)],
                given: [1_000_00, 2_000_00], excess: 1),
            Case(
                testDescription: "cents by largest remainder, ties to the earlier", resource: 100,
                claims: [.init(whole: 100), .init(whole: 100), .init(whole: 100)],
                given: [34, 33, 33]),
            Case(
                testDescription: "agency behind: others in full, it gets the rest",
                resource: 2_500_00,
                claims: [.init(whole: 1_000_00), agency(2_000_00), .init(whole: 1_000_00)],
                given: [1_000_00, 500_00, 1_000_00]),
            Case(
                testDescription: "agency behind: nothing left for it", resource: 1_500_00,
                claims: [.init(whole: 1_000_00), agency(2_000_00), .init(whole: 1_000_00)],
                given: [750_00, 0, 750_00]),
            Case(
                testDescription: "agency only", resource: 700, claims: [agency(2_000)],
                given: [700]),
            Case(
                testDescription: "top-up behind the agency", resource: 2_500,
                claims: [.init(whole: 1_000, rank: .topUp), agency(2_000), .init(whole: 400)],
                given: [100, 2_000, 400]),
            Case(
                testDescription: "nothing there", resource: 0, claims: [.init(whole: 1_000)],
                given: [0]),
            Case(
                testDescription: "one who was left out catches up", resource: 500,
                claims: [.init(whole: 1_000), .init(whole: 1_000, has: 500)], given: [500, 0]),
            Case(
                testDescription: "claims that came later are served before those ahead",
                resource: 100,
                claims: [.init(whole: 1_000, has: 900), .init(whole: 1_000), .init(whole: 1_000)],
                given: [0, 50, 50]),
        ])
    func examples(_ example: Case) throws {
        let shares = try PoolRule.divide(example.resource, among: example.claims)
        #expect(shares.given == example.given)
        #expect(shares.excess == example.excess)
    }

    @Test(
        "every cent goes out, nobody gets more than he misses, and shares in steps end in full",
        arguments: UInt64(1)...200)
    func laws(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let wholes = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            Int64.random(in: 1...1_000_00, using: &random)
        }
        let ranks = wholes.map { _ in
            PoolRule.Rank.allCases.randomElement(using: &random) ?? .beneficiary
        }
        var has = wholes.map { _ in Int64(0) }
        var left = wholes.reduce(0, +)
        while left > 0 {
            let resource = Int64.random(in: 1...left, using: &random)
            let shares = try PoolRule.divide(
                resource,
                among: wholes.indices.map {
                    PoolRule.Claim(whole: wholes[$0], has: has[$0], rank: ranks[$0])
                })
            #expect(shares.given.reduce(0, +) == resource && shares.excess == 0)
            for (index, given) in shares.given.enumerated() {
                #expect(given >= 0 && given <= wholes[index] - has[index])
                has[index] += given
            }
            left -= resource
        }
        #expect(has == wholes)
    }

    @Test("claims beyond 63 bits are refused")
    func overflow() {
        #expect(throws: DivisionError.overflow) {
            try PoolRule.divide(1, among: [.init(whole: .max), .init(whole: 1)])
        }
    }
}
