import EscrowTestSupport
import Foundation
import Testing

/// docs/spec/matching.md: how much finds its invoice without a person, and that nothing finds a
/// wrong one.
@Suite("A year of an agency whose clients mistype (matching.md)")
struct AgencyYearTests {
    @Test(
        "nothing goes to an invoice that was not meant, most goes to the one that was",
        arguments: 1...4)
    func seeds(_ seed: UInt64) async throws {
        let size = AgencyYear.Size(clients: 8, freelancers: 40, periods: 6)
        let result = try await Self.run(size, seed)
        #expect(result.receipts > 200)
        #expect(result.wrong == [])
        #expect(result.share > 0.9, "\(result.matched) of \(result.receipts)")
    }

    /// `RINGFENCE_YEAR=1 swift test --filter AgencyYearTests`: 40 clients, 300 freelancers, more than
    /// 10,000 receipts.
    @Test(
        "the whole year",
        .enabled(if: ProcessInfo.processInfo.environment["RINGFENCE_YEAR"] != nil))
    func year() async throws {
        let size = AgencyYear.Size(clients: 40, freelancers: 300, periods: 34)
        let result = try await Self.run(size, 2013)
        print(
            "\(result.matched) of \(result.receipts) without a person, \(result.wrong.count) wrong")
        #expect(result.receipts > 10_000)
        #expect(result.wrong == [])
        #expect(result.share > 0.95)
    }

    private static func run(
        _ size: AgencyYear.Size, _ seed: UInt64
    ) async throws -> AgencyYear.Result {
        try await TestStore.sqlite.withStore { store in
            var year = AgencyYear(size, seed: seed, in: store)
            return try await year.run()
        }
    }
}
