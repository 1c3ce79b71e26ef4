import EscrowCore
import Foundation
import Testing

@Suite("States of plans and payouts (payout.md)")
struct PayoutStateTests {
    /// The rows of a table of the document: the first cell, and what stands in the others.
    private static func table(under heading: String) throws -> [[String]] {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }
        let page = try String(
            contentsOf: root.appending(path: "docs/spec/payout.md"), encoding: .utf8)
        let section = try #require(page.components(separatedBy: "\n## \(heading)\n").last)
        return section.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
            .filter { !$0.hasPrefix("|---") }
            .map { row in
                row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
    }

    /// What the program decides, drawn as the document draws it: a dot where it refuses.
    private static func drawn<State, Event>(
        _ states: [State], _ events: [Event], name: (State) -> String, title: (Event) -> String,
        _ after: (State, Event) throws -> State
    ) -> [[String]] {
        [["from"] + events.map(title)]
            + states.map { state in
                [name(state)] + events.map { (try? after(state, $0)).map(name) ?? "." }
            }
    }

    @Test(
        "every state of a plan meets every event as the document draws it (payout.md#plan-states)")
    func plans() throws {
        let drawn = Self.drawn(
            PlanState.allCases, PlanEvent.allCases, name: \.name, title: { "\($0)" }
        ) { try $0.after($1) }
        #expect(try Self.table(under: "Plan states") == drawn)
    }

    @Test(
        "every state of a payout meets every event as the document draws it (payout.md#payout-states)"
    )
    func payouts() throws {
        let drawn = Self.drawn(
            PayoutState.allCases, PayoutEvent.allCases, name: \.name, title: { "\($0)" }
        ) { try $0.after($1) }
        #expect(try Self.table(under: "Payout states") == drawn)
    }

    @Test("nothing leads from unknown to money that can be paid again without a second person")
    func unknown() throws {
        for event in PayoutEvent.allCases {
            let next = try? PayoutState.unknown.after(event)
            #expect(next != .rejected && next != .planned && next != .withdrawn, "\(event)")
        }
        #expect(try PayoutState.unknown.after(.requestResend) == .resendRequested)
        #expect(try PayoutState.resendRequested.after(.confirmResend) == .rejected)
    }

    @Test("a refused step says from where and what")
    func refused() {
        let plan = #expect(throws: IllegalStep.self) { try PlanState.planned.after(.export) }
        let payout = #expect(throws: IllegalStep.self) { try PayoutState.settled.after(.settle) }
        #expect(plan?.state == "planned")
        #expect(plan?.event == "export")
        #expect(payout?.state == "settled")
        #expect(payout?.event == "be settled")
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
                "6 returned, debit not seen", "7 accepted", "8 rejected", "9 unknown",
                "10 unknown, resend requested", "11 arrived, debit not seen", "12 arrived",
            ])
    }

    @Test(
        "only the bank's four capital letters and digits are a reason",
        arguments: [("AC04", true), ("ac04", false), ("AC4", false), ("AC045", false), ("", false)])
    func reason(_ text: String, _ isOne: Bool) {
        #expect(PayoutStatus.isReason(text) == isOne)
    }
}
