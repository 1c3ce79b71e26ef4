import EscrowCore
import Testing

@Suite("States of plans and payouts (payout.md)")
struct PayoutStateTests {
    /// One row per state: where each event leads, or a dot where it is refused.
    private static func drawn<State: Sendable, Event>(
        _ states: [State], _ events: [Event], _ after: (State, Event) throws -> State
    ) -> [String] {
        states.map { state in
            let cells = events.map { event in (try? after(state, event)).map { "\($0)" } ?? "." }
            return "\(state): \(cells.joined(separator: " "))"
        }
    }

    @Test("a plan is approved, then exported, or withdrawn before (payout.md#plan-states)")
    func plans() {
        #expect(PlanEvent.allCases.map { "\($0)" } == ["approve", "export", "withdraw"])
        #expect(
            Self.drawn(PlanState.allCases, PlanEvent.allCases) { try $0.after($1) } == [
                "planned: approved . withdrawn",
                "approved: . exported withdrawn",
                "exported: . . .",
                "withdrawn: . . .",
            ])
    }

    @Test("a payout is exported, settled, and may come back (payout.md#payout-states)")
    func payouts() {
        #expect(PayoutEvent.allCases.map { "\($0)" } == ["export", "settle", "return", "withdraw"])
        #expect(
            Self.drawn(PayoutState.allCases, PayoutEvent.allCases) { try $0.after($1) } == [
                "planned: exported . . withdrawn",
                "exported: . settled returnedInFlight .",
                "settled: . . returned .",
                "returned: . . . .",
                "withdrawn: . . . .",
                "returnedInFlight: . returned . .",
            ])
    }

    @Test("a refused step says from where and what")
    func refused() {
        let plan = #expect(throws: IllegalStep.self) { try PlanState.planned.after(.export) }
        let payout = #expect(throws: IllegalStep.self) { try PayoutState.settled.after(.settle) }
        #expect(plan?.state == "planned")
        #expect(plan?.event == "export")
        #expect(payout?.state == "settled")
        #expect(payout?.event == "settle")
    }

    @Test("states keep their numbers on disk and have names of their own")
    func numbers() {
        #expect(
            PlanState.allCases.map { "\($0.rawValue) \($0.name)" } == [
                "1 planned", "2 approved", "3 exported", "4 withdrawn",
            ])
        #expect(
            PayoutState.allCases.map { "\($0.rawValue) \($0.name)" } == [
                "1 planned", "2 exported", "3 settled", "4 returned", "5 withdrawn",
                "6 returned, debit not seen",
            ])
    }
}
