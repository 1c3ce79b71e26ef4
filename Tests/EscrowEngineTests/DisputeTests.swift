import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/hold.md#disputes: exactly the disputed part is frozen, now or when it arrives.
@Suite("Disputes (J8)")
struct DisputeTests {
    private static let at = "2013-03-02T08:00:00Z"

    private static func receive(
        _ amount: String, _ book: SampleBook, on day: String = "2013-03-01",
        opening: String = "0.00"
    ) async throws {
        _ = try await book.bank(
            [SampleBook.line(amount, on: day, reference: SampleBook.reference)],
            id: "S-\(day)", day: day, opening: opening)
    }

    private static func open(
        _ book: SampleBook, _ amount: String, party: String = "F-01", at: String = at
    ) async throws -> Answer {
        try await book.engine(at: at).openDispute(
            DisputeRequest(
                invoice: "2013-0001", line: nil, party: party, amount: SampleBook.euro(amount),
                reason: "ten hours"), SampleBook.call("dispute open"))
    }

    private static func decide(
        _ book: SampleBook, _ opened: Answer, _ side: DisputeSide, _ amount: String? = nil
    ) async throws -> Answer {
        try await book.engine(at: at).decideDispute(
            DisputeID(sequence: Int64(opened["dispute"] ?? "") ?? 0), for: side,
            amount: amount.map(SampleBook.euro), SampleBook.call("dispute decide"))
    }

    @Test(
        "the disputed part is frozen, the rest is paid; the decision moves each cent",
        arguments: TestStore.allCases)
    func decided(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive("19040.00", book)
            let opened = try await Self.open(book, "1190.00")
            #expect(opened["frozen"] == "1190.00")
            #expect(try await book.balance("F-01", .disputed) == "1190.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "14042.00")
            _ = try await Self.decide(book, opened, .client, "500.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "500.00")
            #expect(try await book.balance("F-01", .disputed) == "690.00")
            _ = try await Self.decide(book, opened, .party)
            #expect(try await book.balance("F-01", .freelancerAvailable) == "14732.00")
            #expect(try await book.balance("F-01", .disputed) == "0.00")
            let part = try await book.part("2013-0001", "F-01")
            #expect(part?.contract == 14_732_00)
            let again = await SampleBook.refusal { try await Self.decide(book, opened, .party) }
            #expect(again.code == "dispute.decided")
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("what comes later is frozen up to the disputed amount, in instalments")
    func later() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive("10000.00", book)
            let opened = try await Self.open(book, "12000.00")
            #expect(opened["frozen"] == "8000.00")
            #expect(opened["to come"] == "4000.00")
            try await Self.receive("9040.00", book, on: "2013-03-04", opening: "10000.00")
            #expect(try await book.balance("F-01", .disputed) == "12000.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "3232.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("decided for the client before it came: nobody expects it any more")
    func beforeItCame() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let opened = try await Self.open(book, "1190.00")
            #expect(opened["frozen"] == "0.00")
            _ = try await Self.decide(book, opened, .client)
            #expect(try await book.open("2013-0001") == 17_850_00)
            #expect(try await book.total(.clientRefundable) == "0.00")
            try await Self.receive("17850.00", book, on: "2013-03-04")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "14042.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await book.open("2013-0001") == 0)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a plan that reserves the disputed money is withdrawn")
    func planned() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive("19040.00", book)
            let planned = try await book.engine(at: Self.at).planPayout(
                PayoutRequest(payees: ["F-01"], executionDay: nil) { Array("\($0)".utf8) },
                SampleBook.call("payout plan"))
            let opened = try await Self.open(book, "100.00")
            #expect(opened["withdrawn plan"] == planned["plan"])
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("more than is here and expected, another's part and a second dispute are refused")
    func refused() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let size = try await store.read { try $0.head()?.size }
            func code(_ amount: String, _ party: String) async -> String {
                await SampleBook.refusal { try await Self.open(book, amount, party: party) }.code
            }
            #expect(await code("15232.01", "F-01") == "dispute.amount")
            #expect(await code("1.00", "F-02") == "invoice.no-part")
            #expect(await code("1.00", "F-09") == "party.unknown")
            #expect(try await store.read { try $0.head()?.size } == size)
            let opened = try await Self.open(book, "15232.00")
            #expect(await code("1.00", "F-01") == "dispute.open")
            let more = await SampleBook.refusal {
                try await Self.decide(book, opened, .party, "15232.01")
            }
            #expect(more.code == "dispute.amount")
            let unknown = await SampleBook.refusal {
                try await book.engine(at: Self.at).decideDispute(
                    DisputeID(sequence: 3), for: .party, amount: nil,
                    SampleBook.call("dispute decide"))
            }
            #expect(unknown.code == "dispute.unknown")
        }
    }
}
