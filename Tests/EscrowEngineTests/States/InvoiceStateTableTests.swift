import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/invoice.md#states: every cell of the table through the engine's commands.
@Suite("Invoices go from state to state as the document draws it")
struct InvoiceStateTableTests {
    struct Cell: Sendable, CustomTestStringConvertible {
        let state: String
        let event: String
        let expected: String
        var testDescription: String { "\(state), \(event)" }
    }

    static let cells: [Cell] = {
        guard let table = try? SpecTable.read("invoice", heading: "States") else { return [] }
        return table.rows.flatMap { row in
            zip(table.header, row).dropFirst().map { Cell(state: row[0], event: $0, expected: $1) }
        }
    }()

    @Test("the table has every state and is read whole")
    func whole() {
        #expect(Set(Self.cells.map(\.state)) == Set(InvoiceState.allCases.map(\.name)))
        #expect(Self.cells.count == InvoiceState.allCases.count * 11)
        #expect(!Self.cells.contains { $0.expected.isEmpty })
    }

    @Test("every state against every event", arguments: cells)
    func cell(_ cell: Cell) async throws {
        var course = try await Self.course(cell.state)
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

    private static func course(_ state: String) async throws -> StateCourse {
        var course = try await StateCourse()
        switch state {
        case "open": break
        case "part":
            try await course.receive(3_570_00)
            try await course.receive(3_570_00)
        case "settled":
            try await course.receive(7_140_00)
            try await course.receive(11_900_00)
        case "written off":
            try await course.receive(3_570_00)
            try await course.receive(3_570_00)
            _ = try await course.writeOff()
        case "credited":
            try await course.receive(3_570_00)
            try await course.receive(3_570_00)
            _ = try await course.credit(net: 16_000_00)
        default: Issue.record("no course leads to \(state)")
        }
        return course
    }

    private static func state(of course: StateCourse) async throws -> String {
        try await course.book.store.read { reader in
            try reader.state(of: try reader.knownInvoice(number: "2013-0001")).name
        }
    }

    private static func happen(
        _ event: String, in course: inout StateCourse
    ) async throws -> StateCourse.Outcome {
        let open = try await course.open()
        let now = course
        switch event {
        case "pay part":
            guard open > 0 else { return .cannotBe }
            try await course.receive(open / 2)
        case "pay rest":
            guard open > 0 else { return .cannotBe }
            try await course.receive(open)
        case "pay more": try await course.receive(open + 100_00)
        case "take back part":
            guard course.receipts.count > 1 else { return .cannotBe }
            try await course.takeBackNewest()
        case "take back all":
            guard !course.receipts.isEmpty else { return .cannotBe }
            while !course.receipts.isEmpty { try await course.takeBackNewest() }
        case "credit part": return try await course.attempt { try await now.credit(net: 100_00) }
        case "credit open":
            guard open > 0 else { return .cannotBe }
            return try await course.attempt { try await now.credit(net: open * 100 / 119) }
        case "write off": return try await course.attempt { try await now.writeOff() }
        case "misdirect":
            return try await course.attempt {
                try await now.engine.misdirected(
                    "2013-0001", amount: nil, paidOn: now.day,
                    SampleBook.call("receipt misdirected"))
            }
        case "set off":
            return try await course.attempt {
                try await now.engine.refuseSetOff(
                    "2013-0001", amount: SampleBook.euro("50.00"), declaredOn: nil,
                    reason: "his claim on the agency", SampleBook.call("invoice set-off"))
            }
        case "dispute":
            var changed = course
            return try await course.attempt { try await changed.openDispute(100_00) }
        default: Issue.record("nobody knows how to \(event)")
        }
        return .done
    }
}
