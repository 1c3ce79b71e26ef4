import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

@Suite("Requirement day by day (questions.md#requirement)")
struct RequirementCourseTests {
    @Test("O12: a ledger below zero lessens nothing")
    func negative() {
        var course = RequirementCourse<String>()
        let day = Sample.day
        for (ledger, minor) in [("F-01", Int64(5_000_00)), ("F-02", -300_00), ("F-03", 2_000_00)] {
            course.move(ledger, by: minor, on: day)
        }
        course.move("unidentified", by: 700_00, on: day)
        course.moveResource(by: 7_450_00, on: day)
        let figures = course.days(from: day, through: day)
        #expect(figures.map(\.requirement) == [7_700_00])
        #expect(figures.map(\.shortfall) == [250_00])
        #expect(figures.map(\.excess) == [0])
    }

    @Test("is what a sum from the beginning gives on each day", arguments: UInt64(1)...100)
    func naive(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var course = RequirementCourse<Int>()
        var moves: [(ledger: Int?, minor: Int64, day: Day)] = []
        for _ in 0..<80 {
            let ledger = Int.random(in: 0...6, using: &random)
            let minor = Int64.random(in: -1_000...1_000, using: &random)
            let day = Sample.day.adding(days: Int.random(in: -5...15, using: &random))
            if ledger == 0 {
                course.moveResource(by: minor, on: day)
            } else {
                course.move(ledger, by: minor, on: day)
            }
            moves.append((ledger == 0 ? nil : ledger, minor, day))
        }
        let figures = course.days(from: Sample.day, through: Sample.day.adding(days: 12))
        #expect(figures.count == 13)
        for figure in figures {
            let known = moves.filter { $0.day <= figure.day }
            let required = (1...6).reduce(Int64(0)) { sum, ledger in
                sum + max(0, known.filter { $0.ledger == ledger }.reduce(0) { $0 + $1.minor })
            }
            #expect(figure.requirement == required)
            #expect(
                figure.resource == known.filter { $0.ledger == nil }.reduce(0) { $0 + $1.minor })
        }
    }
}
