import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/receipt.md#states: every cell of the table through the engine's commands, for a receipt
/// of 500.00.
@Suite("Receipts go from state to state as the document draws it")
struct ReceiptStateTableTests {
    typealias Cell = InvoiceStateTableTests.Cell

    static let states = [
        "unidentified", "unidentified, not final", "withheld", "matched", "matched, not final",
        "gone",
    ]
    static let events = [
        "match", "meet a claim", "move", "become final", "take back", "claw back", "send back",
    ]

    static let cells: [Cell] = {
        guard let table = try? SpecTable.read("receipt", heading: "States") else { return [] }
        return table.rows.flatMap { row in
            zip(table.header, row).dropFirst().map { Cell(state: row[0], event: $0, expected: $1) }
        }
    }()

    @Test("the table has every state against every event")
    func whole() throws {
        let table = try SpecTable.read("receipt", heading: "States")
        #expect(table.header == ["from"] + Self.events)
        #expect(table.rows.map { $0[0] } == Self.states)
        #expect(!Self.cells.contains { $0.expected.isEmpty })
    }

    @Test("every state against every event", arguments: cells)
    func cell(_ cell: Cell) async throws {
        var (course, receipt, damage) = try await Self.course(cell)
        #expect(try await Self.state(of: receipt, in: course) == cell.state)
        let outcome = try await Self.happen(cell.event, to: receipt, in: &course, damage)
        let state = try await Self.state(of: receipt, in: course)
        if cell.expected == "refused" {
            #expect(outcome == .refused)
            #expect(state == cell.state)
        } else {
            #expect(outcome == .done)
            #expect(state == cell.expected)
        }
        #expect(try await BookInvariants.findings(course.book.store) == [])
    }

    private static let amount: Int64 = 500_00

    /// A book with two invoices and one receipt in the state; the part that a damaged table lacks.
    private static func course(
        _ cell: Cell
    ) async throws -> (StateCourse, BankLineID, damage: PartRow?) {
        var course = try await StateCourse()
        try await course.book.work("E-01", from: "2013-02-01", hours: 160)
        _ = try await course.book.invoice("C-01", on: "2013-02-28")
        // A debit that becomes final is a direct one, also where its split is withheld.
        let isDebit = cell.state.hasSuffix("not final") || cell.event == "become final"
        let kind: BankLine.Kind =
            isDebit && cell.state != "matched" && cell.state != "unidentified"
            ? .directDebit : .transfer
        let account = SampleBook.account(cell.event == "meet a claim" ? 1 : 41)?.electronic
        let damage = cell.state == "withheld" ? try await damage(course.book) : nil
        let isPlaced = cell.state.hasPrefix("matched") || cell.state == "withheld"
        try await course.receive(
            amount, reference: isPlaced ? SampleBook.reference : nil, kind: kind,
            account: isPlaced ? nil : account)
        let receipt = try await course.book.line(of: "500.00")
        if cell.state == "gone" { try await course.takeBackNewest() }
        // The agency owes what the bank charges.
        if cell.event == "meet a claim" { try await course.bank(-amount, kind: .bankCharge) }
        return (course, receipt, damage)
    }

    private static func damage(_ book: SampleBook) async throws -> PartRow? {
        try await book.store.write { writer in
            let row = try writer.rows(PartRow.self, .all).first
            if let row {
                try writer.remove(
                    PartRow.self,
                    keys: [[.integer(row.invoiceLine.sequence), .integer(row.owner.sequence)]])
            }
            return row
        }
    }

    private static func state(
        of receipt: BankLineID, in course: StateCourse
    ) async throws -> String {
        try await course.book.store.read { reader in
            let row = try reader.row(BankLineRow.self, key: [.integer(receipt.sequence)])
            let allocated = try reader.rows(
                AllocationRow.self, Selection(equals: [.integer(receipt.sequence)])
            ).reduce(0) { $0 + $1.amount }
            let open = row?.open ?? 0
            guard open + allocated > 0 else { return "gone" }
            let isFinal = try reader.rows(SubledgerRow.self, .all).allSatisfy {
                $0.subledger.account != .incomingNotFinal
                    || $0.subledger.source != .receipt(receipt)
            }
            if open > 0 { return isFinal ? "unidentified" : "unidentified, not final" }
            let work = try reader.row(WorkRow.self, key: [.integer(receipt.sequence)])
            if work?.reason == "split-impossible" { return "withheld" }
            return isFinal ? "matched" : "matched, not final"
        }
    }

    private static func happen(
        _ event: String, to receipt: BankLineID, in course: inout StateCourse, _ damage: PartRow?
    ) async throws -> StateCourse.Outcome {
        let now = course
        switch event {
        case "match":
            if let damage {
                try await now.book.store.write { try $0.put([damage]) }
            }
            return try await course.attempt {
                try await now.engine.match(
                    receipt: receipt, to: "2013-0001", amount: nil,
                    SampleBook.call("receipt match"))
            }
        case "meet a claim":
            return try await course.attempt {
                try await now.engine.topUp(receipt: receipt, SampleBook.call("topup"))
            }
        case "move":
            return try await course.attempt {
                try await now.engine.move(
                    receipt: receipt, from: "2013-0001", to: "2013-0002", amount: nil,
                    SampleBook.call("receipt move"))
            }
        case "become final":
            course.wait(days: 60)
            let later = course
            return try await course.attempt {
                try await later.engine.makeFinal(
                    receipt, after: FinalityDays(), SampleBook.call("receipt final"))
            }
        case "take back": return try await takeBack(receipt, in: &course)
        case "claw back":
            return try await course.attempt {
                try await now.engine.clawBack(
                    receipt: receipt, invoice: "2013-0001", amount: nil,
                    SampleBook.call("receipt clawback"))
            }
        case "send back":
            do {
                _ = try await course.book.payOut(.receipt(receipt, nil), at: course.now)
                return .done
            } catch EngineError.refused {
                return .refused
            }
        default:
            Issue.record("nobody knows how to \(event)")
            return .cannotBe
        }
    }

    /// By the bank's word; where it names nothing that is here, by a person's.
    private static func takeBack(
        _ receipt: BankLineID, in course: inout StateCourse
    ) async throws -> StateCourse.Outcome {
        guard course.receipts.isEmpty else {
            try await course.takeBackNewest()
            return .done
        }
        try await course.bank(-amount, endToEnd: "PAY-1", kind: .takenBack)
        let debit = try await course.book.store.read { reader in
            try reader.rows(BankLineRow.self, .all).last?.id ?? receipt
        }
        let now = course
        return try await course.attempt {
            try await now.engine.takeBack(
                line: debit, receipt: receipt, SampleBook.call("receipt takeback"))
        }
    }
}
