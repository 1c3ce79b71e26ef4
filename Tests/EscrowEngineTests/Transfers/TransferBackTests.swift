import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/transfer.md#back, #elsewhere.
@Suite("Transfers that come back, and money that lies elsewhere")
struct TransferBackTests {
    private static let before = ["1000 19040.00", "2110 F-01 15232.00", "2210 A-01 3808.00"]

    private static func takenBack(_ setting: TransferBook, _ opening: String) async throws -> Answer
    {
        try await setting.line(
            "-19040.00", of: setting.first, on: "2013-03-08", opening: opening, endToEnd: "PAY-1",
            kind: .takenBack)
    }

    @Test("rejected by the bank: everything is where it was")
    func rejected() async throws {
        try await TransferBook.use { setting in
            let (plan, _) = try await setting.transfer()
            let answer = try await setting.book.engine(at: "2013-03-04T08:00:00Z").notePayout(
                "\(plan.sequence)", .rejected, reason: "AC04", SampleBook.call("payout status"))
            #expect(answer.summary.contains("19,040.00 EUR stands where it came from again"))
            #expect(try await setting.standing() == Self.before)
            // And it can be transferred again, or paid.
            #expect(
                try await setting.book.plan(at: "2013-03-04T09:00:00Z", account: setting.first)[
                    "total"] == "19040.00")
        }
    }

    @Test("not executed, as two people say")
    func resent() async throws {
        try await TransferBook.use { setting in
            let (plan, _) = try await setting.transfer()
            let payout = "\(plan.sequence + 1)"
            let engine = setting.book.engine(at: "2013-03-04T08:00:00Z")
            let call = SampleBook.call("payout status")
            _ = try await engine.notePayout(payout, .unknown, reason: nil, call)
            _ = try await engine.notePayout(payout, .resendRequested, reason: nil, call)
            _ = try await engine.confirmResend(
                payout, SampleBook.call("payout resend", by: SampleBook.approver))
            #expect(try await setting.standing() == Self.before)
        }
    }

    @Test("returned, before or after its debit", arguments: [true, false])
    func returned(isDebitFirst: Bool) async throws {
        try await TransferBook.use { setting in
            let (_, id) = try await setting.transfer()
            if isDebitFirst {
                _ = try await setting.line(
                    "-19040.00", of: setting.first, on: "2013-03-04", opening: "19040.00",
                    endToEnd: id)
            }
            let answer = try await setting.line(
                "19034.50", of: setting.first, on: "2013-03-05",
                opening: isDebitFirst ? "0.00" : "19040.00", endToEnd: id, kind: .returned)
            #expect(answer["payout returned"] == "1")
            if !isDebitFirst {
                _ = try await setting.line(
                    "-19040.00", of: setting.first, on: "2013-03-06", opening: "38074.50",
                    endToEnd: id)
            }
            #expect(
                try await setting.standing() == [
                    "1000 19034.50", "1100 A-01 5.50", "2110 F-01 15232.00", "2210 A-01 3808.00",
                ])
            #expect(try await setting.book.part("2013-0001", "F-01")?.paid == 0)
        }
    }

    @Test("what became of it meanwhile comes back as it stands")
    func asItStands() async throws {
        try await TransferBook.use { setting in
            let book = setting.book
            let (plan, _) = try await setting.transfer()
            _ = try await book.engine(at: "2013-03-04T08:00:00Z").openDispute(
                DisputeRequest(
                    invoice: "2013-0001", line: 1, party: "F-01",
                    amount: SampleBook.euro("1000.00"), reason: "hours"),
                SampleBook.call("dispute open"))
            _ = try await book.engine(at: "2013-03-04T09:00:00Z").notePayout(
                "\(plan.sequence)", .rejected, reason: nil, SampleBook.call("payout status"))
            #expect(
                try await setting.standing() == [
                    "1000 19040.00", "2110 F-01 14232.00", "2210 A-01 3808.00",
                    "2600 F-01 1000.00",
                ])
        }
    }

    @Test("after it arrived nothing of it can be rejected")
    func arrived() async throws {
        try await TransferBook.use { setting in
            let (plan, id) = try await setting.transfer()
            _ = try await setting.line(
                "19040.00", of: setting.second, on: "2013-03-04", opening: "0.00", endToEnd: id)
            await #expect(throws: EngineError.self) {
                try await setting.book.engine(at: "2013-03-04T19:00:00Z").notePayout(
                    "\(plan.sequence)", .rejected, reason: nil, SampleBook.call("payout status"))
            }
            // The same money twice is a receipt.
            let again = try await setting.line(
                "19040.00", of: setting.second, on: "2013-03-05", opening: "19040.00",
                endToEnd: id)
            #expect(again["unidentified"] == "1")
        }
    }

    @Test(
        "a receipt taken back finds what a transfer moved, and the deficit is cured by money alone")
    func takenBack() async throws {
        try await TransferBook.use { setting in
            let (_, id) = try await setting.transfer()
            _ = try await setting.line(
                "-19040.00", of: setting.first, on: "2013-03-04", opening: "19040.00",
                endToEnd: id)
            _ = try await setting.line(
                "19040.00", of: setting.second, on: "2013-03-04", opening: "0.00", endToEnd: id)
            let answer = try await Self.takenBack(setting, "0.00")
            #expect(answer["receipt taken back"] == "1")
            #expect(
                answer["note"]?.contains(
                    "ALARM: 19,040.00 EUR of it lay in another trust account") == true, "\(answer)")
            #expect(try await setting.standing() == ["1000 -19040.00", "1000 19040.00'"])
            #expect(try await setting.book.open("2013-0001") == "19040.00")
            _ = try await setting.book.bank(
                [], id: "B8", day: "2013-03-08", opening: "19040.00", of: setting.second)
            let (old, new) = (
                try await setting.reconcile(setting.first, "2013-03-08").reconciliation,
                try await setting.reconcile(setting.second, "2013-03-08").reconciliation
            )
            #expect(old.verdict == .elsewhere)
            #expect(new.verdict == .elsewhere)
            #expect(old.elsewhere.plain == "-19040.00")
            #expect(new.elsewhere.plain == "19040.00")

            let (_, back) = try await setting.transfer(
                isMoneyOnly: true, from: setting.second, to: setting.first,
                at: "2013-03-08T19:00:00Z")
            #expect(
                try await setting.standing() == [
                    "1000 -19040.00", "1000 19040.00'", "1010 -19040.00'", "1020 19040.00",
                ])
            _ = try await setting.line(
                "19040.00", of: setting.first, on: "2013-03-11", opening: "-19040.00",
                endToEnd: back)
            _ = try await setting.line(
                "-19040.00", of: setting.second, on: "2013-03-11", opening: "19040.00",
                endToEnd: back)
            #expect(try await setting.standing() == [])
            for account in [setting.first, setting.second] {
                #expect(
                    try await setting.counts(account, "2013-03-11")
                        == "0.00 0.00 0.00 0.00 agrees")
            }
        }
    }

    @Test("a receipt taken back while its transfer is on its way, and the transfer returned")
    func takenBackOnItsWay() async throws {
        try await TransferBook.use { setting in
            let (plan, _) = try await setting.transfer()
            _ = try await Self.takenBack(setting, "19040.00")
            #expect(
                try await setting.standing() == ["1010 -19040.00", "1020 19040.00'"])
            _ = try await setting.book.engine(at: "2013-03-11T08:00:00Z").notePayout(
                "\(plan.sequence)", .rejected, reason: nil, SampleBook.call("payout status"))
            #expect(try await setting.standing() == [])
        }
    }

    @Test("of two transfers for one deficit the second finds none; one too much is not exported")
    func deficit() async throws {
        try await TransferBook.use { setting in
            let (_, id) = try await setting.transfer(payees: ["A-01"])
            _ = try await setting.line(
                "3808.00", of: setting.second, on: "2013-03-04", opening: "0.00", endToEnd: id)
            _ = try await setting.line(
                "-3808.00", of: setting.first, on: "2013-03-04", opening: "19040.00",
                endToEnd: id)
            let order = PayoutRequest.Kind.transfer(
                TransferOrder(to: setting.first, isMoneyOnly: true))
            let none = await setting.refusal {
                try await setting.book.plan(
                    order, at: "2013-03-04T19:00:00Z", account: setting.second)
            }
            #expect(none == "transfer.deficit")
            _ = try await Self.takenBack(setting, "15232.00")
            #expect(try await setting.standing() == ["1000 -3808.00", "1000 3808.00'"])
            let planned = try await setting.book.plan(
                order, at: "2013-03-08T19:00:00Z", account: setting.second)
            #expect(planned["total"] == "3808.00")
            let twice = await setting.refusal {
                try await setting.book.plan(
                    order, at: "2013-03-08T19:10:00Z", account: setting.second)
            }
            #expect(twice == "transfer.deficit")
            // The client pays again, into the second account: the deficit stays.
            _ = try await setting.book.bank(
                [SampleBook.line("19040.00", on: "2013-03-08", reference: SampleBook.reference)],
                id: "B9", day: "2013-03-08", opening: "3808.00", at: "2013-03-08T20:00:00Z",
                of: setting.second)
            try await setting.book.release(
                PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0), planned["sha256"] ?? "",
                at: "2013-03-08T21:00:00Z")
            #expect(
                try await setting.standing() == [
                    "1000 -3808.00", "1000 22848.00'", "1010 -3808.00'", "1020 3808.00",
                    "2110 F-01 15232.00'", "2210 A-01 3808.00'",
                ])
        }
    }
}
