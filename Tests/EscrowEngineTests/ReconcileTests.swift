import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/reconciliation.md says what agrees.
@Suite("Reconciliation")
struct ReconcileTests {
    private static func book(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [
                SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line("700.00", on: "2013-03-01", text: "?"),
            ], id: "S1", day: "2013-03-01")
        return book
    }

    @Test("three counts agree on a day with its statement, and on the days after without banks")
    func agrees() async throws {
        try await TestStore.memory.withStore { store in
            _ = try await Self.book(store)
            for day in ["2013-03-01", "2013-03-02", "2013-03-03"] {
                let report = try await store.read { try $0.reconcile(SampleBook.day(day)) }
                #expect(report.isClean, "\(day)")
                #expect(report.reconciliation.ledgers == SampleBook.euro("19740.00"))
                #expect(report.unidentified == SampleBook.euro("700.00"))
            }
        }
    }

    @Test("a day without a statement fails, never 0 = 0", arguments: ["2013-02-28", "2013-03-04"])
    func noStatement(_ day: String) async throws {
        try await TestStore.memory.withStore { store in
            _ = try await Self.book(store)
            await #expect(throws: Refusal.self) {
                try await store.read { try $0.reconcile(SampleBook.day(day)) }
            }
        }
    }

    @Test("a missing statement between two is named, and the difference shown")
    func gap() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            _ = try await book.bank(
                [SampleBook.line("1.00", on: "2013-03-05", text: "?")], id: "S3",
                day: "2013-03-05", opening: "20000.00")
            let report = try await store.read { try $0.reconcile(SampleBook.day("2013-03-05")) }
            #expect(report.gaps.count == 1)
            #expect(report.reconciliation.bankDifference == 260_00)
            #expect(report.reconciliation.verdict == .bankDiffers)
        }
    }

    @Test("a corrected statement of a day is no gap, whichever of both the next one goes on from")
    func corrected() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            let first = SampleBook.line("10.00", on: "2013-03-04", text: "?")
            let fee = SampleBook.line("-3.00", on: "2013-03-04", kind: .bankCharge)
            _ = try await book.bank([first], id: "S2", day: "2013-03-04", opening: "19740.00")
            let again = try await book.bank(
                [first, fee], id: "S2-corrected", day: "2013-03-04", opening: "19740.00",
                at: "2013-03-05T08:00:00Z")
            #expect(again["posted"] == "1")
            #expect(again["known"] == "1")
            _ = try await book.bank(
                [SampleBook.line("1.00", on: "2013-03-05", text: "?")], id: "S3",
                day: "2013-03-05", opening: "19747.00")
            for day in ["2013-03-04", "2013-03-05"] {
                let report = try await store.read { try $0.reconcile(SampleBook.day(day)) }
                #expect(report.gaps == [])
                #expect(report.reconciliation.bankDifference == 0)
            }
            _ = try await book.engine(at: "2013-03-06T08:00:00Z").close(
                through: SampleBook.day("2013-03-05"), SampleBook.call("close day"))
        }
    }

    @Test("a fee is a shortfall, not a difference (O12)")
    func fee() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            _ = try await book.bank(
                [SampleBook.line("-12.50", on: "2013-03-04", kind: .bankCharge)], id: "S2",
                day: "2013-03-04", opening: "19740.00")
            let report = try await store.read { try $0.reconcile(SampleBook.day("2013-03-04")) }
            #expect(report.reconciliation.verdict == .shortfall)
            #expect(report.reconciliation.shortfall == SampleBook.euro("12.50"))
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
        }
    }
}
