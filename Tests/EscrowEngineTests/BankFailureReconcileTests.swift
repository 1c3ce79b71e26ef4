import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/reconciliation.md#counts: what lay at a failed bank is explained, not a difference.
@Suite("Reconciliation at a failed bank")
struct BankFailureReconcileTests {
    private static func report(
        _ book: SampleBook, _ day: String
    ) async throws -> ReconciliationReport {
        try await book.store.read { try $0.reconcile(SampleBook.day(day)) }
    }

    @Test("agrees before and after cover and payment, also on days without a statement")
    func agrees() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await BankFailureLateTests.failed(store)
            let first = try await Self.report(book, "2013-02-01")
            #expect(first.isClean)
            let failed = try #require(first.reconciliation.failed)
            #expect(failed.gone.plain == "2380.00")
            #expect((failed.balance.plain, failed.guarantee.plain) == ("2380.00", "0.00"))

            _ = try await BankFailureLateTests.cover(
                book, at: "2013-02-02T09:00:00Z", limit: "1000.00")
            let covered = try await Self.report(book, "2013-02-05")
            #expect(covered.isClean)
            // A-01 has 476.00; of 1,904.00 of F-01 904.00 are lost for now.
            #expect(covered.reconciliation.failed?.guarantee.plain == "1476.00")
            #expect(covered.reconciliation.failed?.balance.plain == "0.00")
            #expect(covered.reconciliation.ledgers.plain == "1476.00")

            _ = try await BankFailureLateTests.paid(book, "F-01", at: "2013-02-06T09:00:00Z")
            let paid = try await Self.report(book, "2013-02-06")
            #expect(paid.isClean)
            #expect(paid.reconciliation.ledgers.plain == "476.00")
            // What was known before it failed had no failure.
            let closed = try await book.engine(at: "2013-02-07T09:00:00Z").close(
                through: SampleBook.day("2013-02-06"), SampleBook.call("close day"))
            #expect(!closed.summary.isEmpty)
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a late statement is the newest one, and agrees")
    func late() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await BankFailureLateTests.failed(store)
            _ = try await book.bank(
                [SampleBook.line("100.00", on: "2013-02-04", text: "?")], id: "S2",
                day: "2013-02-04", opening: "2380.00")
            let report = try await Self.report(book, "2013-02-04")
            #expect(report.isClean)
            #expect(report.reconciliation.failed?.gone.plain == "2480.00")
        }
    }
}
