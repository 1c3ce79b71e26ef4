import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/receipt.md#moved, docs/spec/receipt.md#clawback, docs/spec/events.md#J31.
@Suite("Receipts moved and clawed back")
struct ReallocationTests {
    /// Invoices 2013-0001 over 19,040.00 and 2013-0002 over 9,520.00, and a receipt for the first.
    private static func book(
        _ store: any LedgerStore, _ amount: String = "9520.00"
    ) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.work("E-01", from: "2013-02-01", hours: 80)
        _ = try await book.invoice("C-01", on: "2013-02-28")
        _ = try await book.bank(
            [SampleBook.line(amount, on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        return book
    }

    private static func move(
        _ book: SampleBook, _ amount: String, from: String = "2013-0001", to: String = "2013-0002",
        part: String? = nil
    ) async throws -> Answer {
        try await book.engine(at: "2013-03-04T20:00:00Z").move(
            receipt: try await book.line(of: amount), from: from, to: to,
            amount: part.map { SampleBook.euro($0) }, SampleBook.call("receipt move"))
    }

    private static func events(_ store: any LedgerStore) async throws -> [String] {
        try await store.read { reader in
            let size = try reader.head()?.size ?? 0
            return try (1...size).compactMap { sequence in
                guard case .entry(let entry)? = try reader.fact(at: sequence) else { return nil }
                return entry.event.code
            }
        }
    }

    @Test("while nothing moved on the split is mirrored", arguments: TestStore.allCases)
    func mirrored(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store)
            _ = try await Self.move(book, "9520.00")
            #expect(try await Self.events(store).suffix(3) == ["REV", "J31", "J3"])
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await book.open("2013-0002") == "0.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7616.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "1904.00")
            #expect(try await BookInvariants.findings(store) == [])
            _ = try await Self.move(book, "9520.00", from: "2013-0002", to: "2013-0001")
            #expect(try await book.open("2013-0001") == "9520.00")
            #expect(try await book.open("2013-0002") == "9520.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("what was paid out on the wrong invoice is owed on it, and due again on the right one")
    func paidOut() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            let early = await SampleBook.refusal { try await Self.move(book, "9520.00") }
            #expect(early.code == "receipt.in-flight")
            #expect(early.message.contains("plan \(plan.sequence)"))
            let orders = try await book.orders(of: plan)
            _ = try await book.bank(
                orders.map { SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd) },
                id: "S2", day: "2013-03-04", opening: "9520.00")
            let answer = try await Self.move(book, "9520.00")
            #expect(answer["owed"] == "7616.00")
            #expect(try await Self.events(store).suffix(2) == ["J31", "J3"])
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "7616.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7616.00")
            // The claim is a shortfall, so the agency's share is held.
            #expect(try await book.balance("A-01", .agencyHeld) == "1904.00")
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").net(
                party: "F-01", from: "2013-0002", to: "2013-0001", amount: nil,
                SampleBook.call("claim net"))
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a part goes in proportion, what exceeded all parts first")
    func part() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, "19100.00")
            _ = try await Self.move(book, "19100.00", part: "160.01")
            #expect(try await book.total(.clientRefundable) == "0.00")
            #expect(try await book.open("2013-0001") == "100.01")
            #expect(try await book.open("2013-0002") == "9359.99")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test(
        "refused: the same invoice, more than it brought, an invoice it is not for, none at all",
        arguments: [
            ("2013-0001", "2013-0001", nil, "receipt.same-invoice"),
            ("2013-0001", "2013-0002", "9520.01", "receipt.amount"),
            ("2013-0001", "2013-0002", "0.00", "receipt.amount"),
            ("2013-0002", "2013-0001", nil, "receipt.not-allocated"),
            ("2013-0001", "2013-0009", nil, "invoice.unknown"),
        ])
    func refused(from: String, to: String, part: String?, code: String) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            let size = try await store.read { try $0.head()?.size }
            let refusal = await SampleBook.refusal {
                try await Self.move(book, "9520.00", from: from, to: to, part: part)
            }
            #expect(refusal.code == code)
            #expect(try await store.read { try $0.head()?.size } == size)
        }
    }

    @Test("J26: what is here goes back to the client, what is out has no entry")
    func clawback() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, "19040.00")
            _ = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            let receipt = try await book.line(of: "19040.00")
            let engine = book.engine(at: "2013-03-04T08:00:00Z")
            let call = SampleBook.call("receipt clawback")
            let answer = try await engine.clawBack(
                receipt: receipt, invoice: "2013-0001", amount: nil, call)
            #expect(answer["amount"] == "3808.00")
            #expect(answer["outside"] == "15232.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "3808.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "0.00")
            #expect(try await book.open("2013-0001") == "3808.00")
            #expect(try await store.read { try $0.shortfall() } == 0)
            let again = await SampleBook.refusal {
                try await engine.clawBack(
                    receipt: receipt, invoice: "2013-0001", amount: nil, call)
            }
            #expect(again.code == "clawback.nothing")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
