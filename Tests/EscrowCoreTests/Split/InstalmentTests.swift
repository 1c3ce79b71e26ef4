import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Instalments (split.md#instalments)")
struct InstalmentTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let amount: Int64
        let parts: [Instalment.Part]
        let given: [Int64]
        var excess: Int64 = 0
        var testDescription: String { name }
    }

    private static func part(_ whole: Int64, _ has: Int64 = 0) -> Instalment.Part {
        Instalment.Part(whole: whole, has: has)
    }

    @Test(
        "pro rata gives each cent to the greatest part / (2 x has + 1)",
        arguments: [
            Case(
                name: "O17: 10,000 of 19,040", amount: 10_000_00,
                parts: [part(15_232_00), part(3_808_00)], given: [8_000_00, 2_000_00]),
            Case(
                name: "the rest of it", amount: 9_040_00,
                parts: [part(15_232_00, 8_000_00), part(3_808_00, 2_000_00)],
                given: [7_232_00, 1_808_00]),
            Case(
                name: "O17: 0.01 at 1:1", amount: 1, parts: [part(5), part(5)], given: [1, 0]),
            Case(
                name: "the next cent goes to the other", amount: 1, parts: [part(5, 1), part(5)],
                given: [0, 1]),
            Case(
                name: "O17: 0.05 over 3", amount: 5, parts: [part(9), part(9), part(9)],
                given: [2, 2, 1]),
            Case(
                name: "who has too much waits", amount: 4, parts: [part(10, 9), part(10)],
                given: [0, 4]),
            Case(
                name: "a part of nothing gets nothing", amount: 3, parts: [part(0), part(7)],
                given: [0, 3]),
            Case(
                name: "more than all parts", amount: 60_00,
                parts: [part(100_00, 90_00), part(20_00)],
                given: [10_00, 20_00], excess: 30_00),
            Case(
                name: "all parts are full", amount: 7, parts: [part(5, 5)], given: [0], excess: 7),
            Case(name: "no parts", amount: 7, parts: [], given: [], excess: 7),
            Case(name: "no amount", amount: 0, parts: [part(5), part(5)], given: [0, 0]),
        ])
    func proRata(_ example: Case) {
        let (given, excess) = Instalment.proRata(example.amount, among: example.parts)
        #expect(given == example.given)
        #expect(excess == example.excess)
    }

    @Test(
        "in order, the earlier gets all that it misses first",
        arguments: [
            Case(
                name: "O17: freelancer first", amount: 10_000_00,
                parts: [part(15_232_00), part(3_808_00)], given: [10_000_00, 0]),
            Case(
                name: "O17: agency first", amount: 10_000_00,
                parts: [part(3_808_00), part(15_232_00)], given: [3_808_00, 6_192_00]),
            Case(
                name: "what is there is not given again", amount: 6_000_00,
                parts: [part(15_232_00, 10_000_00), part(3_808_00)], given: [5_232_00, 768_00]),
            Case(
                name: "more than all parts", amount: 10, parts: [part(4, 1), part(5)],
                given: [3, 5], excess: 2),
        ])
    func inOrder(_ example: Case) {
        let (given, excess) = Instalment.ranked(
            example.amount, among: example.parts,
            ranks: example.parts.indices.map { UInt8($0) })
        #expect(given == example.given)
        #expect(excess == example.excess)
    }
}

/// The rule cent by cent, as the page states it.
private func centByCent(
    _ amount: Int64, among parts: [Instalment.Part]
)
    -> (given: [Int64], excess: Int64)
{
    var given = parts.map { _ in Int64(0) }
    for cent in 0..<amount {
        var best: Int?
        for (index, part) in parts.enumerated() where part.has + given[index] < part.whole {
            guard let current = best else {
                best = index
                continue
            }
            let own = part.whole * (2 * (parts[current].has + given[current]) + 1)
            let other = parts[current].whole * (2 * (part.has + given[index]) + 1)
            if own > other { best = index }
        }
        guard let next = best else { return (given, amount - cent) }
        given[next] += 1
    }
    return (given, 0)
}

@Suite("Laws of instalments (split.md#instalments)")
struct InstalmentLaws {
    /// Parts with ties and zeros among them, and anything of each already there.
    private static func parts(
        _ count: ClosedRange<Int>, wholeMax: Int64, begun: Bool, using random: inout SeededRandom
    ) -> [Instalment.Part] {
        (0..<Int.random(in: count, using: &random)).map { _ in
            let whole = Int64.random(in: 0...wholeMax, using: &random)
            return Instalment.Part(
                whole: whole, has: begun ? .random(in: 0...whole, using: &random) : 0)
        }
    }

    @Test("the quotas give what cent by cent gives", arguments: UInt64(1)...400)
    func model(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let wholeMax: Int64 = [3, 20, 400, 3000].randomElement(using: &random) ?? 3
        let parts = Self.parts(
            2...6, wholeMax: wholeMax, begun: Bool.random(using: &random), using: &random)
        let missing = parts.reduce(0) { $0 + $1.missing }
        let amount = Int64.random(in: 0...(missing + 5), using: &random)
        let naive = centByCent(amount, among: parts)
        let (given, excess) = Instalment.proRata(amount, among: parts)

        #expect(given == naive.given)
        #expect(excess == naive.excess)
    }

    @Test(
        "instalments never take back, never exceed a part, and end exactly",
        arguments: UInt64(1)...200)
    func instalments(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var parts = Self.parts(1...6, wholeMax: 1_000_000, begun: false, using: &random)
        let wholes = parts.map(\.whole)
        var left = wholes.reduce(0, +)
        for number in 1...Int.random(in: 1...40, using: &random) {
            let amount = number == 40 ? left : Int64.random(in: 0...left, using: &random)
            let (given, excess) = Instalment.proRata(amount, among: parts)
            #expect(given.allSatisfy { $0 >= 0 })
            #expect(excess == 0)
            #expect(given.reduce(0, +) == amount)
            // A part that does not hold what was given stops the test by its precondition.
            parts = zip(parts, given).map { Instalment.Part(whole: $0.whole, has: $0.has + $1) }
            left -= amount
        }
        let (given, excess) = Instalment.proRata(left + 1, among: parts)
        #expect(zip(parts, given).map { $0.has + $1 } == wholes)
        #expect(excess == 1)
    }

    @Test("what each has depends on the total received alone", arguments: UInt64(1)...200)
    func pathless(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let parts = Self.parts(2...6, wholeMax: 5000, begun: false, using: &random)
        let whole = parts.reduce(0) { $0 + $1.whole }
        let total = Int64.random(in: 0...whole, using: &random)
        let atOnce = Instalment.proRata(total, among: parts).given
        var (has, left) = (parts, total)
        while left > 0 {
            let amount = Int64.random(in: 1...left, using: &random)
            let given = Instalment.proRata(amount, among: has).given
            has = zip(has, given).map { Instalment.Part(whole: $0.whole, has: $0.has + $1) }
            left -= amount
        }
        #expect(has.map(\.has) == atOnce)
    }

    @Test("for two parties it is the largest remainder", arguments: UInt64(1)...300)
    func two(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let wholeMax: Int64 = [6, 100, 20_000_00].randomElement(using: &random) ?? 6
        let wholes = (0..<2).map { _ in Int64.random(in: 1...wholeMax, using: &random) }
        let total = Int64.random(in: 0...(wholes[0] + wholes[1]), using: &random)
        let given = Instalment.proRata(
            total, among: wholes.map { Instalment.Part(whole: $0, has: 0) }
        ).given
        #expect(given == (try Sample.euros(total).divided(by: wholes)).map(\.minor))
    }

    @Test("each stays within one cent of fair for two, and never turns the order of parts")
    func exhaustive() {
        for first in Int64(1)...12 {
            for second in Int64(1)...12 {
                let parts = [first, second].map { Instalment.Part(whole: $0, has: 0) }
                for amount in 0...(first + second) {
                    let given = Instalment.proRata(amount, among: parts).given
                    let error = given[0] * (first + second) - amount * first
                    #expect(error.magnitude * 2 <= first + second)
                    #expect(first < second || given[0] >= given[1])
                }
            }
        }
    }
}
