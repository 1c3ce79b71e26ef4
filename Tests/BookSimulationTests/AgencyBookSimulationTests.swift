import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// The agency's own book of random trust books: after every record it balances and shows exactly what
/// the trust holds for the agency.
@Suite("The agency's own book of a random trust book (agency-book.md#reconciliation)")
struct AgencyBookSimulationTests {
    @Test("it shows the agency's share and never the trust money", arguments: UInt64(1)...40)
    func reconciles(seed: UInt64) async throws {
        var simulation = try await BookSimulation(seed: seed)
        try await simulation.run(250)
        let result = try await simulation.store.read { reader in
            var reconciliation = AgencyReconciliation()
            var next: Int64 = 1
            while let record = try reader.record(at: next) {
                let fact = try FactReading.fact(record) { try reader.personal($0) }
                reconciliation.take(fact, next, recordedDay: record.recordedDay)
                next += 1
            }
            return reconciliation
        }
        #expect(result.broken == nil)
        #expect(!result.entries.isEmpty)
    }
}
