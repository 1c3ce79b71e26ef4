import EscrowEngine
import EscrowTestSupport
import LedgerCore
import LedgerSQLite
import Testing

@Suite("Smoke")
struct SmokeTests {
    @Test func smoke() async throws {
        try SQLiteStore.remove(path: "/tmp/h/smoke.book")
        let store = try SQLiteStore(path: "/tmp/h/smoke.book", mode: .create)
        let sample = try await store.appendSample(count: 5)
        let head = try await store.read { try $0.head() }
        #expect(head?.size == 5)
        #expect(try await store.read { try $0.records(from: 1, limit: 10) } == sample.records)
        #expect(try await store.integrityFindings() == [])
        let row = BalanceRow(account: .trustBank, owner: 0, bank: 1, amount: -5)
        try await store.write { try $0.put([row]) }
        #expect(try await store.read { try $0.rows(BalanceRow.self, .all) } == [row])
        try? SQLiteStore.remove(path: "/tmp/h/smoke2.book")
        try await store.backup(to: "/tmp/h/smoke2.book")
        let again = try SQLiteStore(path: "/tmp/h/smoke2.book", mode: .readOnly)
        #expect(try await again.read { try $0.head() } == head)
    }
}
