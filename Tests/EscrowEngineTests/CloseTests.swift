import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/close.md says what a close refuses and what it takes.
@Suite("Close of a period")
struct CloseTests {
    /// One statement of 1 March over 19,740.00: an invoice paid, 700.00 unidentified.
    private static func book(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [
                SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line("700.00", on: "2013-03-01", text: "?"),
            ], id: "S1", day: "2013-03-01")
        return book
    }

    private static func close(
        _ book: SampleBook, through day: String, at time: String = "2013-03-05T08:00:00Z",
        by actor: String = SampleBook.clerk
    ) async throws -> Answer {
        try await book.engine(at: time).close(
            through: SampleBook.day(day),
            CommandCall("close day", by: actor, as: .clerk))
    }

    /// A line of 1 March that the bank delivers when the day is closed, on a statement of its own.
    private static func late(_ book: SampleBook) async throws -> Answer {
        try await book.bank(
            [SampleBook.line("300.00", on: "2013-03-01", text: "late", place: "late")],
            id: "S1b", day: "2013-03-01", opening: "19740.00", at: "2013-03-06T18:00:00Z")
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let day: String
        let time: String
        let code: String
        let text: String
    }

    @Test(
        "a close is refused, and changes nothing",
        arguments: [
            Refused(
                testDescription: "a day without a statement", day: "2013-03-04",
                time: "2013-03-05T08:00:00Z", code: "close.not-reconciled",
                text:
                    "there is no bank statement for 2013-03-04: the last statement closes 2013-03-01"
            ),
            Refused(
                testDescription: "today", day: "2013-03-01", time: "2013-03-01T20:00:00Z",
                code: "close.future", text: "2013-03-01 is not over: today is 2013-03-01"),
            Refused(
                testDescription: "tomorrow", day: "2013-03-06", time: "2013-03-05T08:00:00Z",
                code: "close.future", text: "2013-03-06 is not over: today is 2013-03-05"),
        ])
    func refused(_ example: Refused) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            let before = try await store.read { try $0.opened().0.size }
            let refusal = await SampleBook.refusal {
                try await Self.close(book, through: example.day, at: example.time)
            }
            #expect(refusal.code == example.code)
            #expect(refusal.message == example.text)
            #expect(try await store.read { try $0.opened().0.size } == before)
            #expect(try await store.read { try $0.closes() } == [])
        }
    }

    @Test("the same day twice, or an earlier one, is refused", arguments: TestStore.allCases)
    func back(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store)
            _ = try await Self.close(book, through: "2013-03-03")
            for day in ["2013-03-03", "2013-03-01"] {
                let refusal = await SampleBook.refusal {
                    try await Self.close(book, through: day)
                }
                #expect(refusal.code == "close.back")
                #expect(refusal.message == "the book is closed through 2013-03-03 already")
            }
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("a difference on any day since the last close hinders it, a gap too")
    func difference() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            // The bank's own sums of 4 March lead on from an amount that nobody had.
            _ = try await book.bank(
                [SampleBook.line("1.00", on: "2013-03-04", text: "?")], id: "S2",
                day: "2013-03-04", opening: "20000.00")
            let refusal = await SampleBook.refusal {
                try await Self.close(book, through: "2013-03-04")
            }
            #expect(refusal.code == "close.not-reconciled")
            #expect(refusal.message.contains("opens with 20,000.00 EUR"))
        }
    }

    @Test("a statement that comes late into closed days does not bar later closes")
    func lateStatement() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            _ = try await book.bank(
                [SampleBook.line("1.00", on: "2013-03-05", text: "?")], id: "S2",
                day: "2013-03-05", opening: "19740.00")
            _ = try await Self.close(book, through: "2013-03-05", at: "2013-03-06T08:00:00Z")
            // Out of order: it goes on from 5 March, and is booked on 4 March.
            _ = try await book.bank(
                [SampleBook.line("5.00", on: "2013-03-04", text: "late")], id: "S1L",
                day: "2013-03-04", opening: "19741.00", at: "2013-03-07T08:00:00Z")
            _ = try await book.bank(
                [SampleBook.line("2.00", on: "2013-03-07", text: "?")], id: "S3",
                day: "2013-03-07", opening: "19746.00")
            let report = try await store.read { try $0.reconcile(SampleBook.day("2013-03-07")) }
            #expect(report.gaps == [])
            #expect(report.reconciliation.verdict == .agrees)
            _ = try await Self.close(book, through: "2013-03-07", at: "2013-03-08T08:00:00Z")
            // A day later something is missing all the same.
            _ = try await book.bank(
                [SampleBook.line("1.00", on: "2013-03-11", text: "?")], id: "S5",
                day: "2013-03-11", opening: "19800.00")
            let missing = try await store.read { try $0.reconcile(SampleBook.day("2013-03-11")) }
            #expect(missing.gaps.count == 1)
        }
    }

    @Test("a credit note or self-billing document dated into a closed day is refused")
    func documents() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            _ = try await Self.close(book, through: "2013-03-01")
            let engine = book.engine(at: "2013-03-05T09:00:00Z")
            func credit(_ day: String) async throws -> Answer {
                try await engine.creditInvoice(
                    CreditRequest(
                        invoice: "2013-0001", line: nil, net: SampleBook.euro("100.00"), parts: [],
                        number: nil, day: SampleBook.day(day), reason: "hours"),
                    SampleBook.call("invoice credit issue"))
            }
            let refusal = await SampleBook.refusal { try await credit("2013-03-01") }
            #expect(refusal.code == "close.closed")
            #expect(
                refusal.message
                    == "Credit note RK-2013-0001 of 2013-03-01: the book is closed through 2013-03-01"
            )
            _ = try await credit("2013-03-02")
            _ = try await engine.agreeSelfBilling(
                "F-01", on: SampleBook.day("2013-01-01"), SampleBook.call("self-billing agree"))
            let billed = await SampleBook.refusal {
                try await engine.issueSelfBilling(
                    SelfBillingRequest(.invoice("2013-0001"), day: SampleBook.day("2013-03-01")),
                    SampleBook.call("self-billing issue"))
            }
            #expect(billed.code == "close.closed")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("an approver or auditor alone does not close")
    func roles() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            let refusal = await SampleBook.refusal {
                try await Self.close(book, through: "2013-03-01", by: SampleBook.approver)
            }
            #expect(refusal.code == "actor.role")
        }
    }

    @Test("a shortfall does not hinder a close, and its answer says so")
    func shortfall() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            _ = try await book.bank(
                [SampleBook.line("-12.50", on: "2013-03-04", kind: .bankCharge)], id: "S2",
                day: "2013-03-04", opening: "19740.00")
            let answer = try await Self.close(book, through: "2013-03-04")
            #expect(answer["shortfall"] == "12.50")
            #expect(answer["note"] == "ALARM: 12.50 EUR is missing in the trust on 2013-03-04")
        }
    }

    @Test("an invoice dated into a closed day is refused, one behind it is not")
    func invoice() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            let time = "2013-03-05T08:00:00Z"
            try await book.work("E-01", from: "2013-02-01", hours: 80, at: time)
            _ = try await Self.close(book, through: "2013-03-01", at: time)
            let before = try await store.read { try $0.opened().0.size }
            let refusal = await SampleBook.refusal {
                try await book.invoice("C-01", on: "2013-03-01", at: time)
            }
            #expect(refusal.code == "close.closed")
            #expect(
                refusal.message
                    == "Invoice issued on 2013-03-01: the book is closed through 2013-03-01")
            #expect(
                refusal.remedy
                    == "book it on 2013-03-02 or later; a close is never undone")
            #expect(try await store.read { try $0.opened().0.size } == before)
            _ = try await book.invoice("C-01", on: "2013-03-02", at: time)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a late bank line is posted, and marked where it counts", arguments: TestStore.allCases)
    func late(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store)
            _ = try await Self.close(book, through: "2013-03-01")
            let posted = try await Self.late(book)
            #expect(posted["posted"] == "1")
            let day = SampleBook.day("2013-03-01")
            let (trial, closed, open, report, closes) = try await store.read { reader in
                (
                    try reader.trialBalance(AsOf(day: day, knownOn: nil)),
                    try reader.trialBalance(
                        AsOf(day: day, knownOn: SampleBook.day("2013-03-05"))),
                    try reader.trialBalance(AsOf(day: day.adding(days: 1), knownOn: nil)),
                    try reader.reconcile(day), try reader.closes()
                )
            }
            let bank = trial.first { $0.account == .trustBank }
            #expect(bank?.amount.plain == "20040.00")
            #expect(bank?.late.plain == "300.00")
            #expect(trial.first { $0.account == .unidentified }?.late.plain == "300.00")
            #expect(trial.first { $0.account == .freelancerAvailable }?.late.isZero == true)
            #expect(closed.first { $0.account == .trustBank }?.amount.plain == "19740.00")
            #expect(closed.allSatisfy { $0.late.isZero })
            #expect(open.first { $0.account == .trustBank }?.amount.plain == "20040.00")
            #expect(open.allSatisfy { $0.late.isZero })
            #expect(report.isClean)
            #expect(report.late.count == 1)
            #expect(report.late.atBank.plain == "300.00")
            #expect(report.late.ledgers.plain == "300.00")
            #expect(closes.map(\.lateCount) == [1])
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("a person's match of a late receipt is booked on an open day")
    func match() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            _ = try await Self.close(book, through: "2013-03-01")
            _ = try await Self.late(book)
            let receipt = try await store.read { reader in
                try reader.rows(BankLineRow.self, .all).first { $0.amount == 300_00 }?.id
            }
            _ = try await book.engine(at: "2013-03-07T08:00:00Z").match(
                receipt: try #require(receipt), to: "2013-0001", amount: nil,
                SampleBook.call("receipt match"))
            let statement = try await store.read { reader in
                try reader.statement(
                    of: "C-01", from: SampleBook.day("2013-03-02"), to: SampleBook.day("2013-03-31")
                )
            }
            #expect(Set(statement.items.map(\.bookingDay)) == [SampleBook.day("2013-03-07")])
            #expect(statement.items.allSatisfy { !$0.isLate })
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a statement of account marks late lines and what of its balances is late")
    func statement() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let half = SampleBook.line(
                "10000.00", on: "2013-03-01", reference: SampleBook.reference)
            _ = try await book.bank([half], id: "S1", day: "2013-03-01")
            _ = try await Self.close(book, through: "2013-03-01")
            let rest = SampleBook.line(
                "9040.00", on: "2013-03-01", reference: SampleBook.reference, place: "late")
            _ = try await book.bank(
                [rest], id: "S1b", day: "2013-03-01", opening: "10000.00",
                at: "2013-03-06T18:00:00Z")
            let day = SampleBook.day("2013-03-01")
            let statement = try await store.read { reader in
                try reader.statement(of: "F-01", from: day, to: day)
            }
            let money = statement.items.filter { $0.account == .freelancerAvailable }
            #expect(money.map(\.amount.plain) == ["8000.00", "7232.00"])
            #expect(money.map(\.isLate) == [false, true])
            let closing = statement.closing.first { $0.account == .freelancerAvailable }
            #expect(closing?.amount.plain == "15232.00")
            #expect(closing?.late.plain == "7232.00")
            let known = try await store.read { reader in
                try reader.statement(
                    of: "F-01", from: day, to: day, knownOn: SampleBook.day("2013-03-05"))
            }
            #expect(known.items.filter { $0.account == .freelancerAvailable }.count == 1)
            #expect(known.closing.first { $0.account == .freelancerAvailable }?.late.isZero == true)
        }
    }
}
