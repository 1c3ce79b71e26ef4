import EscrowCore
import EscrowEngine
import EscrowTestSupport
import InsolvencyCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Rules in a book (rule.md#versions)")
struct RuleTests {
    private static func book(
        _ store: any LedgerStore = InMemoryStore()
    ) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        try await book.add(.client, "C-01", number: 11)
        try await book.add(.freelancer, "F-01", number: 21)
        try await book.add(.producer, "P-01", number: 31)
        try await book.engage("E-01", client: "C-01", freelancer: "F-01")
        return book
    }

    /// 5 % of the gross pass through to the producer, the freelancer has his rate.
    private static func rule(percent: Int64 = 5, order: [[RulePayee]]? = nil) throws -> SplitRule {
        try SplitRule(
            code: "R-01", currency: .eur,
            parts: [
                RulePart(
                    .producer("P-01"), .share(Share(percent, over: 100) ?? .zero), basis: .gross,
                    isPassedThrough: true),
                RulePart(.freelancer, .hours(rate: nil), basis: .net),
                RulePart(.agency, .remainder, basis: .gross),
            ], order: order)
    }

    private static func add(_ rule: SplitRule, to book: SampleBook) async throws -> Answer {
        try await book.engine().addRule(rule, SampleBook.call("rule add"))
    }

    private static func change(
        _ book: SampleBook, from: String, _ body: (inout EngagementChange) -> Void
    ) async throws {
        var change = EngagementChange(code: "E-01", from: SampleBook.day(from))
        body(&change)
        let newest = try await book.store.read { try $0.head() }?.recordedAt
        let engine = book.engine(at: newest?.description ?? "")
        let answer = try await engine.changeEngagement(
            change, SampleBook.call("engagement change"))
        // What gives the freelancer less takes a second person.
        if answer["change"] != nil { _ = try await engine.agreed(answer) }
    }

    private static func invoice(_ book: SampleBook, _ number: String) async throws -> Invoice {
        try await book.store.read { try $0.invoice(try $0.knownInvoice(number: number).id) }
    }

    @Test(
        "a version divides invoices and receipts from the day on which terms name it",
        arguments: TestStore.allCases)
    func versions(_ kind: TestStore) async throws {
        try await kind.withStore { store in try await Self.versions(store, kind) }
    }

    private static func versions(_ store: any LedgerStore, _ kind: TestStore) async throws {
        let book = try await Self.book(store)
        let first = try await Self.add(
            try Self.rule(order: [[.producer("P-01")], [.freelancer], [.agency]]), to: book)
        try await Self.change(book, from: "2013-02-01") { $0.rule = .code("R-01") }
        _ = try await Self.add(try Self.rule(percent: 10), to: book)
        try await book.work("E-01", from: "2013-01-07", hours: 8)
        try await book.work("E-01", from: "2013-02-04", hours: 8)
        _ = try await book.invoice("C-01", on: "2013-02-28")
        let invoice = try await Self.invoice(book, "2013-0001")

        #expect(invoice.lines.map { $0.rule?.sequence } == [nil, Int64(first["version"] ?? "")])
        #expect(
            invoice.lines.map { $0.parts.map(\.gross.minor) } == [
                [761_60, 190_40], [47_60, 761_60, 142_80],
            ])
        #expect(invoice.lines[1].parts[0].share?.share == Share(5, over: 100))

        _ = try await book.bank(
            [SampleBook.line("1904.00", on: "2013-03-01", reference: "RF8620130001")], id: "S-1",
            day: "2013-03-01")
        #expect(try await book.balance("P-01", .producerAvailable) == "47.60")
        #expect(try await book.balance("F-01", .freelancerAvailable) == "1523.20")
        #expect(try await book.balance("A-01", .agencyAvailable) == "333.20")
        #expect(try await book.findings(kind) == [])
    }

    @Test("a producer is paid out")
    func payout() async throws {
        let book = try await Self.book()
        _ = try await Self.add(try Self.rule(), to: book)
        try await Self.change(book, from: "2013-01-02") { $0.rule = .code("R-01") }
        try await book.work("E-01", from: "2013-01-07", hours: 8)
        _ = try await book.invoice("C-01", on: "2013-01-31")
        _ = try await book.bank(
            [SampleBook.line("952.00", on: "2013-02-01", reference: "RF8620130001")], id: "S-1",
            day: "2013-02-01")
        _ = try await book.payOut(at: "2013-02-04T08:00:00Z", payees: ["P-01"])
        #expect(try await book.balance("P-01", .producerAvailable) == "0.00")
    }

    @Test("a case prices billed and unbilled hours by the rule, without what passes to producers")
    func simulated() async throws {
        let book = try await Self.book()
        _ = try await Self.add(try Self.rule(), to: book)
        try await Self.change(book, from: "2013-01-02") { $0.rule = .code("R-01") }
        try await book.work("E-01", from: "2013-01-07", hours: 8)
        _ = try await book.invoice("C-01", on: "2013-01-31")
        try await book.work("E-01", from: "2013-02-04", hours: 8)
        let prices = try await book.store.read { reader in
            try reader.caseFile(filingDay: SampleBook.day("2013-02-28"), sequence: nil).items
                .map(\.prices)
        }
        #expect(prices.map(\.clientGross.minor) == [904_40, 904_40])
        #expect(prices.map(\.freelancerGross.minor) == [761_60, 761_60])
        #expect(prices.map(\.agencyGross.minor) == [142_80, 142_80])
    }

    private static func refusal(_ body: () async throws -> Void) async -> String? {
        do { try await body() } catch EngineError.refused(let refusal) { return refusal.code } catch
        {
            return "\(error)"
        }
        return nil
    }

    @Test("what cannot be agreed or billed is refused, and nothing is written")
    func refused() async throws {
        let book = try await Self.book()
        let size = try await book.store.read { try $0.opened().0.size }
        let other = try SplitRule(
            code: "R-02", currency: .eur,
            parts: [RulePart(.producer("P-09"), .remainder, basis: .gross)])
        #expect(await Self.refusal { _ = try await Self.add(other, to: book) } == "party.unknown")
        #expect(
            await Self.refusal {
                try await Self.change(book, from: "2013-02-01") { $0.rule = .code("R-09") }
            } == "rule.unknown")
        #expect(
            await Self.refusal { try await Self.change(book, from: "2012-09-30") { _ in } }
                == "engagement.change")
        #expect(try await book.store.read { try $0.opened().0.size } == size)

        _ = try await Self.add(try Self.rule(), to: book)
        #expect(
            await Self.refusal { _ = try await Self.add(try Self.rule(), to: book) } == "rule.same")
        let all = try SplitRule(
            code: "R-03", currency: .eur,
            parts: [RulePart(.producer("P-01"), .remainder, basis: .gross)])
        _ = try await Self.add(all, to: book)
        #expect(
            await Self.refusal {
                try await Self.change(book, from: "2013-02-01") { $0.rule = .code("R-03") }
            } == "rule.freelancer")
    }

    @Test(
        "O16: an invoice whose parts are more than the client pays is refused with what is missing")
    func impossible() async throws {
        let book = try await Self.book()
        try await Self.change(book, from: "2013-01-02") {
            $0.clientVAT = .foreign
            $0.freelancerRate = SampleBook.euro("87.50")
        }
        try await book.work("E-01", from: "2013-01-07", hours: 160)
        do {
            _ = try await book.invoice("C-01", on: "2013-01-31")
            Issue.record("the invoice was issued")
        } catch EngineError.refused(let refusal) {
            #expect(refusal.code == "invoice.split")
            #expect(refusal.message.contains("660.00"))
        }
    }

    @Test("terms by which nothing can be billed are changed from their first day on")
    func firstDay() async throws {
        let book = try await Self.book()
        try await Self.change(book, from: "2012-10-01") {
            $0.clientVAT = .foreign
            $0.freelancerRate = SampleBook.euro("87.50")
        }
        try await book.work("E-01", from: "2012-10-01", hours: 8)
        #expect(
            await Self.refusal { _ = try await book.invoice("C-01", on: "2012-10-31") }
                == "invoice.split")
        try await Self.change(book, from: "2012-10-01") {
            $0.clientVAT = VATStatus("19")
            $0.freelancerRate = SampleBook.euro("80.00")
        }
        let answer = try await book.invoice("C-01", on: "2012-10-31")
        #expect(answer["gross"] == "952.00")
        #expect(try await book.part("2012-0001", "F-01")?.contract == 761_60)
        // One span, whatever was recorded before it.
        let protection = try await book.store.read {
            try $0.protection(on: SampleBook.day("2012-10-31")).protection
        }
        #expect(protection.positions.map(\.withClient.total) == [952_00])
        // Once it is invoiced the terms stay.
        #expect(
            await Self.refusal { try await Self.change(book, from: "2012-10-01") { _ in } }
                == "engagement.billed")
    }

    @Test("invoiced hours keep their terms")
    func billed() async throws {
        let book = try await Self.book()
        try await book.work("E-01", from: "2013-01-07", hours: 16)
        _ = try await book.invoice("C-01", on: "2013-01-31")
        #expect(
            await Self.refusal {
                try await Self.change(book, from: "2013-01-08") { $0.policy = .agencyFirst }
            } == "engagement.billed")
        try await Self.change(book, from: "2013-01-09") { $0.policy = .agencyFirst }
    }

    @Test("a VAT rate that is not in force is refused, at the terms and at the invoice")
    func rates() async throws {
        let book = try await Self.book()
        #expect(
            await Self.refusal {
                try await Self.change(book, from: "2013-02-01") { $0.clientVAT = VATStatus("16") }
            } == "vat.rate")
        try await book.work("E-01", from: "2020-06-30", hours: 16)
        #expect(
            await Self.refusal { _ = try await book.invoice("C-01", on: "2020-07-31") }
                == "vat.rate")
        try await Self.change(book, from: "2020-07-01") {
            $0.clientVAT = VATStatus("16")
            $0.freelancerVAT = VATStatus("16")
        }
        _ = try await book.invoice("C-01", on: "2020-07-31")
        let invoice = try await Self.invoice(book, "2020-0001")
        #expect(invoice.taxes.map(\.vat.minor) == [152_00, 128_00])
    }
}
