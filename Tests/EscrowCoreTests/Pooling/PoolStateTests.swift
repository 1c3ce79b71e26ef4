import EscrowCore
import Testing

/// docs/spec/pooling.md#states is the table.
@Suite("States of the pool")
struct PoolStateTests {
    /// Per state what each event leads to, in the order declare, lift, confirm, identify, share,
    /// close, reopen; nil is refused.
    private static let table: [(PoolState, [PoolState?])] = [
        (.none, [.declared, nil, nil, nil, nil, nil, nil]),
        (.declared, [nil, PoolState.none, .pooled, nil, nil, nil, nil]),
        (.pooled, [nil, nil, nil, .pooled, .shared, .closed, nil]),
        (.shared, [nil, nil, nil, .shared, .shared, .closed, nil]),
        (.closed, [nil, nil, nil, nil, nil, nil, .shared]),
    ]

    @Test("every state decides every event")
    func table() {
        #expect(Self.table.map(\.0) == PoolState.allCases)
        for (state, row) in Self.table {
            for (event, expected) in zip(PoolEvent.allCases, row) {
                #expect((try? state.after(event)) == expected, "\(state), \(event)")
            }
        }
    }
}
