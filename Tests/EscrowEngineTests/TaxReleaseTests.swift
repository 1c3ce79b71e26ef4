import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("VAT set aside follows release and disputes (events.md#J22)")
struct TaxReleaseTests {
    /// 10 hours, 1,190.00: 952.00 are F-01's and 238.00 the agency's, of which 38.00 are VAT.
    private static func book(
        _ store: any LedgerStore, _ release: Release
    ) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        try await book.add(.freelancer, "F-01", number: 21)
        try await book.engage(
            "E-01", client: "C-01", freelancer: "F-01", release: release)
        let rule = try SplitRule(
            code: "R-01", currency: .eur,
            parts: [
                RulePart(.freelancer, .hours(rate: nil), basis: .net),
                RulePart(.agency, .remainder, basis: .gross),
            ], release: release, setsVATAside: true)
        _ = try await book.engine().addRule(rule, SampleBook.call("rule add"))
        var change = EngagementChange(code: "E-01", from: SampleBook.day("2013-01-01"))
        change.rule = .code("R-01")
        _ = try await book.engine().changeEngagement(change, SampleBook.call("engagement change"))
        try await book.work("E-01", from: "2013-01-01", hours: 10)
        _ = try await book.invoice("C-01", on: "2013-01-31")
        return book
    }

    private static func receive(
        _ amount: String, _ book: SampleBook, on day: String, opening: String = "0.00",
        kind: BankLine.Kind = .transfer
    ) async throws {
        _ = try await book.bank(
            [SampleBook.line(amount, on: day, reference: SampleBook.reference, kind: kind)],
            id: "S-\(day)", day: day, opening: opening)
    }

    private static func agency(_ book: SampleBook) async throws -> [String] {
        var amounts: [String] = []
        for account in [Account.agencyHeld, .agencyAvailable, .taxSetAside, .disputed] {
            amounts.append(try await book.balance("A-01", account))
        }
        return amounts
    }

    @Test("held: nothing is set aside before the release; instalments come to the same cent")
    func held() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, .held)
            try await Self.receive("500.00", book, on: "2013-03-01")
            #expect(try await Self.agency(book) == ["100.00", "0.00", "0.00", "0.00"])
            let release = SampleBook.call("payout release")
            _ = try await book.engine(at: "2013-03-01T20:00:00Z").release(
                party: "A-01", invoice: "2013-0001", release)
            // 100.00 x 38 / 238 = 15.96
            #expect(try await Self.agency(book) == ["0.00", "84.04", "15.96", "0.00"])
            try await Self.receive("690.00", book, on: "2013-03-04", opening: "500.00")
            #expect(try await Self.agency(book) == ["138.00", "84.04", "15.96", "0.00"])
            _ = try await book.engine(at: "2013-03-04T20:00:00Z").release(
                party: "A-01", invoice: "2013-0001", release)
            #expect(try await Self.agency(book) == ["0.00", "200.00", "38.00", "0.00"])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a dispute reaches all of what is held, VAT included")
    func disputed() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, .afterDays(5))
            try await Self.receive("1190.00", book, on: "2013-03-01")
            let engine = book.engine(at: "2013-03-01T20:00:00Z")
            _ = try await engine.openDispute(
                DisputeRequest(
                    invoice: "2013-0001", line: nil, party: "A-01",
                    amount: SampleBook.euro("238.00"), reason: "hours"),
                SampleBook.call("dispute open"))
            #expect(try await Self.agency(book) == ["0.00", "0.00", "0.00", "238.00"])
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("after days: the run sets aside the VAT of what it releases, and not twice")
    func run() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, .afterDays(5))
            try await Self.receive("1190.00", book, on: "2013-03-01")
            let run = SampleBook.call("release run")
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").runReleases(by: nil, run)
            #expect(try await Self.agency(book) == ["238.00", "0.00", "0.00", "0.00"])
            _ = try await book.engine(at: "2013-03-06T08:00:00Z").runReleases(by: nil, run)
            #expect(try await Self.agency(book) == ["0.00", "200.00", "38.00", "0.00"])
            // The sweep comes back; its VAT was set aside before.
            let plan = try await book.payOut(at: "2013-03-06T09:00:00Z", payees: ["A-01"])
            let order = try #require(try await book.orders(of: plan).first)
            _ = try await book.bank(
                [
                    SampleBook.line(order.amount, on: "2013-03-06", endToEnd: order.endToEnd),
                    SampleBook.line(
                        "200.00", on: "2013-03-06", endToEnd: order.endToEnd, kind: .returned),
                ], id: "S2", day: "2013-03-06", opening: "1190.00")
            #expect(try await Self.agency(book) == ["200.00", "0.00", "38.00", "0.00"])
            _ = try await book.engine(at: "2013-03-06T20:00:00Z").release(
                party: "A-01", invoice: "2013-0001", SampleBook.call("payout release"))
            #expect(try await Self.agency(book) == ["0.00", "200.00", "38.00", "0.00"])
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a direct debit's VAT is set aside when it is final")
    func final() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, .onReceipt)
            try await Self.receive("1190.00", book, on: "2013-03-01", kind: .directDebit)
            #expect(try await Self.agency(book) == ["238.00", "0.00", "0.00", "0.00"])
            let line = try #require(
                try await store.read { try $0.rows(BankLineRow.self, .all).first?.id })
            _ = try await book.engine(at: "2013-05-01T08:00:00Z").makeFinal(
                line, after: FinalityDays(), SampleBook.call("receipt final"))
            #expect(try await Self.agency(book) == ["0.00", "200.00", "38.00", "0.00"])
            #expect(try await book.findings(.memory) == [])
        }
    }
}
