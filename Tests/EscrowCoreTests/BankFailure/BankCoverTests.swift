import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

/// docs/spec/bank-failure.md says who is covered, and which step follows which.
@Suite("Failure of a bank")
struct BankCoverTests {
    @Test("the limit leaves what other deposits do not take; nobody unknown is covered")
    func cover() throws {
        let parts = try BankCover.divide(
            300_000_00,
            among: [
                BankCover.Holder(entitlement: 150_000_00),
                BankCover.Holder(entitlement: 90_000_00, otherDeposits: 30_000_00),
                BankCover.Holder(entitlement: 50_000_00, otherDeposits: 200_000_00),
                BankCover.Holder(entitlement: 10_000_00, isKnown: false),
            ], limit: 100_000_00)
        #expect(parts.map(\.share) == [150_000_00, 90_000_00, 50_000_00, 10_000_00])
        #expect(parts.map(\.cover) == [100_000_00, 70_000_00, 0, 0])
        #expect(parts.map(\.uncovered) == [50_000_00, 20_000_00, 50_000_00, 10_000_00])
    }

    @Test("a shortfall from before is borne rateably, by largest remainder")
    func shortfall() throws {
        let parts = try BankCover.divide(
            100,
            among: [50, 50, 50].map { BankCover.Holder(entitlement: $0) }, limit: 40)
        #expect(parts.map(\.share) == [34, 33, 33])
        #expect(parts.map(\.cover) == [34, 33, 33])
    }

    @Test(
        "the limit is dated data",
        arguments: [
            ("2026-11-25", "EinSiG section 8(1)"), ("2015-07-03", "EinSiG section 8(1)"),
            ("2015-07-02", "EAEG section 4(1), as of 31 December 2010"),
            ("2010-12-30", nil),
        ])
    func limit(_ day: String, _ citation: String?) throws {
        let cover = DepositCover.limit(on: try #require(Day(day)))
        #expect(cover?.citation == citation)
        #expect(cover.map { $0.limit.minor == 100_000_00 } ?? true)
    }

    /// Per state what each event leads to, in the order fail, cover, pay, reduce, dividend, close; nil is
    /// refused.
    private static let table: [(BankFailureState, [BankFailureState?])] = [
        (.none, [.failed, nil, nil, nil, nil, nil]),
        (.failed, [nil, .covered, nil, nil, nil, nil]),
        (.covered, [nil, .covered, .covered, .covered, .covered, .closed]),
        (.closed, [nil, .covered, nil, nil, .closed, nil]),
    ]

    @Test("every state decides every event")
    func table() {
        #expect(Self.table.map(\.0) == BankFailureState.allCases)
        for (state, row) in Self.table {
            for (event, expected) in zip(BankFailureEvent.allCases, row) {
                #expect((try? state.after(event)) == expected, "\(state), \(event)")
            }
        }
    }
}
