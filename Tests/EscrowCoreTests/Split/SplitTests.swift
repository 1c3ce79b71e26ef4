import EscrowCore
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Splitting a receipt (split.md)")
struct SplitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let amount: Int64
        let line: LineState
        let given: [[Int64]]
        var excess: Int64 = 0
        var testDescription: String { name }
    }

    @Test(
        "the base invoice divides by its policy",
        arguments: [
            Case(
                name: "J3: paid in full", amount: 19_040_00, line: Sample.state(),
                given: [[15_232_00, 3_808_00]]),
            Case(
                name: "J4: 10,000 pro rata", amount: 10_000_00, line: Sample.state(),
                given: [[8_000_00, 2_000_00]]),
            Case(
                name: "O17: 10,000 freelancer first", amount: 10_000_00,
                line: Sample.state(.freelancerFirst), given: [[10_000_00, 0]]),
            Case(
                name: "O17: 10,000 agency first", amount: 10_000_00,
                line: Sample.state(.agencyFirst), given: [[6_192_00, 3_808_00]]),
            Case(
                name: "J5: 19,100", amount: 19_100_00, line: Sample.state(),
                given: [[15_232_00, 3_808_00]], excess: 60_00),
            Case(
                name: "the rest after 10,000", amount: 9_040_00,
                line: Sample.state(freelancerHas: 8_000_00, agencyHas: 2_000_00),
                given: [[7_232_00, 1_808_00]]),
            Case(
                name: "paid already", amount: 5_00,
                line: Sample.state(freelancerHas: 15_232_00, agencyHas: 3_808_00), given: [],
                excess: 5_00),
        ])
    func base(_ example: Case) {
        let split = Split.divide(example.amount, over: [example.line])
        #expect(split.shares.map(\.given) == example.given)
        #expect(split.excess == example.excess)
    }

    @Test("an invoice of several freelancers divides over its lines first")
    func lines() {
        let first = Sample.state()
        let second = LineState(
            line: InvoiceLineID(invoice: Sample.invoice, number: 2),
            release: .held,
            parts: [
                LinePart(
                    owner: Sample.secondFreelancer, role: .freelancer, rank: 0,
                    part: Instalment.Part(whole: 4_000_00, has: 0)),
                LinePart(
                    owner: Sample.agency, role: .agency, rank: 1,
                    part: Instalment.Part(whole: 760_00, has: 0)),
            ])
        let split = Split.divide(11_900_00, over: [first, second])

        #expect(split.shares.map(\.amount) == [9_520_00, 2_380_00])
        #expect(split.shares.map(\.given) == [[7_616_00, 1_904_00], [2_380_00, 0]])
        #expect(split.shares.map(\.state.line.number) == [1, 2])
        #expect(split.excess == 0)
    }

    @Test("a line that gets nothing is left out")
    func empty() {
        let full = Sample.state(freelancerHas: 15_232_00, agencyHas: 3_808_00)
        let open = Sample.state(line: InvoiceLineID(invoice: Sample.invoice, number: 2))
        let split = Split.divide(100_00, over: [full, open])
        #expect(split.shares.map(\.state.line.number) == [2])
        #expect(split.shares.map(\.given) == [[80_00, 20_00]])
    }
}

@Suite("Laws of splits (split.md)")
struct SplitLaws {
    /// Lines of an invoice of which nothing was received: 2 to 6 parties, in any order of service.
    private static func lines(using random: inout SeededRandom) -> [LineState] {
        (1...Int.random(in: 1...5, using: &random)).map { number in
            LineState(
                line: InvoiceLineID(invoice: Sample.invoice, number: number), release: .onReceipt,
                parts: (0..<Int64.random(in: 2...6, using: &random)).map { place in
                    LinePart(
                        owner: PartyID(sequence: 10 + place),
                        role: PartRole.allCases.randomElement(using: &random) ?? .agency,
                        rank: UInt8.random(in: 0...3, using: &random),
                        part: Instalment.Part(
                            whole: .random(in: 0...20_000_00, using: &random), has: 0))
                })
        }
    }

    private static func after(_ split: Split, _ lines: [LineState]) -> [LineState] {
        lines.map { line in
            guard let share = split.shares.first(where: { $0.state.line == line.line }) else {
                return line
            }
            return LineState(
                line: line.line, release: line.release,
                parts: zip(line.parts, share.given).map { part, given in
                    LinePart(
                        owner: part.owner, role: part.role, rank: part.rank,
                        part: Instalment.Part(whole: part.part.whole, has: part.part.has + given))
                })
        }
    }

    @Test(
        "every cent is somebody's; 1 to 40 payments in any steps end where one payment ends",
        arguments: UInt64(1)...200)
    func conservation(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let lines = Self.lines(using: &random)
        let whole = lines.flatMap(\.parts).reduce(0) { $0 + $1.part.whole }
        let total = Int64.random(in: 1...(whole + whole / 4 + 1), using: &random)
        let atOnce = Split.divide(total, over: lines)
        var (states, left, excess) = (lines, total, Int64(0))
        for step in (0..<Int.random(in: 1...40, using: &random)).reversed() where left > 0 {
            let amount = step == 0 ? left : Int64.random(in: 1...left, using: &random)
            // More than a part, or less than none of it, would stop the program here.
            let split = Split.divide(amount, over: states)
            #expect(split.shares.reduce(split.excess) { $0 + $1.amount } == amount)
            #expect(split.shares.allSatisfy { $0.amount > 0 && $0.given.allSatisfy { $0 >= 0 } })
            states = Self.after(split, states)
            excess += split.excess
            left -= amount
        }
        #expect(states == Self.after(atOnce, lines))
        #expect(excess == atOnce.excess)
        #expect(excess == max(0, total - whole))
        let isComplete = states.flatMap(\.parts).allSatisfy { $0.part.missing == 0 }
        #expect(isComplete == (total >= whole))
    }

    @Test(
        "nobody of a higher rank gets anything while a lower rank of his line misses something",
        arguments: UInt64(1)...100)
    func waterfall(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var states = Self.lines(using: &random)
        for _ in 0..<Int.random(in: 1...10, using: &random) {
            let split = Split.divide(.random(in: 1...10_000_00, using: &random), over: states)
            states = Self.after(split, states)
            for parts in states.map(\.parts) {
                for part in parts where part.part.has > 0 {
                    #expect(
                        parts.allSatisfy { $0.rank >= part.rank || $0.part.missing == 0 })
                }
            }
        }
    }
}
