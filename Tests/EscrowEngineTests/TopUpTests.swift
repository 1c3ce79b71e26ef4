import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/events.md#J19, docs/spec/events.md#J29, docs/spec/settings.md, docs/spec/payout.md#shortfall.
@Suite("Top-ups and shortfalls")
struct TopUpTests {
    private static let agency = SampleBook.account(1)?.electronic

    private static func set(
        _ value: Int64, _ book: SampleBook, by actor: String
    ) async throws
        -> Answer
    {
        try await book.engine(at: "2013-02-01T08:00:00Z").set(
            .topUpLimit, to: value, CommandCall("setting set", by: actor, as: .approver))
    }

    @Test("the limit is 0 until an approver sets it; then 2800 takes what there is room for")
    func limit() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let clerk = await SampleBook.refusal {
                try await Self.set(100_00, book, by: SampleBook.clerk)
            }
            #expect(clerk.code == "actor.role")
            for (value, code) in [(0, "setting.same"), (-1, "setting.value")] as [(Int64, String)] {
                let refused = await SampleBook.refusal {
                    try await Self.set(value, book, by: SampleBook.approver)
                }
                #expect(refused.code == code)
            }
            _ = try await Self.set(100_00, book, by: SampleBook.approver)
            _ = try await book.bank(
                [
                    SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
                    SampleBook.line("250.00", on: "2013-03-01", account: Self.agency),
                    SampleBook.line("-30.00", on: "2013-03-01", kind: .bankCharge),
                ], id: "S1", day: "2013-03-01")
            #expect(try await book.total(.dueFromAgencyFee) == "0.00")
            #expect(try await book.total(.agencyTopUp) == "70.00")
            #expect(try await book.total(.unidentified) == "137.50")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("J29: what is left goes back to the agency, never during a shortfall")
    func withdrawn() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await Self.set(100_00, book, by: SampleBook.approver)
            _ = try await book.bank(
                [SampleBook.line("100.00", on: "2013-03-01", account: Self.agency)],
                id: "S1", day: "2013-03-01")
            let more = await SampleBook.refusal {
                try await book.plan(
                    .topUp(SampleBook.euro("100.01")), at: "2013-03-01T19:00:00Z")
            }
            #expect(more.code == "payout.amount")
            let plan = try await book.payOut(
                .topUp(SampleBook.euro("40.00")), at: "2013-03-01T19:00:00Z")
            #expect(try await book.total(.agencyTopUp) == "60.00")
            let order = try #require(try await book.orders(of: plan).first)
            _ = try await book.bank(
                [
                    SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd),
                    SampleBook.line("-70.00", on: "2013-03-04", kind: .bankCharge),
                ], id: "S2", day: "2013-03-04", opening: "100.00")
            #expect(try await book.total(.dueFromAgencyFee) == "10.00")
            let short = await SampleBook.refusal {
                try await book.plan(.topUp(nil), at: "2013-03-04T19:00:00Z")
            }
            #expect(short.code == "payout.shortfall")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what a plan will pay back no longer carries a charge")
    func reserved() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await Self.set(100_00, book, by: SampleBook.approver)
            _ = try await book.bank(
                [SampleBook.line("100.00", on: "2013-03-01", account: Self.agency)],
                id: "S1", day: "2013-03-01")
            _ = try await book.plan(
                .topUp(SampleBook.euro("95.00")), at: "2013-03-01T19:00:00Z")
            _ = try await book.bank(
                [SampleBook.line("-12.50", on: "2013-03-04", kind: .bankCharge)],
                id: "S2", day: "2013-03-04", opening: "100.00")
            #expect(try await book.total(.agencyTopUp) == "95.00")
            #expect(try await book.total(.dueFromAgencyFee) == "7.50")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    /// A book with 19,040.00 to pay out and 12.50 missing.
    private static func short(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [
                SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
            ], id: "S1", day: "2013-03-01")
        return book
    }

    @Test("during a shortfall two people name the amount, and the agency's share stays")
    func confirmed() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.short(store)
            for given in [nil, "15232.01"] as [String?] {
                let refused = await SampleBook.refusal {
                    try await book.plan(at: "2013-03-01T19:00:00Z", confirmed: given)
                }
                #expect(refused.code == "payout.confirm")
                #expect(refused.remedy.contains("--confirm 15232.00"))
            }
            let planned = try await book.plan(
                at: "2013-03-01T19:00:00Z", confirmed: "15232.00")
            #expect(planned["payouts"] == "1")
            for given in [nil, "15232.01"] as [String?] {
                let refused = await SampleBook.refusal {
                    try await book.approve(planned, at: "2013-03-01T19:10:00Z", confirmed: given)
                }
                #expect(refused.code == "payout.confirm")
            }
            _ = try await book.approve(
                planned, at: "2013-03-01T19:20:00Z", confirmed: "15232.00")
            _ = try await book.engine(at: "2013-03-01T19:30:00Z").exportPayout(
                PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0),
                SampleBook.call("payout export"))
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test(
        "a plan from before the shortfall is neither approved nor exported",
        arguments: [true, false])
    func before(_ isApproved: Bool) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            let planned = try await book.plan(at: "2013-03-04T08:00:00Z", payees: ["F-01"])
            if isApproved { _ = try await book.approve(planned, at: "2013-03-04T08:10:00Z") }
            _ = try await book.bank(
                [SampleBook.line("-12.50", on: "2013-03-04", kind: .bankCharge)],
                id: "S2", day: "2013-03-04", opening: "19040.00", at: "2013-03-04T08:20:00Z")
            let refused = await SampleBook.refusal {
                isApproved
                    ? try await book.engine(at: "2013-03-04T09:00:00Z").exportPayout(
                        PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0),
                        SampleBook.call("payout export"))
                    : try await book.approve(
                        planned, at: "2013-03-04T09:00:00Z", confirmed: "15232.00")
            }
            #expect(refused.code == "payout.confirm")
        }
    }

    @Test("a total that is named without need must be right")
    func needless() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            let refused = await SampleBook.refusal {
                try await book.plan(at: "2013-03-01T19:00:00Z", confirmed: "19040.01")
            }
            #expect(refused.code == "payout.confirm")
            #expect(
                try await book.plan(at: "2013-03-01T19:00:00Z", confirmed: "19040.00")["plan"]
                    != nil)
        }
    }

    @Test("an overdrawn account pays nothing")
    func overdrawn() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.short(store)
            _ = try await book.bank(
                [SampleBook.line("-20000.00", on: "2013-03-04")], id: "S2", day: "2013-03-04",
                opening: "19027.50")
            let refused = await SampleBook.refusal {
                try await book.plan(at: "2013-03-04T19:00:00Z", confirmed: "15232.00")
            }
            #expect(refused.code == "payout.overdrawn")
        }
    }
}
