import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Dividing money")
struct DivisionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let minor: Int64
        let weights: [Int64]
        let parts: [Int64]
        var testDescription: String { name }
    }

    @Test(
        "parts follow the largest remainder, ties go to the earlier",
        arguments: [
            Case(
                name: "100.01 over 3", minor: 100_01, weights: [1, 1, 1],
                parts: [33_34, 33_34, 33_33]),
            Case(name: "0.05 over 3", minor: 5, weights: [1, 1, 1], parts: [2, 2, 1]),
            Case(
                name: "33.33 at 50:30:20", minor: 33_33, weights: [50, 30, 20],
                parts: [16_66, 10_00, 6_67]),
            Case(name: "0.01 at 1:1", minor: 1, weights: [1, 1], parts: [1, 0]),
            Case(name: "15 at 80:8:12", minor: 15, weights: [80, 8, 12], parts: [12, 1, 2]),
            Case(
                name: "10,000 of 19,040 pro rata", minor: 10_000_00,
                weights: [15_232_00, 3_808_00], parts: [8_000_00, 2_000_00]),
            Case(
                name: "a refund keeps its sign", minor: -101, weights: [1, 1], parts: [-51, -50]),
            Case(name: "no weight gets nothing", minor: 7, weights: [0, 3, 0], parts: [0, 7, 0]),
            Case(name: "nothing gives nothing", minor: 0, weights: [2, 3], parts: [0, 0]),
            Case(
                name: "the least amount is divided too", minor: .min, weights: [1, 0],
                parts: [.min, 0]),
            Case(
                name: "the greatest amount by the greatest weight", minor: .max, weights: [.max],
                parts: [.max]),
        ])
    func parts(_ example: Case) throws {
        let parts = try Money(minor: example.minor, .eur).divided(by: example.weights)

        #expect(parts.map(\.minor) == example.parts)
        #expect(parts.allSatisfy { $0.currency == .eur })
    }

    @Test(
        "what cannot be divided is refused with the first reason",
        arguments: [
            ([Int64](), DivisionError.noWeights), ([1, -1, .max, .max], .negativeWeight),
            ([.max, 1], .overflow), ([0, 0], .zeroTotalWeight),
        ])
    func refused(weights: [Int64], error: DivisionError) {
        #expect(throws: error) { try Money(minor: 1, .eur).divided(by: weights) }
    }
}

@Suite("Laws of division")
struct DivisionLaws {
    @Test("parts sum to the whole, each within one unit of fair", arguments: UInt64(1)...200)
    func conservation(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let whole = Money(minor: .random(in: -1_000_000_00...1_000_000_00, using: &random), .eur)
        let weights = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Int64.random(in: 0...10_000, using: &random)
        }
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard total > 0 else {
            #expect(throws: DivisionError.zeroTotalWeight) { try whole.divided(by: weights) }
            return
        }
        let parts = try whole.divided(by: weights)

        #expect(try Money.sum(parts, in: .eur) == whole)
        for (part, weight) in zip(parts, weights) {
            let error = Int128(part.minor) * total - Int128(whole.minor) * Int128(weight)
            #expect(error.magnitude < total.magnitude)
            #expect(weight > 0 || part.isZero)
        }
    }

    @Test("a greater weight never gets the smaller part", arguments: UInt64(1)...200)
    func order(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let whole = Money(minor: .random(in: 0...100_00, using: &random), .eur)
        let weights = (0..<Int.random(in: 2...8, using: &random)).map { _ in
            Int64.random(in: 1...50, using: &random)
        }
        let parts = try whole.divided(by: weights)
        for first in weights.indices {
            for second in weights.indices where weights[first] > weights[second] {
                #expect(parts[first].minor >= parts[second].minor)
            }
        }
    }

    @Test("turning the sign of the whole turns that of every part", arguments: UInt64(1)...100)
    func sign(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let minor = Int64.random(in: 1...1_000_000, using: &random)
        let weights = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            Int64.random(in: 1...1000, using: &random)
        }
        let parts = try Money(minor: minor, .eur).divided(by: weights)
        let turned = try Money(minor: -minor, .eur).divided(by: weights)

        #expect(turned.map(\.minor) == parts.map { -$0.minor })
    }
}
