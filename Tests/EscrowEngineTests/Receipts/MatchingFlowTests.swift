import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/matching.md: what comes of a receipt in the book.
@Suite("Receipts find their invoices (matching.md)")
struct MatchingFlowTests {
    private static let stranger = SampleBook.account(99)?.electronic

    /// A second invoice of C-01, 2013-0002: 80 h, 9,520.00.
    private func two(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.work("E-01", from: "2013-02-01", hours: 80)
        _ = try await book.invoice("C-01", on: "2013-02-28")
        return book
    }

    private func clerk(_ book: SampleBook, at time: String = "2013-03-01T19:00:00Z") -> Engine {
        book.engine(at: time)
    }

    /// The newest bank line that is a receipt.
    private func newest(_ book: SampleBook) async throws -> BankLineRow {
        try await book.store.read { reader in
            try #require(
                try reader.rows(BankLineRow.self, Selection(isDescending: true, limit: 1)).first)
        }
    }

    @Test("one payment of two invoices pays both, each by a match of its own (#rules 6)")
    func together() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await two(store)
            let answer = try await book.bank(
                [SampleBook.line("28560.00", on: "2013-03-01", text: "RE 2013-0001 und 2013-2")],
                id: "S1", day: "2013-03-01")
            #expect(answer["matched"] == "1")
            #expect(try await book.open("2013-0001") == 0)
            #expect(try await book.open("2013-0002") == 0)
            #expect(try await book.total(.unidentified) == "0.00")
            #expect(try await book.total(.freelancerAvailable) == "22848.00")
            #expect(try await newest(book).rule == .severalInvoices)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a small difference is written off, where the limit says so (#difference)")
    func difference() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await clerk(book, at: "2013-02-28T19:00:00Z").set(
                .matchDifferenceLimit, to: 10_00, SampleBook.call("limit", by: SampleBook.approver))
            let answer = try await book.bank(
                [SampleBook.line("19030.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            #expect(answer["matched"] == "1")
            #expect(try await book.open("2013-0001") == 0)
            // Both the payment and what is written off divide 4 : 1.
            #expect(try await book.total(.freelancerAvailable) == "15224.00")
            #expect(try await book.total(.agencyAvailable) == "3806.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a person's decision is remembered for its payer, and forgotten with it (#remembered)")
    func remembered() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await two(store)
            let line = SampleBook.line("9000.00", on: "2013-03-01", account: Self.stranger)
            _ = try await book.bank([line], id: "S1", day: "2013-03-01")
            let receipt = try await newest(book).id
            let placed = try await clerk(book).match(
                receipt: receipt, to: "2013-0001", amount: nil, SampleBook.call("m"))
            #expect(placed.summary.contains("remembered"))
            let again = SampleBook.line("9520.00", on: "2013-03-04", account: Self.stranger)
            _ = try await book.bank([again], id: "S2", day: "2013-03-04", opening: "9000.00")
            #expect(try await newest(book).rule == .rememberedPayer)
            #expect(try await book.open("2013-0002") == 0)

            let undone = try await clerk(book, at: "2013-03-05T08:00:00Z").unmatch(
                receipt: receipt, invoice: "2013-0001", amount: nil, SampleBook.call("u"))
            #expect(undone["amount"] == "9000.00")
            #expect(try await book.total(.unidentified) == "9000.00")
            #expect(try await book.open("2013-0001") == 19_040_00)
            #expect(try await store.read { try $0.payerRule(Self.stranger ?? "") } == nil)
            let work = try await store.read {
                try $0.row(WorkRow.self, key: [.integer(receipt.sequence)])
            }
            #expect(work?.reason == "undone")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("an account that pays for two clients says nothing any more (#remembered)")
    func several() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            try await book.engage("E-02", client: "C-02", freelancer: "F-02")
            try await book.work("E-02", from: "2013-02-01", hours: 80)
            _ = try await book.invoice("C-02", on: "2013-02-28")
            for (index, number) in ["2013-0001", "2013-0002"].enumerated() {
                let day = "2013-03-0\(index + 1)"
                let line = SampleBook.line("100.00", on: day, account: Self.stranger)
                _ = try await book.bank(
                    [line], id: "S\(index)", day: day, opening: "\(index * 100).00")
                _ = try await clerk(book, at: "\(day)T19:00:00Z").match(
                    receipt: try await newest(book).id, to: number, amount: nil,
                    SampleBook.call("m\(index)"))
            }
            let rule = try await store.read { try $0.payerRule(Self.stranger ?? "") }
            #expect(rule != nil)
            #expect(rule?.client == nil)
            let once = try await clerk(book, at: "2013-03-05T08:00:00Z").forgetPayer(
                Self.stranger ?? "", SampleBook.call("forget"))
            #expect(once.summary.hasPrefix("Forgot"))
            let twice = await SampleBook.refusal {
                try await clerk(book, at: "2013-03-05T08:00:00Z").forgetPayer(
                    Self.stranger ?? "", SampleBook.call("again"))
            }
            #expect(twice.code == "payer.unknown")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("what waits shows the invoices that it could be for, the best first (#work-list)")
    func candidates() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await two(store)
            let line = SampleBook.line(
                "9520.00", on: "2013-03-01", text: "invoice 2013-0001",
                account: SampleBook.account(11)?.electronic)
            _ = try await book.bank([line], id: "S1", day: "2013-03-01")
            let receipt = try await newest(book).id
            let work = try await store.read {
                try $0.row(WorkRow.self, key: [.integer(receipt.sequence)])
            }
            #expect(work?.reason == "amount-differs")
            let found = try await store.read { try $0.matchCandidates(of: receipt) }
            #expect(
                found.map { "\($0.invoice.number) \($0.confidence) \($0.difference.plain)" } == [
                    "2013-0001 65 -9520.00", "2013-0002 45 0.00",
                ])
            #expect(found.first?.client == "C-01")
        }
    }

    @Test("a receipt that was paid out is taken off with a claim on who has it (#undone)")
    func paidOut() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            let receipt = try await newest(book).id
            let planned = try await book.plan(at: "2013-03-04T08:00:00Z")
            try await book.settle(planned, day: "2013-03-04")
            let undone = try await clerk(book, at: "2013-03-05T08:00:00Z").unmatch(
                receipt: receipt, invoice: "2013-0001", amount: nil, SampleBook.call("u"))
            #expect(undone["owed"] == "19040.00")
            #expect(try await book.total(.unidentified) == "19040.00")
            let findings = try await book.findings(.sqlite)
            #expect(findings == [])
            let unknown = await SampleBook.refusal {
                try await clerk(book, at: "2013-03-05T08:00:00Z").unmatch(
                    receipt: receipt, invoice: "2013-0001", amount: nil, SampleBook.call("u2"))
            }
            #expect(unknown.code == "receipt.not-allocated")
        }
    }
}
