import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// What was not there to be taken when it came back: disputed, or out and back again.
@Suite("In which order a return is taken (sales.md#returns)")
struct SalesReturnOrderTests {
    private static let first = "SALES-2013-0001"
    private static let second = "SALES-2013-0002"

    private static func use(_ body: (SampleBook) async throws -> Void) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SalesBook.open(store)
            _ = try await book.sell([SalesBook.Row("milk", 10)], on: day("2013-03-01"))
            try await body(book)
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.memory) == [])
            let total = try #require(try await book.premium("P-01"))
            #expect(
                total.earned == total.received + total.open - total.owed - total.givenBack)
        }
    }

    private static func day(_ text: String) -> Day { SampleBook.day(text) }

    // MARK: Disputed

    /// 4.00 of 5.00 disputed, then 4.00 come back: 1.00 is expected undisputed.
    private static func disputed(_ book: SampleBook) async throws -> DisputeID {
        let opened = try await book.dispute(first, "4.00", at: "2013-03-02T08:00:00Z")
        let back = try await book.sell([SalesBook.Row("milk", -8)], on: day("2013-03-03"))
        #expect(back["no longer expected"] == "1.00")
        #expect(back["owed by producers"] == "3.00")
        #expect(try await book.balance("P-01", .expectedProducer) == "4.00")
        #expect(try await book.open(first) == 4_00)
        return opened
    }

    @Test("what is expected and disputed is not taken; decided for the shop, it owes nothing of it")
    func disputedForClient() async throws {
        try await Self.use { book in
            let dispute = try await Self.disputed(book)
            try await book.passOn("4.00", of: Self.first, on: "2013-03-04")
            #expect(try await book.balance("P-01", .disputed) == "4.00")
            _ = try await book.decide(dispute, for: .client, at: "2013-03-05T08:00:00Z")
            #expect(try await book.balance("C-01", .clientRefundable) == "4.00")
            #expect(try await book.balance("P-01", .dueFromPartyCreditNote) == "3.00")
            #expect(try await book.balance("P-01", .producerAvailable) == "0.00")
            #expect(try await book.total(.expectedReceipts) == "0.00")
        }
    }

    @Test("decided for the producer, it meets first what came back")
    func disputedForProducer() async throws {
        try await Self.use { book in
            let dispute = try await Self.disputed(book)
            try await book.passOn("4.00", of: Self.first, on: "2013-03-04")
            let decided = try await book.decide(
                dispute, for: .party, at: "2013-03-05T08:00:00Z")
            #expect(decided.summary.contains("3.00 EUR refundable to the shop"))
            #expect(try await book.balance("C-01", .clientRefundable) == "3.00")
            #expect(try await book.balance("P-01", .producerAvailable) == "1.00")
            #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
            #expect(try await book.premium("P-01")?.earned == 1_00)
        }
    }

    @Test("decided for the producer before it came, the shop owes so much less")
    func disputedBefore() async throws {
        try await Self.use { book in
            let dispute = try await Self.disputed(book)
            _ = try await book.decide(dispute, for: .party, at: "2013-03-04T08:00:00Z")
            #expect(try await book.open(Self.first) == 1_00)
            #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
            try await book.passOn("1.00", of: Self.first, on: "2013-03-05")
            #expect(try await book.balance("P-01", .producerAvailable) == "1.00")
        }
    }

    // MARK: A payout that comes back

    /// 5.00 on their way, 2.00 of them came back at the till: P-01 owes them.
    private static func owing(_ book: SampleBook) async throws -> String {
        try await book.passOn("5.00", of: first, on: "2013-03-02")
        let plan = try await book.payOut(at: "2013-03-02T19:00:00Z")
        let back = try await book.sell([SalesBook.Row("milk", -4)], on: day("2013-03-03"))
        #expect(back["owed by producers"] == "2.00")
        return try #require(try await book.orders(of: plan).first?.endToEnd)
    }

    private static func expectAsHere(_ book: SampleBook) async throws {
        #expect(try await book.balance("C-01", .clientRefundable) == "2.00")
        #expect(try await book.balance("P-01", .producerHeld) == "3.00")
        #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
        #expect(try await book.total(.backedContra) == "0.00")
        #expect(try await book.premium("P-01")?.received == 3_00)
    }

    @Test("a payout that comes back lies here: it meets what came back, and the shop is refunded")
    func returned() async throws {
        try await Self.use { book in
            let end = try await Self.owing(book)
            _ = try await book.bank(
                [SampleBook.line("-5.00", on: "2013-03-04", endToEnd: end)], id: "S1",
                day: "2013-03-04", opening: "5.00")
            _ = try await book.bank(
                [SampleBook.line("5.00", on: "2013-03-05", endToEnd: end, kind: .returned)],
                id: "S2", day: "2013-03-05")
            try await Self.expectAsHere(book)
            // What is left is released, and both are paid.
            _ = try await book.release("P-01", of: Self.first, at: "2013-03-06T08:00:00Z")
            let paid = try await book.plan(at: "2013-03-06T08:00:00Z")
            #expect(paid["total"] == "3.00")
            let refunds = try await book.plan(.refunds, at: "2013-03-06T08:00:00Z")
            #expect(refunds["total"] == "2.00")
        }
    }

    @Test("so does one that the bank rejects")
    func rejected() async throws {
        try await Self.use { book in
            let end = try await Self.owing(book)
            _ = try await book.engine(at: "2013-03-04T08:00:00Z").notePayout(
                end, .rejected, reason: "AC04", SampleBook.call("payout status"))
            try await Self.expectAsHere(book)
        }
    }

    @Test("both days are taken back then, the newest first", arguments: [false, true])
    func takenBack(isRefunded: Bool) async throws {
        try await Self.use { book in
            let end = try await Self.owing(book)
            _ = try await book.engine(at: "2013-03-04T08:00:00Z").notePayout(
                end, .rejected, reason: "AC04", SampleBook.call("payout status"))
            if isRefunded {
                let plan = try await book.plan(.refunds, at: "2013-03-04T09:00:00Z")
                try await book.settle(plan, day: "2013-03-04")
            }
            let alone = await SampleBook.refusal {
                try await book.takeBackSales(Self.first, on: "2013-03-05")
            }
            #expect(alone.code == "sale.later")
            _ = try await book.takeBackSales(Self.second, on: "2013-03-06")
            // What was refunded to the shop, it owes again.
            #expect(try await book.open(Self.first) == (isRefunded ? 2_00 : 0))
            #expect(
                try await book.balance("P-01", .producerHeld) == (isRefunded ? "3.00" : "5.00"))
            _ = try await book.takeBackSales(Self.first, on: "2013-03-07")
            #expect(
                try await book.balance("C-01", .clientRefundable)
                    == (isRefunded ? "3.00" : "5.00"))
            #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
            #expect(try await book.total(.expectedReceipts) == "0.00")
        }
    }

    @Test("a payout of a day that was taken back: all of it is the shop's when it comes back")
    func ofDayTakenBack() async throws {
        try await Self.use { book in
            try await book.passOn("5.00", of: Self.first, on: "2013-03-02")
            let plan = try await book.payOut(at: "2013-03-02T19:00:00Z")
            let end = try #require(try await book.orders(of: plan).first?.endToEnd)
            _ = try await book.bank(
                [SampleBook.line("-5.00", on: "2013-03-04", endToEnd: end)], id: "S1",
                day: "2013-03-04", opening: "5.00")
            _ = try await book.takeBackSales(Self.first, on: "2013-03-04")
            #expect(try await book.premium("P-01")?.owed == 5_00)
            _ = try await book.bank(
                [SampleBook.line("5.00", on: "2013-03-05", endToEnd: end, kind: .returned)],
                id: "S2", day: "2013-03-05")
            let total = try #require(try await book.premium("P-01"))
            #expect((total.paid, total.owed, total.givenBack) == (0, 0, 5_00))
            #expect(try await book.balance("C-01", .clientRefundable) == "5.00")
        }
    }

    @Test("a day taken back whose money is out is met by what other days let expect, at once")
    func metAtOnce() async throws {
        try await Self.use { book in
            try await book.passOn("5.00", of: Self.first, on: "2013-03-02")
            let plan = try await book.plan(at: "2013-03-02T19:00:00Z")
            try await book.settle(plan, day: "2013-03-04")
            _ = try await book.sell([SalesBook.Row("milk", 12)], on: Self.day("2013-03-05"))
            _ = try await book.takeBackSales(Self.first, on: "2013-03-06")
            #expect(try await book.open(Self.second) == 1_00)
            #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
            // The other day can be taken back all the same: what it met is owed again.
            _ = try await book.takeBackSales(Self.second, on: "2013-03-07")
            #expect(try await book.balance("P-01", .dueFromPartyCreditNote) == "5.00")
        }
    }
}

extension SampleBook {
    /// The client disputes so much of P-01's part.
    func dispute(
        _ number: String, _ amount: String, at time: String
    ) async throws(EngineError) -> DisputeID {
        let opened = try await engine(at: time).openDispute(
            DisputeRequest(
                invoice: number, line: 1, party: "P-01", amount: SampleBook.euro(amount),
                reason: "x"), SampleBook.call("dispute open"))
        return DisputeID(sequence: Int64(opened["dispute"] ?? "") ?? 0)
    }

    func decide(
        _ dispute: DisputeID, for side: DisputeSide, at time: String
    ) async throws(EngineError) -> Answer {
        try await engine(at: time).decideDispute(
            dispute, for: side, amount: nil, SampleBook.call("dispute decide"))
    }

    func release(
        _ party: String, of number: String, at time: String
    ) async throws(EngineError) -> Answer {
        try await engine(at: time).release(
            party: party, invoice: number, SampleBook.call("payout release"))
    }
}
