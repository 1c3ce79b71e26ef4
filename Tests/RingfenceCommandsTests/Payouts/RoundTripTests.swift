import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/payment-status.md#round: our file goes to a bank, its answers and its statements come back,
/// and every payout comes to its end and every cent to whom it belongs.
@Suite("Payment files, the bank's answers and its statements")
struct RoundTripTests {
    @Test("every payout comes to its end, and everybody gets his money", arguments: UInt64(1)...100)
    func laws(seed: UInt64) async throws {
        try await TestStore.memory.withStore { store in
            var trip = RoundTrip(store, seed: seed)
            try await trip.fill()
            for (number, day) in RoundTrip.days.enumerated() {
                try await trip.round(on: day, isKind: number >= 3)
                #expect(try await trip.differences() == [])
                #expect(try await trip.isReconciled(day))
            }
            #expect(try await BookInvariants.findings(store) == [])
            #expect(trip.bank.inFlight == 0 && trip.bank.balance == 0)
            #expect(try await trip.states().allSatisfy(\.isOver))
            #expect(trip.bank.paid == trip.owed)
            #expect(try await trip.book.findings(.memory) == [])
        }
    }

    @Test("all that can become of a transfer and of a file became of one")
    func every() async throws {
        var fates: Set<AnsweringBank.Fate> = []
        var bookings: Set<AnsweringBank.Booking> = []
        var orders: Set<String> = []
        var asked = 0
        var settledAtOnce = 0
        for seed in UInt64(1)...8 {
            try await TestStore.memory.withStore { store in
                var trip = RoundTrip(store, seed: seed)
                try await trip.fill()
                for day in RoundTrip.days.prefix(4) {
                    try await trip.round(on: day, isKind: false)
                }
                fates.formUnion(trip.bank.fates.keys)
                bookings.formUnion(trip.bank.bookings.keys)
                orders.formUnion(trip.orders.keys)
                asked += trip.asked
                settledAtOnce += try await store.read { reader in
                    try reader.rows(BankLineRow.self, .all).count { $0.meaning == .settlements }
                }
            }
        }
        #expect(fates == Set(AnsweringBank.Fate.allCases))
        #expect(bookings == Set(AnsweringBank.Booking.allCases))
        #expect(orders.count == 4)
        // Some sums only a person can tell, most need none.
        #expect(asked > 0 && settledAtOnce > asked)
    }
}

extension PayoutState {
    /// Whether nothing more is expected of a payout.
    fileprivate var isOver: Bool {
        switch self {
        case .settled, .returned, .rejected: true
        case .planned, .exported, .accepted, .unknown, .resendRequested, .withdrawn,
            .returnedInFlight, .arrivedInFlight, .arrived:
            false
        }
    }
}
