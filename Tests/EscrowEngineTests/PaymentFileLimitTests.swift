import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/payment-file.md#limits, docs/spec/payout.md#cut-off: what the bank takes, and until when.
@Suite("Limits of payment files, cut-off and instant orders")
struct PaymentFileLimitTests {
    private static let euro = SampleBook.euro

    /// Three freelancers with 80.00, 160.00 and 240.00 net, and their agency's share.
    private static func paid(_ store: any LedgerStore) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        for number in 1...3 {
            try await book.add(.freelancer, "F-0\(number)", number: 20 + number)
            try await book.engage("E-0\(number)", client: "C-01", freelancer: "F-0\(number)")
            try await book.work("E-0\(number)", from: "2013-01-07", hours: number)
        }
        _ = try await book.invoice("C-01", on: "2013-01-31")
        _ = try await book.bank(
            [SampleBook.line("714.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        return book
    }

    private static func set(
        _ book: SampleBook, _ name: Setting.Name, _ value: Int64,
        at time: String = "2013-03-01T18:30:00Z"
    ) async throws {
        _ = try await book.engine(at: time).set(
            name, to: value, SampleBook.call("setting set", by: SampleBook.approver))
    }

    private static func plan(
        _ book: SampleBook, at time: String, day: String? = nil, isInstant: Bool = false
    ) async throws -> Answer {
        try await book.engine(at: time).planPayout(
            PayoutRequest(
                executionDay: day.map(SampleBook.day), form: PaymentForm(isInstant: isInstant)
            ) { Array("\($0)".utf8) }, SampleBook.call("payout plan"))
    }

    /// The totals of all plans, in order.
    private static func totals(_ book: SampleBook) async throws -> [String] {
        try await book.store.read { reader in
            try reader.rows(PlanRow.self, .all).map { Money(minor: $0.amount, .eur).plain }
        }
    }

    @Test("more than the bank takes in one file becomes several plans, in order")
    func divided() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.paid(store)
            try await Self.set(book, .transfersPerFile, 3)
            let answer = try await Self.plan(book, at: "2013-03-04T08:00:00Z")
            #expect(answer.values.filter { $0.name == "payouts" }.map(\.text) == ["3", "1"])
            #expect(try await Self.totals(book) == ["571.20", "142.80"])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("no file comes to more than its limit, and none is begun before it is needed")
    func amounts() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            try await Self.set(book, .amountPerFile, 285_60)
            let answer = try await Self.plan(book, at: "2013-03-04T08:00:00Z")
            #expect(try await Self.totals(book) == ["285.60", "285.60", "142.80"])
            #expect(Set(answer.values.filter { $0.name == "sha256" }.map(\.text)).count == 3)
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a payout above the limit is refused, and nothing is planned")
    func tooLarge() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            try await Self.set(book, .amountPerFile, 285_59)
            let refusal = await SampleBook.refusal {
                try await Self.plan(book, at: "2013-03-04T08:00:00Z")
            }
            #expect(refusal.code == "payout.file-limit")
            #expect(try await Self.totals(book) == [])
        }
    }

    @Test("after the cut-off today is over for the bank, but not for instant orders")
    func cutOff() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            try await Self.set(book, .paymentCutOff, 16 * 60 + 30)
            let late = await SampleBook.refusal {
                try await Self.plan(book, at: "2013-03-04T16:30:00Z", day: "2013-03-04")
            }
            #expect(late.code == "payout.cut-off")
            let instant = try await Self.plan(
                book, at: "2013-03-04T16:30:00Z", day: "2013-03-04", isInstant: true)
            #expect(instant["day"] == "2013-03-04")
        }
    }

    @Test(
        "the next day is taken by itself from the cut-off on",
        arguments: [
            ("2013-03-04T16:29:59Z", "2013-03-04"), ("2013-03-04T16:30:00Z", "2013-03-05"),
            ("2013-03-08T17:00:00Z", "2013-03-11"), ("2013-03-09T17:00:00Z", "2013-03-11"),
            ("2013-03-28T23:59:59Z", "2013-04-02"),
        ])
    func nextDay(time: String, day: String) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            try await Self.set(book, .paymentCutOff, 16 * 60 + 30)
            #expect(try await Self.plan(book, at: time)["day"] == day)
        }
    }

    @Test("an export after the cut-off says when the bank will pay")
    func lateExport() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            try await Self.set(book, .paymentCutOff, 16 * 60 + 30)
            let planned = try await Self.plan(book, at: "2013-03-04T16:00:00Z")
            _ = try await book.approve(planned, at: "2013-03-04T16:20:00Z")
            let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            let answer = try await book.engine(at: "2013-03-04T16:40:00Z").exportPayout(
                plan, SampleBook.call("payout export"))
            #expect(answer["note"]?.contains("no orders for today") == true)
        }
    }

    @Test("an instant order is planned for the day itself, a weekend too, and never for a past one")
    func instant() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store)
            let past = await SampleBook.refusal {
                try await Self.plan(
                    book, at: "2013-03-09T08:00:00Z", day: "2013-03-08", isInstant: true)
            }
            #expect(past.code == "payout.day")
            let planned = try await Self.plan(book, at: "2013-03-09T08:00:00Z", isInstant: true)
            #expect(planned["day"] == "2013-03-09")
        }
    }
}
