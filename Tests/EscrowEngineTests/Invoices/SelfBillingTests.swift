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

    /// Net and VAT that are billed of an invoice's first line.
    private static func billed(_ book: SampleBook) async throws -> [Int64] {
        try await book.store.read { reader in
            try reader.rows(SelfBilledRow.self, .all).flatMap { [$0.net, $0.vat] }
        }
    }

    private static func credit(_ book: SampleBook, _ net: String) async throws {
        _ = try await book.engine(at: at).creditInvoice(
            CreditRequest(
                invoice: "2013-0001", line: nil, net: SampleBook.euro(net), parts: [],
                number: nil, day: nil, reason: "hours"), SampleBook.call("invoice credit issue"))
    }

    @Test("after a credit note a document bills what the part is then, not what it was")
    func afterCreditNote() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let engine = book.engine(at: Self.at)
            _ = try await engine.agreeSelfBilling(
                "F-01", on: SampleBook.day("2013-01-01"), Self.call)
            // 1,190.00 gross, of which 952.00 are F-01's: 15,232.00 - 952.00 = 12,000.00 + 2,280.00.
            try await Self.credit(book, "1000.00")
            _ = try await Self.issue(book, .invoice("2013-0001"))
            #expect(try await Self.billed(book) == [12_000_00, 2_280_00])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a document issued before is corrected once, by its month or by number; a write-off too")
    func corrected() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let engine = book.engine(at: Self.at)
            let month = SelfBillingRequest.Scope.span(
                freelancer: "F-01", from: SampleBook.day("2013-01-01"),
                through: SampleBook.day("2013-01-31"))
            _ = try await engine.agreeSelfBilling(
                "F-01", on: SampleBook.day("2013-01-01"), Self.call)
            _ = try await Self.issue(book, month)
            #expect(try await Self.billed(book) == [12_800_00, 2_432_00])
            let early = await SampleBook.refusal {
                try await engine.correctSelfBilling("GS-2013-0001", on: nil, Self.call)
            }
            #expect(early.code == "self-billing.nothing")
            try await Self.credit(book, "1000.00")
            let first = try await Self.issue(book, month)
            #expect(first["correction"] == "GSK-2013-0001")
            #expect(first["document"] == nil)
            #expect(try await Self.billed(book) == [12_000_00, 2_280_00])
            // 1,785.00 of 17,850.00 open are written off: 1,428.00 of F-01's 14,280.00.
            _ = try await engine.writeOff(
                "2013-0001", amount: SampleBook.euro("1785.00"), reason: "poor",
                SampleBook.call("invoice write-off"))
            let second = try await engine.correctSelfBilling("GS-2013-0001", on: nil, Self.call)
            #expect(second["correction"] == "GSK-2013-0002")
            #expect(try await Self.billed(book) == [10_800_00, 2_052_00])
            let again = await SampleBook.refusal { try await Self.issue(book, month) }
            #expect(again.code == "self-billing.nothing")
            let wrong = await SampleBook.refusal {
                try await engine.objectToSelfBilling("GSK-2013-0001", on: nil, Self.call)
            }
            #expect(wrong.code == "self-billing.correction")
            #expect(try await book.findings(.sqlite) == [])
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
