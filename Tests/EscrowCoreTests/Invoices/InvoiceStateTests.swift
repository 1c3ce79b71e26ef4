import EscrowCore
import Testing

@Suite("States of invoices (invoice.md#states)")
struct InvoiceStateTests {
    @Test("the state follows from what is open, written off and left of the contract")
    func amounts() {
        #expect(InvoiceState(contract: 100, writtenOff: 0, open: 100) == .open)
        #expect(InvoiceState(contract: 100, writtenOff: 40, open: 60) == .open)
        #expect(InvoiceState(contract: 100, writtenOff: 40, open: 10) == .part)
        #expect(InvoiceState(contract: 100, writtenOff: 0, open: 0) == .settled)
        #expect(InvoiceState(contract: 100, writtenOff: 1, open: 0) == .writtenOff)
        #expect(InvoiceState(contract: 0, writtenOff: 0, open: 0) == .credited)
    }
}
