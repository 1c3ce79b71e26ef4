import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Self-billing (self-billing.md)")
struct SelfBillingTests {
    private static let call = SampleBook.call("self-billing issue")
    private static let at = "2013-03-20T08:00:00Z"

    private static func issue(
        _ book: SampleBook, _ scope: SelfBillingRequest.Scope
    ) async throws -> Answer {
        try await book.engine(at: at).issueSelfBilling(SelfBillingRequest(scope, day: nil), call)
    }

    @Test("agreed before, each line once, again after an objection", arguments: TestStore.allCases)
    func issued(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await SampleBook.ready(store)
            let early = await SampleBook.refusal {
                try await Self.issue(book, .invoice("2013-0001"))
            }
            #expect(early.code == "self-billing.not-agreed")
            let engine = book.engine(at: Self.at)
            _ = try await engine.agreeSelfBilling(
                "F-01", on: SampleBook.day("2013-01-01"), Self.call)
            let first = try await Self.issue(
                book,
                .span(
                    freelancer: "F-01", from: SampleBook.day("2013-01-01"),
                    through: SampleBook.day("2013-01-31")))
            #expect(first["document"] == "GS-2013-0001")
            let twice = await SampleBook.refusal {
                try await Self.issue(book, .invoice("2013-0001"))
            }
            #expect(twice.code == "self-billing.nothing")
            _ = try await engine.objectToSelfBilling("GS-2013-0001", on: nil, Self.call)
            let again = await SampleBook.refusal {
                try await engine.objectToSelfBilling("GS-2013-0001", on: nil, Self.call)
            }
            #expect(again.code == "self-billing.objected")
            let second = try await Self.issue(book, .invoice("2013-0001"))
            #expect(second["document"] == "GS-2013-0002")
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("only a freelancer agrees; an unknown document is refused")
    func refused() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let engine = book.engine(at: Self.at)
            let client = await SampleBook.refusal {
                try await engine.agreeSelfBilling("C-01", on: nil, Self.call)
            }
            #expect(client.code == "party.role")
            let unknown = await SampleBook.refusal {
                try await engine.objectToSelfBilling("GS-1", on: nil, Self.call)
            }
            #expect(unknown.code == "self-billing.unknown")
        }
    }
}
