import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/hold.md#states: every cell of the table through the engine's commands, for the whole of
/// the freelancer's part.
@Suite("Amounts go from state to state as the document draws it")
struct HoldStateTableTests {
    typealias Cell = InvoiceStateTableTests.Cell

    static let events = [
        "arrive", "arrive free", "meet", "release", "dispute", "party", "party early", "client",
        "pay out", "come back", "take back", "credit",
    ]
    static let states = [
        "expected", "doubtful", "held", "returned", "disputed", "available", "out", "owed", "gone",
    ]

    static let cells: [Cell] = {
        guard let table = try? SpecTable.read("hold", heading: "States") else { return [] }
        return table.rows.flatMap { row in
            zip(table.header, row).dropFirst().map { Cell(state: row[0], event: $0, expected: $1) }
        }
    }()

    @Test("the table has every state against every event")
    func whole() throws {
        let table = try SpecTable.read("hold", heading: "States")
        #expect(table.header == ["from"] + Self.events)
        #expect(table.rows.map { $0[0] } == Self.states)
        #expect(!Self.cells.contains { $0.expected.isEmpty })
    }

    @Test("every state against every event", arguments: cells)
    func cell(_ cell: Cell) async throws {
        var course = try await Self.course(cell)
        #expect(try await Self.state(of: course) == cell.state)
        let outcome = try await Self.happen(cell.event, in: &course)
        let state = try await Self.state(of: course)
        if cell.expected == "." {
            #expect(outcome != .done)
            #expect(state == cell.state)
        } else {
            #expect(outcome == .done)
            #expect(state == cell.expected)
        }
        #expect(try await BookInvariants.findings(course.book.store) == [])
    }

    private static let whole: Int64 = 19_040_00
    private static let part: Int64 = 15_232_00

    /// What the line's release is, so that the event can be what it says.
    private static func release(_ cell: Cell) -> Release {
        switch cell.event {
        case "meet", "party early": .afterDays(14)
        case "arrive": .held
        default: cell.state == "held" ? .held : .onReceipt
        }
    }

    private static func course(_ cell: Cell) async throws -> StateCourse {
        // A condition that is met by somebody's word leads to `available` and beyond.
        var course = try await StateCourse(release: release(cell))
        switch cell.state {
        case "expected": break
        case "doubtful": _ = try await course.openDispute(part)
        case "held": try await course.receive(whole)
        case "disputed":
            try await course.receive(whole)
            _ = try await course.openDispute(part)
        case "available": try await available(&course)
        case "out":
            try await available(&course)
            try await course.payOut("F-01")
        case "returned":
            try await available(&course)
            try await course.payOut("F-01")
            try await course.comeBack()
        case "owed":
            try await available(&course)
            try await course.payOut("F-01")
            _ = try await course.credit(net: 12_800_00, parts: ["F-01": part])
        case "gone":
            try await course.receive(whole)
            _ = try await course.openDispute(part)
            _ = try await course.decide(.client)
        default: Issue.record("no course leads to \(cell.state)")
        }
        return course
    }

    private static func available(_ course: inout StateCourse) async throws {
        try await course.receive(whole)
        let now = course
        _ = try await course.attempt {
            try await now.engine.release(
                party: "F-01", invoice: "2013-0001", SampleBook.call("payout release"))
        }
    }

    private static func state(of course: StateCourse) async throws -> String {
        func has(_ account: Account) async throws -> Bool {
            try await course.book.balance("F-01", account) == "15232.00"
        }
        if try await has(.disputed) { return "disputed" }
        if try await has(.freelancerAvailable) { return "available" }
        if try await has(.freelancerHeld) {
            let causes = try await course.book.store.read {
                try $0.rows(HoldRow.self, .all).filter {
                    $0.subledger.account == .freelancerHeld
                }.map(\.cause)
            }
            return causes == [.returnedPayout] ? "returned" : "held"
        }
        if try await has(.dueFromBeneficiary) { return "owed" }
        if try await has(.dueFromPartyCreditNote) { return "owed" }
        let row = try await course.book.part("2013-0001", "F-01")
        if row?.contract == 0 { return "gone" }
        if try await has(.expectedFreelancer) {
            let open = try await course.book.store.read {
                try $0.rows(DisputeRow.self, .all).reduce(0) { $0 + $1.open }
            }
            return open == part ? "doubtful" : "expected"
        }
        return row?.paid == part ? "out" : "nowhere"
    }

    private static func happen(
        _ event: String, in course: inout StateCourse
    ) async throws -> StateCourse.Outcome {
        var now = course
        switch event {
        case "arrive", "arrive free":
            guard try await course.open() == whole else { return .cannotBe }
            try await course.receive(whole)
            return .done
        case "meet":
            let before = try await state(of: course)
            course.wait(days: 30)
            now = course
            let outcome = try await course.attempt {
                try await now.engine.runReleases(by: nil, SampleBook.call("release run"))
            }
            // The run is never refused; it may have been about the agency's part alone.
            return try await state(of: course) == before ? .cannotBe : outcome
        case "release":
            return try await course.attempt {
                try await now.engine.release(
                    party: "F-01", invoice: "2013-0001", SampleBook.call("payout release"))
            }
        case "dispute": return try await course.attempt { try await now.openDispute(part) }
        case "party", "party early":
            return try await course.attempt { try await now.decide(.party) }
        case "client": return try await course.attempt { try await now.decide(.client) }
        case "pay out":
            do {
                try await course.payOut("F-01")
                return .done
            } catch EngineError.refused {
                return .refused
            }
        case "come back":
            guard course.plan != nil else { return .cannotBe }
            try await course.comeBack()
            return .done
        case "take back":
            guard !course.receipts.isEmpty else { return .cannotBe }
            try await course.takeBackNewest()
            return .done
        case "credit":
            return try await course.attempt {
                try await now.credit(net: 12_800_00, parts: ["F-01": part])
            }
        default:
            Issue.record("nobody knows how to \(event)")
            return .cannotBe
        }
    }
}
