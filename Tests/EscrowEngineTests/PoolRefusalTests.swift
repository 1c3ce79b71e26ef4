import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/pooling.md: what a frozen trust refuses, and what a pool needs.
@Suite("Pooling: refusals")
struct PoolRefusalTests {
    private static func paid(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [
                SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line("700.00", on: "2013-03-01", text: "?"),
            ], id: "S1", day: "2013-03-01")
        return book
    }

    @Test("nothing leaves a frozen trust, and facts still come in; lifted, it works as before")
    func frozen() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            _ = try await PoolTests.declare(book)
            let size = try await store.read { try $0.head()?.size }
            let engine = book.engine(at: "2013-03-22T14:00:00Z")
            let steps: [@Sendable () async throws -> Answer] = [
                {
                    try await engine.planPayout(
                        PayoutRequest(payees: [], executionDay: nil) { _ in [1] },
                        SampleBook.call("payout plan"))
                },
                {
                    try await engine.release(
                        party: "F-01", invoice: "2013-0001", SampleBook.call("payout release"))
                },
                {
                    try await engine.exportPayout(
                        PlanID(sequence: 1), SampleBook.call("payout export"))
                },
                {
                    try await engine.approvePayout(
                        PlanID(sequence: 1), file: try SHA256Hasher().digest(of: []),
                        SampleBook.call("payout approve", by: SampleBook.approver))
                },
                { try await PoolTests.share(book, at: "2013-03-23") },
                {
                    try await engine.allocateInterest(
                        InterestRequest(
                            account: nil, from: SampleBook.day("2013-01-01"),
                            to: SampleBook.day("2013-03-01")), SampleBook.call("interest allocate"))
                },
            ]
            for step in steps {
                #expect(await SampleBook.refusal(step).code == "pool.frozen")
            }
            #expect(try await store.read { try $0.head()?.size } == size)
            let twice = await SampleBook.refusal { try await PoolTests.declare(book) }
            #expect(twice.code == "state.step")
            _ = try await book.bank(
                [SampleBook.line("1.00", on: "2013-03-22", text: "?")], id: "S2",
                day: "2013-03-22")
            let own = await SampleBook.refusal {
                try await book.engine(at: "2013-03-22T19:00:00Z").liftPool(
                    CommandCall("pool lift", by: SampleBook.clerk, as: []))
            }
            #expect(own.code == "pool.same-person")
            _ = try await book.engine(at: "2013-03-22T19:00:00Z").liftPool(
                SampleBook.call("pool lift", by: SampleBook.approver))
            _ = try await book.payOut(at: "2013-03-25T08:00:00Z")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("one person does not pool alone, a payout in flight waits for its fate")
    func confirming() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let none = await SampleBook.refusal { try await PoolTests.confirm(book) }
            #expect(none.code == "pool.none")
            let plan = try await book.payOut(at: "2013-03-22T08:00:00Z", payees: ["F-01"])
            let future = await SampleBook.refusal {
                try await book.engine(at: "2013-03-22T12:00:00Z").declarePool(
                    Pooling.Terms(
                        day: SampleBook.day("2013-03-23"), isAgencySubordinated: false,
                        reason: "filing"), SampleBook.call("pool declare"))
            }
            #expect(future.code == "pool.day")
            _ = try await PoolTests.declare(book)
            let own = await SampleBook.refusal {
                try await book.engine(at: "2013-03-22T13:00:00Z").confirmPool(
                    CommandCall("pool confirm", by: SampleBook.clerk, as: []))
            }
            #expect(own.code == "pool.same-person")
            let flying = await SampleBook.refusal { try await PoolTests.confirm(book) }
            #expect(flying.code == "pool.in-flight")
            let order = try await book.orders(of: plan)[0]
            _ = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-22", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-22")
            let pooled = try await PoolTests.confirm(book, at: "2013-03-25T08:00:00Z")
            #expect(pooled["pooled"] == "4508.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("who has no account waits, is named, and catches up; a pooled receipt gets its owner")
    func waiting() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            _ = try await PoolTests.declare(book)
            _ = try await PoolTests.confirm(book)
            let receipt = try await store.read { reader in
                try reader.rows(WorkRow.self, .all)[0].bankLine
            }
            let matched = await SampleBook.refusal {
                try await book.engine(at: "2013-03-25T08:00:00Z").match(
                    receipt: receipt, to: "2013-0001", amount: nil,
                    SampleBook.call("receipt match"))
            }
            #expect(matched.code == "pool.frozen")
            let first = try await PoolTests.share(book, at: "2013-03-25")
            #expect(first["total"] == "19040.00")
            #expect(first["note"]?.contains("names no account") == true)
            try await book.settle(first, day: "2013-03-25")
            let nothing = await SampleBook.refusal {
                try await PoolTests.share(book, at: "2013-03-26")
            }
            #expect(nothing.code == "pool.nothing")
            let rest = await SampleBook.refusal { try await PoolTests.close(book) }
            #expect(rest.code == "pool.rest")
            _ = try await book.engine(at: "2013-03-26T10:00:00Z").identifyPooled(
                receipt: receipt, party: "F-02", SampleBook.call("pool identify"))
            let second = try await PoolTests.share(book, at: "2013-03-27")
            #expect(second["total"] == "700.00")
            try await book.settle(second, day: "2013-03-27")
            _ = try await PoolTests.close(book)
            #expect(try await store.read { try $0.trialBalance(.now) } == [])
            #expect(try await book.findings(.memory) == [])
        }
    }
}
