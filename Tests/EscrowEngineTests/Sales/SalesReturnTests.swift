import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("A day with more returns than sales, and a day taken back (sales.md#returns)")
struct SalesReturnTests {
    private static func use(_ body: (SampleBook) async throws -> Void) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SalesBook.open(store)
            try await body(book)
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.memory) == [])
        }
    }

    private static func day(_ text: String) -> Day { SampleBook.day(text) }

    @Test("what is not passed on yet falls first: the shop owes less")
    func expected() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-01"))
            let back = try await book.sell(
                [SalesBook.Row("milk", -4), SalesBook.Row("cheese", 1)],
                on: Self.day("2013-03-02"))
            #expect(back["no longer expected"] == "2.00")
            // The newest sales first: the cheese of the same day, then the milk of the day before.
            #expect(try await book.open("SALES-2013-0002") == 0)
            #expect(try await book.open("SALES-2013-0001") == 3_50)
            #expect(try await book.balance("P-01", .expectedProducer) == "3.50")
            #expect(try await book.premium("P-01")?.earned == 3_50)
        }
    }

    @Test("another shop's sales are not touched")
    func otherShop() async throws {
        try await Self.use { book in
            _ = try await book.sell(
                [SalesBook.Row("milk", 10)], to: "C-02", on: Self.day("2013-03-01"))
            let back = try await book.sell(
                [SalesBook.Row("milk", -4)], on: Self.day("2013-03-02"))
            #expect(back["owed by producers"] == "2.00")
            #expect(try await book.open("SALES-2013-0001") == 5_00)
            #expect(try await book.balance("P-01", .dueFromPartyCreditNote) == "2.00")
        }
    }

    @Test("a plan that reserves what came back is withdrawn")
    func planned() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-01"))
            try await book.passOn("5.00", of: "SALES-2013-0001", on: "2013-03-02")
            let plan = try await book.plan(at: "2013-03-02T19:00:00Z")
            let back = try await book.sell(
                [SalesBook.Row("milk", -4)], on: Self.day("2013-03-03"))
            #expect(back["refundable to the shop"] == "2.00")
            #expect(back["withdrawn plan"] == plan["plan"])
            #expect(try await book.balance("C-01", .clientRefundable) == "2.00")
            #expect(try await book.balance("P-01", .producerAvailable) == "3.00")
        }
    }

    @Test("a day of which money was paid out leaves the producer owing it; later sales meet it")
    func paidOut() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-01"))
            try await book.passOn("5.00", of: "SALES-2013-0001", on: "2013-03-02")
            let planned = try await book.plan(at: "2013-03-02T19:00:00Z")
            try await book.settle(planned, day: "2013-03-04")
            let back = try await book.takeBackSales("SALES-2013-0001", on: "2013-03-05")
            #expect(back["owed by producers"] == "5.00")
            let total = try #require(try await book.premium("P-01"))
            #expect((total.units, total.earned, total.received) == (0, 0, 5_00))
            #expect((total.paid, total.open, total.owed) == (5_00, 0, 5_00))
            _ = try await book.sell([SalesBook.Row("milk", 12)], on: Self.day("2013-03-06"))
            #expect(try await book.open("SALES-2013-0002") == 1_00)
            let later = try #require(try await book.premium("P-01"))
            #expect((later.earned, later.received, later.open) == (6_00, 5_00, 1_00))
            #expect(try await book.balance("P-01", .dueFromPartyCreditNote) == "0.00")
            let twice = await SampleBook.refusal {
                try await book.takeBackSales("SALES-2013-0001", on: "2013-03-07")
            }
            #expect(twice.code == "sale.reversed")
        }
    }

    @Test("what was written off of a day that is taken back is owed by nobody")
    func writtenOff() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-01"))
            _ = try await book.engine(at: "2013-03-02T08:00:00Z").writeOff(
                "SALES-2013-0001", amount: SampleBook.euro("1.00"), reason: "x",
                SampleBook.call("invoice write-off"))
            #expect(try await book.premium("P-01")?.open == 4_00)
            _ = try await book.takeBackSales("SALES-2013-0001", on: "2013-03-03")
            #expect(try await book.part("SALES-2013-0001", "P-01")?.contract == 0)
            #expect(try await book.part("SALES-2013-0001", "P-01")?.writtenOff == 0)
        }
    }

    @Test("what came back and was refunded to the shop, it owes again when that day is taken back")
    func refunded() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-01"))
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "5.00", on: "2013-03-02", text: "SALES-2013-0001",
                        account: "DE02100500000054540402")
                ], id: "S1", day: "2013-03-02")
            _ = try await book.sell([SalesBook.Row("milk", -4)], on: Self.day("2013-03-03"))
            let planned = try await book.plan(.refunds, at: "2013-03-04T08:00:00Z")
            try await book.settle(planned, day: "2013-03-04")
            _ = try await book.takeBackSales("SALES-2013-0002", on: "2013-03-06")
            #expect(try await book.open("SALES-2013-0001") == 2_00)
            #expect(try await book.balance("P-01", .producerAvailable) == "3.00")
        }
    }

    @Test("a day whose returns were met by later sales is taken back behind them")
    func carried() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", -4)], on: Self.day("2013-03-01"))
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-02"))
            #expect(try await book.open("SALES-2013-0002") == 3_00)
            let refused = await SampleBook.refusal {
                try await book.takeBackSales("SALES-2013-0001", on: "2013-03-03")
            }
            #expect(refused.code == "sale.carried")
            _ = try await book.takeBackSales(
                "SALES-2013-0001", "SALES-2013-0002", on: "2013-03-04")
            #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
            #expect(try await book.total(.expectedReceipts) == "0.00")
        }
    }

    @Test("a day from which later returns were taken is taken back with them")
    func later() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-01"))
            _ = try await book.sell([SalesBook.Row("milk", -4)], on: Self.day("2013-03-02"))
            let alone = await SampleBook.refusal {
                try await book.takeBackSales("SALES-2013-0001", on: "2013-03-03")
            }
            #expect(alone.code == "sale.later")
            _ = try await book.takeBackSales(
                "SALES-2013-0001", "SALES-2013-0002", on: "2013-03-04")
            #expect(try await book.total(.expectedReceipts) == "0.00")
            #expect(try await book.premium("P-01")?.earned == 0)
        }
    }

    @Test("what a producer owes he can pay back, or let another shop's premium meet")
    func repaid() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", -10)], on: Self.day("2013-03-01"))
            _ = try await book.sell(
                [SalesBook.Row("milk", 4)], to: "C-02", on: Self.day("2013-03-02"))
            try await book.passOn("2.00", of: "SALES-2013-0002", on: "2013-03-03")
            let engine = book.engine(at: "2013-03-04T08:00:00Z")
            let netted = try await engine.netCredit(
                "SALES-2013-0001", party: "P-01", amount: nil,
                SampleBook.call("invoice credit net"))
            #expect(netted["open"] == "3.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "2.00")
            _ = try await book.bank(
                [SampleBook.line("3.00", on: "2013-03-05", text: "?")], id: "S2",
                day: "2013-03-05", opening: "2.00")
            let receipt = try await book.store.read { reader in
                try reader.rows(BankLineRow.self, .all).last?.id
            }
            _ = try await book.engine(at: "2013-03-06T08:00:00Z").repayCredit(
                "SALES-2013-0001", party: "P-01", receipt: try #require(receipt), amount: nil,
                SampleBook.call("invoice credit repay"))
            #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "5.00")
        }
    }

    @Test("a debit that the bank takes back after a return: the shop gives back what it got")
    func takenBack() async throws {
        try await Self.use { book in
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: Self.day("2013-03-01"))
            try await book.passOn(
                "5.00", of: "SALES-2013-0001", on: "2013-03-02", kind: .directDebit,
                endToEnd: "D-1")
            _ = try await book.sell([SalesBook.Row("milk", -4)], on: Self.day("2013-03-03"))
            #expect(try await book.balance("C-01", .clientRefundable) == "2.00")
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "-5.00", on: "2013-03-04", endToEnd: "D-1", kind: .takenBack)
                ], id: "S2", day: "2013-03-04", opening: "5.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "0.00")
            #expect(try await book.balance("P-01", .producerHeld) == "0.00")
            #expect(try await book.open("SALES-2013-0001") == 3_00)
        }
    }
}
