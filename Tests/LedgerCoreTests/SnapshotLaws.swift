import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("Balances (chart.md#invariants)")
struct SnapshotLaws {
    @Test("the base invoice, received, split, and half paid out")
    func example() throws {
        var snapshot = Snapshot()
        snapshot.post(
            try Entry(
                Sample.occasion(.split),
                [
                    Sample.transfer(Sample.trustBank, Sample.available, 15_232_00),
                    Sample.transfer(Sample.trustBank, Sample.share, 3_808_00),
                ]))
        snapshot.post(
            try Entry(
                Sample.occasion(.payoutExported),
                [Sample.transfer(Sample.available, Sample.inFlight, 15_232_00)]))
        snapshot.post(
            try Entry(
                Sample.occasion(.bankCharge),
                [
                    Sample.transfer(
                        Sample.at(.dueFromAgencyFee, Sample.agency), Sample.trustBank, 12_50)
                ]))

        #expect(snapshot.resource == 3_795_50)
        #expect(snapshot.shortfall == 12_50)
        #expect(snapshot.requirement == 3_808_00)
        #expect(snapshot.balances[Sample.available] == nil)
        #expect(snapshot.balances[Sample.inFlight] == -15_232_00)
    }

    @Test("I1 and I2 hold after every entry, and no zero is kept", arguments: UInt64(1)...200)
    func invariants(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var snapshot = Snapshot()
        for _ in 0..<20 {
            snapshot.post(try Entry.random(using: &random))

            #expect(snapshot.sum { $0.account.kind == .memo } == 0)
            #expect(snapshot.sum { $0.account.kind != .memo } == 0)
            #expect(snapshot.resource + snapshot.shortfall == snapshot.requirement)
            #expect(
                snapshot.sum { $0.account.kind == .backedClaim }
                    == -snapshot.sum { $0.account == .backedContra })
            #expect(snapshot.balances.values.allSatisfy { $0 != 0 })
        }
    }

    @Test("balances do not depend on the order of entries", arguments: UInt64(1)...100)
    func order(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let entries = try (0..<30).map { _ in try Entry.random(using: &random) }
        var (first, second) = (Snapshot(), Snapshot())
        for entry in entries { first.post(entry) }
        for entry in entries.shuffled(using: &random) { second.post(entry) }
        #expect(first == second)
    }
}
