import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/payout.md: two people, one file, no cent twice.
@Suite("Payouts")
struct PayoutTests {
    private static func paid(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        return book
    }

    private static func plan(
        _ book: SampleBook, at time: String = "2013-03-01T19:00:00Z"
    )
        async throws -> Answer
    {
        try await book.engine(at: time).planPayout(
            PayoutRequest(payees: [], executionDay: nil) { Array("\($0)".utf8) },
            SampleBook.call("payout plan"))
    }

    @Test(
        "a plan reserves: a second one finds nothing, withdrawing frees it",
        arguments: TestStore.allCases)
    func reserves(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.paid(store)
            let planned = try await Self.plan(book)
            #expect(planned["total"] == "19040.00")
            #expect(planned["payouts"] == "2")
            let second = await SampleBook.refusal { try await Self.plan(book) }
            #expect(second.code == "payout.nothing")
            let id = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            _ = try await book.engine(at: "2013-03-02T08:00:00Z").withdrawPayout(
                id, SampleBook.call("payout withdraw"))
            let third = try await Self.plan(book, at: "2013-03-02T09:00:00Z")
            #expect(third["total"] == "19040.00")
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("only somebody else approves, only this file, only what is approved is exported")
    func twoPeople() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let planned = try await Self.plan(book)
            let id = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            let engine = book.engine(at: "2013-03-01T20:00:00Z")
            guard let digest = Digest(hex: planned["sha256"] ?? "") else { return }
            let approver = SampleBook.call("payout approve", by: SampleBook.approver)
            _ = try await engine.grant([.clerk, .approver], to: SampleBook.clerk, approver)

            let early = await SampleBook.refusal {
                try await engine.exportPayout(id, SampleBook.call("payout export"))
            }
            #expect(early.code == "payout.not-approved")
            let maker = await SampleBook.refusal {
                try await engine.approvePayout(
                    id, file: digest,
                    CommandCall("payout approve", by: SampleBook.clerk, as: .approver))
            }
            #expect(maker.code == "payout.approver")
            let other = try SHA256Hasher().digest(of: [1])
            let hash = await SampleBook.refusal {
                try await engine.approvePayout(id, file: other, approver)
            }
            #expect(hash.code == "payout.hash")
            _ = try await engine.approvePayout(id, file: digest, approver)
            let twice = await SampleBook.refusal {
                try await engine.approvePayout(id, file: digest, approver)
            }
            #expect(twice.code == "state.step")
            _ = try await engine.exportPayout(id, SampleBook.call("payout export"))
            let size = try await store.read { try $0.head()?.size }
            let again = try await engine.exportPayout(id, SampleBook.call("payout export"))
            #expect(again.isRepeated)
            #expect(try await store.read { try $0.head()?.size } == size)
            let late = await SampleBook.refusal {
                try await engine.withdrawPayout(id, SampleBook.call("payout withdraw"))
            }
            #expect(late.code == "state.step")
        }
    }

    @Test("nobody changes his own roles")
    func selfGrant() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let refused = await SampleBook.refusal {
                try await book.engine(at: "2013-03-01T08:00:00Z").grant(
                    [.clerk, .approver], to: SampleBook.approver,
                    SampleBook.call("actor grant", by: SampleBook.approver))
            }
            #expect(refused.code == "actor.self")
        }
    }

    @Test(
        "J13: a returned payout is held, the bank's charge is the agency's, release pays it again",
        arguments: [true, false])
    func returned(settlesFirst: Bool) async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.paid(store)
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            guard let order = try await book.orders(of: plan).first else { return }
            let out = SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)
            let back = SampleBook.line(
                "15227.00", on: "2013-03-04", endToEnd: order.endToEnd, kind: .returned)
            _ = try await book.bank(
                settlesFirst ? [out, back] : [back, out], id: "S2", day: "2013-03-04",
                opening: "19040.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(try await book.balance("F-01", .outgoingInFlight) == "0.00")
            #expect(try await book.balance("A-01", .dueFromAgencyFee) == "5.00")
            let nothing = await SampleBook.refusal {
                try await Self.plan(book, at: "2013-03-05T08:00:00Z")
            }
            #expect(nothing.code == "payout.nothing")
            #expect(nothing.message.contains("shortfall"))
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").release(
                party: "F-01", invoice: "2013-0001", SampleBook.call("payout release"))
            let again = try await book.plan(at: "2013-03-05T09:00:00Z", confirmed: "15232.00")
            #expect(again["total"] == "15232.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a return that the bank books before the debit, in files of their own")
    func returnedBeforeDebit() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.paid(store)
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            guard let order = try await book.orders(of: plan).first else { return }
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "15232.00", on: "2013-03-04", endToEnd: order.endToEnd, kind: .returned)
                ], id: "S2", day: "2013-03-04", opening: "19040.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(try await book.findings(.sqlite) == [])
            _ = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-05", endToEnd: order.endToEnd)],
                id: "S3", day: "2013-03-05", opening: "34272.00")
            #expect(try await book.balance("F-01", .outgoingInFlight) == "0.00")
            #expect(try await book.total(.trustBank) == "19040.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a small credit with a payout's id is a receipt, not its return")
    func smallCredit() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            guard let order = try await book.orders(of: plan).first else { return }
            _ = try await book.bank(
                [
                    SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd),
                    SampleBook.line("1.00", on: "2013-03-04", endToEnd: order.endToEnd),
                    SampleBook.line(
                        "100.00", on: "2013-03-04", endToEnd: order.endToEnd, kind: .returned),
                ], id: "S2", day: "2013-03-04", opening: "19040.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "0.00")
            #expect(try await book.total(.unidentified) == "101.00")
            #expect(try await book.total(.dueFromAgencyFee) == "0.00")
        }
    }

    @Test("a plan whose day has passed is not exported")
    func latePlan() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let planned = try await Self.plan(book)
            let id = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            guard let digest = Digest(hex: planned["sha256"] ?? "") else { return }
            _ = try await book.engine(at: "2013-03-01T20:00:00Z").approvePayout(
                id, file: digest, SampleBook.call("payout approve", by: SampleBook.approver))
            let refused = await SampleBook.refusal {
                try await book.engine(at: "2013-03-04T08:00:00Z").exportPayout(
                    id, SampleBook.call("payout export"))
            }
            #expect(refused.code == "payout.day")
        }
    }

    @Test("a payout settled twice, or with another amount, is an alarm, not a settlement")
    func strangeDebits() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            guard let order = try await book.orders(of: plan).first else { return }
            let out = SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)
            let less = SampleBook.line("-1.00", on: "2013-03-04", endToEnd: order.endToEnd)
            let answer = try await book.bank(
                [less, out, out], id: "S2", day: "2013-03-04", opening: "19040.00")
            #expect(answer["payout settled"] == "1")
            #expect(answer["debit nobody ordered"] == "2")
            #expect(try await book.total(.dueFromAgencyFee) == "15233.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a plan never orders more than lies in the account (I5)")
    func resource() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            _ = try await book.bank(
                [SampleBook.line("-10000.00", on: "2013-03-04")], id: "S2", day: "2013-03-04",
                opening: "19040.00")
            let refused = await SampleBook.refusal {
                try await book.plan(at: "2013-03-05T08:00:00Z", confirmed: "15232.00")
            }
            #expect(refused.code == "payout.resource")
        }
    }

    @Test(
        "an execution day that is past, no bank working day, or 30 days ahead, is refused",
        arguments: ["2013-02-28", "2013-03-02", "2013-03-29", "2013-04-02", "2099-01-05"])
    func day(_ text: String) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let refused = await SampleBook.refusal {
                try await book.engine(at: "2013-03-01T19:00:00Z").planPayout(
                    PayoutRequest(payees: [], executionDay: SampleBook.day(text)) { _ in [1] },
                    SampleBook.call("payout plan"))
            }
            #expect(refused.code == "payout.day")
        }
    }

    @Test("the agency's share is swept the same or the next bank day, and left out of a later plan")
    func sweepDay() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            func plan(_ day: String, _ payees: [String] = []) async throws -> Answer {
                try await book.engine(at: "2013-03-01T19:00:00Z").planPayout(
                    PayoutRequest(payees: payees, executionDay: SampleBook.day(day)) { order in
                        Array("\(order)".utf8)
                    }, SampleBook.call("payout plan"))
            }
            let later = try await plan("2013-03-05")
            #expect(later["total"] == "15232.00")
            #expect(
                later["note"]
                    == "the agency's share is swept the same or the next bank day, so not with this plan"
            )
            let alone = await SampleBook.refusal { try await plan("2013-03-05", ["A-01"]) }
            #expect(alone.code == "payout.nothing")
            #expect(alone.message.contains("swept the same or the next bank day"))
            // Friday's next bank day is Monday.
            #expect(try await plan("2013-03-04", ["A-01"])["total"] == "3808.00")
        }
    }
}
