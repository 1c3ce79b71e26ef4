import EscrowCore
import EscrowTestSupport
import Testing

@Suite("States of receipts (receipt.md#states)")
struct ReceiptStateTests {
    @Test("every state meets every event as the document draws it")
    func table() throws {
        let table = try SpecTable.read("receipt", heading: "States")
        #expect(table.header == ["from"] + ReceiptEvent.allCases.map(\.name))
        let drawn = ReceiptState.allCases.map { state in
            [state.name]
                + ReceiptEvent.allCases.map { (try? state.after($0))?.name ?? "refused" }
        }
        #expect(table.rows == drawn)
    }
}
