import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/interest.md.
@Suite("Interest")
struct InterestTests {
    private static func book(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        _ = try await book.bank(
            [SampleBook.line("10.01", on: "2013-04-02", kind: .interest)], id: "S2",
            day: "2013-04-02")
        return book
    }

    private static func allocate(
        _ book: SampleBook, _ from: String, _ to: String, _ amount: String? = nil
    ) async throws -> Answer {
        try await book.engine(at: "2013-04-03T08:00:00Z").allocateInterest(
            InterestRequest(
                account: nil, from: SampleBook.day(from), to: SampleBook.day(to),
                amount: amount.map { SampleBook.euro($0) }), SampleBook.call("interest allocate"))
    }

    @Test(
        "J20: interest is held for whose money earned it, released, and paid out",
        arguments: TestStore.allCases)
    func whole(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store)
            let answer = try await Self.allocate(book, "2013-01-01", "2013-03-31")
            #expect(answer["parties"] == "1")
            #expect(try await book.balance("F-01", .freelancerHeld) == "10.01")
            #expect(try await book.total(.interestToAllocate) == "0.00")
            _ = try await book.engine(at: "2013-04-03T09:00:00Z").releaseInterest(
                party: "F-01", SampleBook.call("interest release"))
            let planned = try await book.engine(at: "2013-04-03T10:00:00Z").planPayout(
                PayoutRequest(payees: ["F-01"], executionDay: nil) { Array("\($0)".utf8) },
                SampleBook.call("payout plan"))
            #expect(planned["total"] == "15242.01")
            try await book.settle(planned, day: "2013-04-03")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("a span is allocated once, when it is over, and not more than there is")
    func refusals() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            func refused(_ from: String, _ to: String, _ amount: String? = nil) async -> String {
                await SampleBook.refusal { try await Self.allocate(book, from, to, amount) }.code
            }
            #expect(await refused("2013-03-31", "2013-03-01") == "interest.span")
            #expect(await refused("2013-03-01", "2013-04-04") == "interest.span")
            #expect(await refused("2013-03-01", "2013-03-31", "10.02") == "interest.amount")
            #expect(await refused("2013-01-01", "2013-02-28") == "interest.no-weight")
            _ = try await Self.allocate(book, "2013-01-01", "2013-03-31", "10.00")
            #expect(await refused("2013-03-31", "2013-04-01") == "interest.allocated")
            _ = try await Self.allocate(book, "2013-04-01", "2013-04-02")
            // Today is not over: what comes or goes before its end weighs too.
            #expect(await refused("2013-04-03", "2013-04-03") == "interest.span")
            let nothing = await SampleBook.refusal {
                try await book.engine(at: "2013-04-03T09:00:00Z").releaseInterest(
                    party: "F-02", SampleBook.call("interest release"))
            }
            #expect(nothing.code == "release.nothing")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("what was on the wrong invoice weighs for nobody there (chart.md#reversal)")
    func moved() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            try await book.engage("E-02", client: "C-01", freelancer: "F-02")
            try await book.work("E-02", from: "2013-02-01", hours: 80)
            _ = try await book.invoice("C-01", on: "2013-02-28")
            _ = try await book.bank(
                [SampleBook.line("9520.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            _ = try await book.engine(at: "2013-03-11T08:00:00Z").move(
                receipt: try await book.line(of: "9520.00"), from: "2013-0001", to: "2013-0002",
                amount: nil, SampleBook.call("receipt move"))
            _ = try await book.bank(
                [SampleBook.line("10.01", on: "2013-04-02", kind: .interest)], id: "S2",
                day: "2013-04-02", opening: "9520.00")
            let answer = try await Self.allocate(book, "2013-03-01", "2013-03-31")
            #expect(answer["parties"] == "1")
            #expect(try await book.balance("F-02", .freelancerHeld) == "10.01")
            #expect(try await book.findings(.memory) == [])
        }
    }
}
