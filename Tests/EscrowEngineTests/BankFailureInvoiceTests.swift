import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-failure.md#documents: nobody is told to pay into an account whose bank failed.
@Suite("Failure of a bank: what is billed from then on")
struct BankFailureInvoiceTests {
    private static let time = "2013-02-04T08:00:00Z"

    private static func invoice(_ book: SampleBook) async throws -> Answer {
        try await book.invoice("C-01", on: "2013-02-03", at: time)
    }

    @Test("an invoice and sales name another account, and are refused while there is none")
    func another() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await BankFailureLateTests.failed(store)
            try await book.add(.producer, "P-01", number: 31)
            try await book.work("E-01", from: "2013-02-01", hours: 8)
            let none = await SampleBook.refusal { try await Self.invoice(book) }
            #expect(none.code == "bank.none-left")
            let noSales = await SampleBook.refusal {
                try await book.sell(
                    [SalesBook.Row("milk", 10)], on: SampleBook.day("2013-02-02"))
            }
            #expect(noSales.code == "bank.none-left")
            let engine = book.engine(at: "2013-02-02T20:00:00Z")
            _ = try await engine.agreed(
                try await engine.requestTrustAccount(
                    TrustAccount(
                        iban: try #require(SampleBook.account(41)), bic: nil,
                        holder: "Trustee T-02", currency: .eur), SampleBook.call("account add")))
            let second = try await store.read { try $0.trustAccounts().last?.id }
            let issued = try await Self.invoice(book)
            let sold = try await book.sell(
                [SalesBook.Row("milk", 10)], on: SampleBook.day("2013-02-05"))
            for number in [issued["invoice"], sold["sales"]] {
                let bank = try await store.read {
                    try $0.billed(try $0.knownInvoice(number: number ?? "").id).bank
                }
                #expect(bank == second)
            }
            try await BankFailureLateTests.clean(book, .memory)
        }
    }
}
