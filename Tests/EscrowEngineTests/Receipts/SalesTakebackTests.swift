import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/receipt.md#taken-back, for what a shop paid of its sales (docs/spec/sales.md#book).
@Suite("Receipts of sales taken back")
struct SalesTakebackTests {
    /// 10 units with a premium of 0.50 each for P-01, which C-01 paid.
    private static func book(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.add(.producer, "P-01", number: 51)
        let bytes = Array("till".utf8)
        let row = SalesRequest.Row(
            day: SampleBook.day("2013-02-28"), product: "milk", units: 10,
            basePrice: SampleBook.euro("1.00"), premium: SampleBook.euro("0.50"),
            producer: "P-01", place: "till.csv, line 2")
        let answer = try await book.engine(at: "2013-02-28T20:00:00Z").importSales(
            SalesRequest(
                client: "C-01", premium: .passThrough, release: .onReceipt,
                digest: try SHA256Hasher().digest(of: bytes), name: "till.csv", bytes: bytes,
                rows: [row], isSupplement: false), SampleBook.call("sale import"))
        _ = try await book.bank(
            [
                SampleBook.line(
                    "5.00", on: "2013-03-01", reference: answer["reference"], endToEnd: "PAY-9")
            ], id: "S1", day: "2013-03-01")
        return book
    }

    private static func takeBack(_ book: SampleBook, opening: String) async throws -> Answer {
        try await book.bank(
            [SampleBook.line("-5.00", on: "2013-03-06", endToEnd: "PAY-9", kind: .takenBack)],
            id: "S9", day: "2013-03-06", opening: opening)
    }

    @Test(
        "the bank's file is taken, and the producer expects it again", arguments: TestStore.allCases
    )
    func here(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store)
            #expect(try await book.balance("P-01", .producerAvailable) == "5.00")
            #expect(try await Self.takeBack(book, opening: "5.00")["receipt taken back"] == "1")
            #expect(try await book.balance("P-01", .producerAvailable) == "0.00")
            #expect(try await book.balance("P-01", .expectedProducer) == "5.00")
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("what was paid out before is the producer's debt")
    func paidOut() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z")
            let order = try #require(try await book.orders(of: plan).first)
            _ = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-04", opening: "5.00")
            _ = try await Self.takeBack(book, opening: "0.00")
            #expect(try await book.balance("P-01", .dueFromBeneficiary) == "5.00")
            #expect(try await book.total(.trustBank) == "-5.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.memory) == [])
        }
    }
}
