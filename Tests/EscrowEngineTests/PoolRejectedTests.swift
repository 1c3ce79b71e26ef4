import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/pooling.md#the-moment: what a bank never paid never left.
@Suite("Pooling: payouts that the bank rejects after the moment")
struct PoolRejectedTests {
    /// The moment, and whether the payout was ordered by then.
    @Test(
        "what was ordered is pooled like all else of its owner, whenever it was ordered",
        arguments: ["2013-03-22", "2013-03-21"])
    func rejected(moment: String) async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            let plan = try await book.payOut(at: "2013-03-22T09:00:00Z", payees: ["F-01"])
            _ = try await book.engine(at: "2013-03-22T12:00:00Z").declarePool(
                Pooling.Terms(
                    day: SampleBook.day(moment), isAgencySubordinated: false, reason: "filing"),
                SampleBook.call("pool declare"))
            let order = try #require(try await book.orders(of: plan).first)
            _ = try await book.engine(at: "2013-03-25T09:00:00Z").notePayout(
                order.endToEnd, .rejected, reason: "AC04", SampleBook.call("payout status"))
            _ = try await PoolTests.confirm(book, at: "2013-03-25T10:00:00Z")
            #expect(try await book.balance("F-01", .freelancerHeld) == "0.00")
            #expect(try await book.balance("F-01", .pool) == "15232.00")
            #expect(try await book.total(.pool) == "19040.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("money that came after the moment stays its owner's beside it")
    func beside() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("10000.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            let plan = try await book.payOut(at: "2013-03-22T09:00:00Z", payees: ["F-01"])
            _ = try await PoolTests.declare(book)
            let order = try #require(try await book.orders(of: plan).first)
            _ = try await book.engine(at: "2013-03-25T09:00:00Z").notePayout(
                order.endToEnd, .rejected, reason: "AC04", SampleBook.call("payout status"))
            _ = try await book.bank(
                [SampleBook.line("5000.00", on: "2013-03-25", reference: SampleBook.reference)],
                id: "S2", day: "2013-03-25", opening: "10000.00")
            _ = try await PoolTests.confirm(book, at: "2013-03-26T10:00:00Z")
            #expect(try await book.balance("F-01", .pool) == "8000.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "4000.00")
            #expect(try await book.balance("A-01", .pool) == "2000.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
