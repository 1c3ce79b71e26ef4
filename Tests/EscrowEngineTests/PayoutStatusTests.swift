import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/payout.md#status, docs/spec/payout.md#resend: what is said of a payout before a bank line.
@Suite("Fate of payouts")
struct PayoutStatusTests {
    /// A book whose payout of 15,232.00 to F-01 is exported.
    private static func exported(
        _ store: any LedgerStore
    ) async throws -> (book: SampleBook, plan: PlanID, order: (endToEnd: String, amount: String)) {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
        let order = try #require(try await book.orders(of: plan).first)
        return (book, plan, order)
    }

    private static func note(
        _ book: SampleBook, _ name: String, _ verdict: PayoutStatus.Verdict,
        reason: String? = nil, by actor: String = SampleBook.clerk,
        at time: String = "2013-03-04T08:00:00Z"
    ) async throws -> Answer {
        try await book.engine(at: time).notePayout(
            name, verdict, reason: reason, SampleBook.call("payout status", by: actor))
    }

    private static func confirm(
        _ book: SampleBook, _ name: String, by actor: String = SampleBook.approver,
        at time: String = "2013-03-04T10:00:00Z"
    ) async throws -> Answer {
        try await book.engine(at: time).confirmResend(
            name, CommandCall("payout resend", by: actor, as: .approver))
    }

    private static func state(_ book: SampleBook, _ plan: PlanID) async throws -> [PayoutState] {
        try await book.store.read { reader in
            try reader.rows(
                PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)])
            ).map(\.state)
        }
    }

    @Test("accepted is not paid: nothing is posted, and the bank line settles")
    func accepted() async throws {
        try await TestStore.sqlite.withStore { store in
            let (book, plan, order) = try await Self.exported(store)
            _ = try await Self.note(book, order.endToEnd, .accepted)
            #expect(try await Self.state(book, plan) == [.accepted])
            #expect(try await book.balance("F-01", .outgoingInFlight) == "-15232.00")
            let twice = await SampleBook.refusal {
                try await Self.note(book, order.endToEnd, .accepted)
            }
            #expect(twice.code == "state.step")
            _ = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-04", opening: "19040.00")
            #expect(try await Self.state(book, plan) == [.settled])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("J13: rejected is held again, and pays after release with another id")
    func rejected() async throws {
        try await TestStore.sqlite.withStore { store in
            let (book, plan, order) = try await Self.exported(store)
            _ = try await Self.note(book, "\(plan.sequence)", .rejected, reason: "AC04")
            #expect(try await Self.state(book, plan) == [.rejected])
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(try await book.balance("F-01", .outgoingInFlight) == "0.00")
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").release(
                party: "F-01", invoice: "2013-0001", SampleBook.call("payout release"))
            let again = try await book.payOut(at: "2013-03-05T09:00:00Z", payees: ["F-01"])
            let second = try #require(try await book.orders(of: again).first)
            #expect(second.amount == order.amount)
            #expect(second.endToEnd != order.endToEnd)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("unknown: one person never lets it be sent again, two do, and a late debit is an alarm")
    func unknown() async throws {
        try await TestStore.sqlite.withStore { store in
            let (book, plan, order) = try await Self.exported(store)
            let approver = SampleBook.call("actor grant", by: SampleBook.approver)
            _ = try await book.engine(at: "2013-03-04T07:00:00Z").grant(
                [.clerk, .approver], to: SampleBook.clerk, approver)
            _ = try await Self.note(book, order.endToEnd, .unknown)
            for early in [
                await SampleBook.refusal { try await Self.note(book, order.endToEnd, .rejected) },
                await SampleBook.refusal { try await Self.confirm(book, order.endToEnd) },
                await SampleBook.refusal {
                    try await book.engine(at: "2013-03-04T08:30:00Z").withdrawPayout(
                        plan, SampleBook.call("payout withdraw"))
                },
            ] {
                #expect(early.code == "state.step")
            }
            _ = try await Self.note(
                book, order.endToEnd, .resendRequested, at: "2013-03-04T09:00:00Z")
            #expect(try await book.balance("F-01", .freelancerHeld) == "0.00")
            let alone = await SampleBook.refusal {
                try await Self.confirm(book, order.endToEnd, by: SampleBook.clerk)
            }
            #expect(alone.code == "payout.requester")
            _ = try await Self.confirm(book, order.endToEnd)
            #expect(try await Self.state(book, plan) == [.rejected])
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(try await book.findings(.sqlite) == [])

            let answer = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-05", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-05", opening: "19040.00")
            #expect(answer["debit nobody ordered"] == "1")
            #expect(try await book.total(.dueFromAgencyFee) == "15232.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test(
        "a bank line is stronger than what people said of it",
        arguments: [
            [PayoutStatus.Verdict.unknown], [.unknown, .resendRequested], [.accepted, .unknown],
            [.unknown, .accepted], [.unknown, .resendRequested, .unknown],
        ])
    func bankLine(_ verdicts: [PayoutStatus.Verdict]) async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan, order) = try await Self.exported(store)
            for verdict in verdicts { _ = try await Self.note(book, order.endToEnd, verdict) }
            let answer = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-04", opening: "19040.00")
            #expect(answer["payout settled"] == "1")
            #expect(try await Self.state(book, plan) == [.settled])
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("what nobody knows, and what is no reason code, is refused and changes nothing")
    func refused() async throws {
        try await TestStore.memory.withStore { store in
            let (book, plan, order) = try await Self.exported(store)
            let size = try await store.read { try $0.head()?.size }
            for (name, reason, code) in [
                ("99999", nil, "payout.unknown"), ("PO-X", nil, "payout.unknown"),
                ("\(plan.sequence)", "closed", "payout.reason"),
                (order.endToEnd, "ac04", "payout.reason"),
            ] as [(String, String?, String)] {
                let refusal = await SampleBook.refusal {
                    try await Self.note(book, name, .rejected, reason: reason)
                }
                #expect(refusal.code == code)
            }
            #expect(try await store.read { try $0.head()?.size } == size)
        }
    }
}
