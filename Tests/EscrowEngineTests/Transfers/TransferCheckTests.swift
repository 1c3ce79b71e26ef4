import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/transfer.md#check: what nobody's command would write is found on reading.
@Suite("Check of transfers")
struct TransferCheckTests {
    private struct Known {
        let id: PayoutID
        let payout: Payout
    }

    /// What a check finds after an entry that nothing asked for, behind a transfer on its way.
    private static func findings(
        _ entry: @escaping @Sendable (Known, Int64) throws -> Entry
    ) async throws -> [String] {
        var found: [String] = []
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let second = try #require(SampleBook.account(41))
            let asked = try await book.engine(at: "2013-02-01T08:00:00Z").requestTrustAccount(
                TrustAccount(iban: second, bic: nil, holder: "Trustee T-02", currency: .eur),
                SampleBook.call("account add"))
            _ = try await book.engine(at: "2013-02-01T09:00:00Z").consent(
                to: ChangeID(sequence: Int64(asked["change"] ?? "") ?? 0),
                SampleBook.call("change consent", by: SampleBook.approver))
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "A1", day: "2013-03-01")
            let plan = try await book.payOut(
                .transfer(TransferOrder(to: second)), at: "2013-03-01T19:00:00Z",
                account: try IBAN(SampleBook.trustIBAN))
            #expect(try await book.findings(.memory) == [])
            let id = PayoutID(sequence: plan.sequence + 1)
            let payout = try await store.read { reader -> Payout? in
                guard case .payout(let payout)? = try reader.fact(at: id.sequence) else {
                    return nil
                }
                return payout
            }
            let known = Known(id: id, payout: try #require(payout))
            _ = try await book.engine(at: "2013-03-04T09:00:00Z").perform(
                SampleBook.call("payout status")
            ) { draft in
                let status = try draft.append(
                    .payoutStatus(PayoutStatus(payout: id, verdict: .rejected)))
                try draft.append(.entry(try entry(known, status)))
                return Answer("entered")
            }
            found = try await book.findings(.memory)
        }
        return found
    }

    private static func day() -> Day { SampleBook.day("2013-03-04") }

    /// What the transfer moved, as it stands.
    private static func standing(_ known: Known) -> [Standing.Place] {
        let target = known.payout.target ?? known.payout.bank
        return known.payout.entitledParts.map {
            Standing.Place(known.payout.subledger(of: $0).moved(to: target), $0.amount.minor)
        }
    }

    @Test("what comes back as it stands is found right")
    func right() async throws {
        let found = try await Self.findings { known, status in
            try Entry.transferRejected(
                known.payout, id: known.id, status: status, on: Self.day(),
                standing: Self.standing(known))
        }
        #expect(found == [])
    }

    @Test("what comes back to another account of the owner, or leaves by another event, is found")
    func wrong() async throws {
        let other = try await Self.findings { known, status in
            let target = known.payout.target ?? known.payout.bank
            let money = known.payout.amount
            let parts = known.payout.entitledParts.map { part in
                let moved = known.payout.subledger(of: part)
                return Entry.Transfer(
                    debit: moved.moved(to: target), credit: moved.moved(to: .disputed), part.amount)
            }
            return try Entry(
                Entry.Occasion(.transferBack, bookingDay: Self.day(), evidence: status),
                [
                    Entry.Transfer(
                        debit: Subledger(
                            .outgoingInFlight, bank: known.payout.bank, source: .transfer(known.id)),
                        credit: .incoming(known.id, at: target), money)
                ] + parts)
        }
        #expect(other.contains { $0.contains("does not enter transfer") }, "\(other)")
        let event = try await Self.findings { known, status in
            let target = known.payout.target ?? known.payout.bank
            return try Entry(
                Entry.Occasion(.payoutReturned, bookingDay: Self.day(), evidence: status),
                [
                    Entry.Transfer(
                        debit: Subledger(
                            .outgoingInFlight, bank: known.payout.bank, source: .transfer(known.id)),
                        credit: .incoming(known.id, at: target), known.payout.amount)
                ])
        }
        #expect(event.contains { $0.contains("does not enter transfer") }, "\(event)")
    }

    @Test("a part of it that comes back, or another's, is found")
    func part() async throws {
        let half = try await Self.findings { known, status in
            let target = known.payout.target ?? known.payout.bank
            return try Entry(
                Entry.Occasion(.transferBack, bookingDay: Self.day(), evidence: status),
                [
                    Entry.Transfer(
                        debit: Subledger(
                            .outgoingInFlight, bank: known.payout.bank, source: .transfer(known.id)),
                        credit: .incoming(known.id, at: target), SampleBook.euro("40.00"))
                ])
        }
        #expect(half.contains { $0.contains("does not enter transfer") }, "\(half)")
    }
}
