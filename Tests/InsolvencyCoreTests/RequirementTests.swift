import EscrowCore
import InsolvencyCore
import MoneyCore
import Testing

@Suite("Requirement and pool")
struct RequirementTests {
    @Test("a balance below zero does not lessen the requirement (O12)")
    func negativeIsNotNetted() throws {
        let requirement = try Requirement(
            balances: [5_000_00, -300_00, 2_000_00].map { Example.eur($0) },
            unidentified: Example.eur(700_00))
        #expect(requirement.amount.minor == 7_700_00)
        #expect(try requirement.shortfall(resource: Example.eur(7_450_00)).minor == 250_00)
        #expect(try requirement.excess(resource: Example.eur(7_450_00)).minor == 0)
        #expect(try requirement.shortfall(resource: Example.eur(7_800_00)).minor == 0)
        #expect(try requirement.excess(resource: Example.eur(7_800_00)).minor == 100_00)
    }

    @Test("currencies do not mix")
    func currencies() throws {
        let yen = Money(minor: -1, try #require(Currency("JPY")))
        #expect(throws: MoneyError.currencyMismatch(.eur, yen.currency)) {
            try Requirement(balances: [yen], unidentified: Example.eur(0))
        }
    }

    struct Division: Sendable, CustomTestStringConvertible {
        let name: String
        let resource: Int64
        let amounts: [Int64]
        let agency: Int?
        let isSubordinated: Bool
        let parts: [Int64]
        var testDescription: String { name }
    }

    @Test(
        "a pool that suffices pays in full, else rateably",
        arguments: [
            Division(
                name: "enough", resource: 40, amounts: [10, 20], agency: 1, isSubordinated: true,
                parts: [10, 20]),
            Division(
                name: "published example (O9)", resource: 2_400_00, amounts: [1_000_00, 2_000_00],
                agency: nil, isSubordinated: true, parts: [800_00, 1_600_00]),
            Division(
                name: "agency last", resource: 25, amounts: [10, 20], agency: 1,
                isSubordinated: true, parts: [10, 15]),
            Division(
                name: "agency last gets nothing", resource: 9, amounts: [20, 10], agency: 0,
                isSubordinated: true, parts: [0, 9]),
            Division(
                name: "agency alongside", resource: 15, amounts: [10, 20], agency: 1,
                isSubordinated: false, parts: [5, 10]),
            Division(
                name: "nothing there", resource: 0, amounts: [10, 0], agency: nil,
                isSubordinated: true, parts: [0, 0]),
            Division(
                name: "nobody", resource: 0, amounts: [], agency: nil, isSubordinated: true,
                parts: []),
        ])
    func pool(_ example: Division) throws {
        let parts = try Pool.divide(
            Example.eur(example.resource),
            among: example.amounts.enumerated().map {
                .init(amount: Example.eur($1), isAgency: $0 == example.agency)
            }, agencySubordinated: example.isSubordinated)
        #expect(parts.map(\.minor) == example.parts)
    }
}
