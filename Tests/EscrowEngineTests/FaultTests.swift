import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore
import Testing

/// A store that fails at any call leaves the book as it was, and the retried command makes the
/// same book as one that never failed.
@Suite("Faults at every call")
struct FaultTests {
    typealias Step = @Sendable (SampleBook) async throws -> Void

    /// The main road with its side roads, one batch a step.
    ///
    /// A sample book has no chance of its own, so two runs end in the same head.
    static let steps: [Step] = [
        { book in try await book.add(.client, "C-01", number: 11) },
        { book in try await book.add(.freelancer, "F-01", number: 21) },
        { book in try await book.engage("E-01", client: "C-01", freelancer: "F-01") },
        { book in try await book.work("E-01", from: "2013-01-01", hours: 160) },
        { book in _ = try await book.invoice("C-01", on: "2013-01-31") },
        { book in
            _ = try await book.bank(
                [
                    SampleBook.line("19000.00", on: "2013-03-01", reference: SampleBook.reference),
                    SampleBook.line("40.00", on: "2013-03-01", text: "who?"),
                    SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
                ], id: "S1", day: "2013-03-01")
        },
        { book in
            _ = try await book.plan(
                at: "2013-03-01T18:30:00Z", payees: ["F-01"], confirmed: "15200.00")
        },
        { book in
            let plan = try await plan(book)
            _ = try await book.engine(at: "2013-03-01T18:40:00Z").approvePayout(
                plan.id, file: Digest(plan.file) ?? SHA256Hasher().digest(of: []),
                confirmed: SampleBook.euro("15200.00"),
                SampleBook.call("payout approve", by: SampleBook.approver))
        },
        { book in
            _ = try await book.engine(at: "2013-03-01T18:50:00Z").exportPayout(
                try await plan(book).id, SampleBook.call("payout export"))
        },
        { book in
            let orders = try await book.orders(of: try await plan(book).id)
            _ = try await book.bank(
                orders.map { SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd) },
                id: "S2", day: "2013-03-04", opening: "19027.50")
        },
    ]

    /// The road of trouble: too much paid, a dispute, a credit note, a charge, a refund, a write-off.
    static let troubles: [Step] =
        Array(steps.prefix(5)) + [
            { book in
                _ = try await book.bank(
                    [
                        SampleBook.line(
                            "19100.00", on: "2013-03-01", reference: SampleBook.reference,
                            account: SampleBook.account(11)?.electronic)
                    ], id: "S1", day: "2013-03-01")
            },
            { book in
                _ = try await book.engine(at: "2013-03-04T08:00:00Z").openDispute(
                    DisputeRequest(
                        invoice: "2013-0001", line: nil, party: "F-01",
                        amount: SampleBook.euro("1000.00"), reason: "hours"),
                    SampleBook.call("dispute open"))
            },
            { book in
                let dispute = try await book.store.read { try $0.rows(DisputeRow.self, .all).first }
                _ = try await book.engine(at: "2013-03-04T08:10:00Z").decideDispute(
                    dispute?.id ?? DisputeID(sequence: 1), for: .client, amount: nil,
                    SampleBook.call("dispute decide"))
            },
            { book in
                _ = try await book.engine(at: "2013-03-04T08:20:00Z").creditInvoice(
                    CreditRequest(
                        invoice: "2013-0001", line: nil, net: SampleBook.euro("1000.00"), parts: [],
                        number: nil, day: nil, reason: "hours"),
                    SampleBook.call("invoice credit issue"))
            },
            { book in
                _ = try await book.engine(at: "2013-03-04T09:00:00Z").planPayout(
                    PayoutRequest(.refunds, executionDay: nil) { Array("\($0)".utf8) },
                    SampleBook.call("payout plan"))
            },
            { book in
                let plan = try await plan(book)
                _ = try await book.engine(at: "2013-03-04T09:10:00Z").approvePayout(
                    plan.id, file: Digest(plan.file) ?? SHA256Hasher().digest(of: []),
                    SampleBook.call("payout approve", by: SampleBook.approver))
            },
            { book in
                _ = try await book.engine(at: "2013-03-04T09:20:00Z").exportPayout(
                    try await plan(book).id, SampleBook.call("payout export"))
            },
            { book in
                let orders = try await book.orders(of: try await plan(book).id)
                _ = try await book.bank(
                    orders.map {
                        SampleBook.line($0.amount, on: "2013-03-05", endToEnd: $0.endToEnd)
                    }
                        + [SampleBook.line("-12.50", on: "2013-03-05", kind: .bankCharge)],
                    id: "S2", day: "2013-03-05", opening: "19100.00")
            },
        ]

    private static func plan(_ book: SampleBook) async throws -> PlanRow {
        guard let plan = try await book.store.read({ try $0.rows(PlanRow.self, .all).first }) else {
            throw StoreError.failed("there is no plan")
        }
        return plan
    }

    @Test(
        "a retried command ends in the same book", arguments: TestStore.allCases, roads)
    func everyCall(_ kind: TestStore, _ road: Road) async throws {
        let steps = road.steps
        let expected = try await kind.withStore { store in
            let book = SampleBook(store)
            try await book.open()
            for step in steps { try await step(book) }
            return try await store.read { try $0.head() }
        }
        try await kind.withStore { store in
            try await SampleBook(store).open()
            var faults = 0
            for step in steps { faults += try await Self.fail(step, on: store) }
            #expect(faults > 100)
            #expect(try await store.read { try $0.head() } == expected)
            #expect(try await SampleBook(store).findings(kind) == [])
            guard road.endsEmpty else { return }
            let money = try await store.read { reader in
                try reader.trialBalance(AsOf(day: nil, knownOn: nil))
                    .filter { $0.account.kind != .memo && !$0.amount.isZero }
            }
            #expect(money.map(\.account.number) == [])
        }
    }

    /// Lets a step fail at its first call, its second and so on, until it no longer fails.
    private static func fail(_ step: Step, on store: any LedgerStore) async throws -> Int {
        for call in 1...10_000 {
            let before = try await store.read { try $0.head() }
            do {
                try await step(SampleBook(FaultyStore(store, failingAtCall: call)))
                return call - 1
            } catch EngineError.broken(let text) where text.contains("InjectedFault") {
                #expect(try await store.read { try $0.head() } == before)
            }
        }
        Issue.record("a step never ended")
        return 0
    }

    @Test("two writers at once lose and double nothing", arguments: TestStore.allCases)
    func twoWriters(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await SampleBook.ready(store)
            let before = try await store.read { try $0.rows(HoursRow.self, .all).count }
            async let first = Self.write(book, 0)
            async let second = Self.write(book, 1)
            let written = try await (first, second)
            #expect(written.0 + written.1 == 80)
            let after = try await store.read { try $0.rows(HoursRow.self, .all).count }
            #expect(after - before == 80)
            #expect(try await book.findings(kind) == [])
        }
    }

    /// Forty commands, each tried again while the book is busy.
    private static func write(_ book: SampleBook, _ writer: Int) async throws -> Int {
        for round in 0..<40 {
            let request = HoursRequest(
                engagement: "E-01",
                day: SampleBook.day("2013-02-01").adding(days: writer * 40 + round),
                hours: Hours(seconds: 3600))
            while try await !Self.record(request, in: book) {}
        }
        return 40
    }

    /// - Returns: Whether it was written; false when the book was busy.
    private static func record(_ request: HoursRequest, in book: SampleBook) async throws -> Bool {
        do throws(EngineError) {
            _ = try await book.engine(at: "2013-12-31T08:00:00Z").recordHours(
                [request], SampleBook.call("hours add"))
            return true
        } catch {
            guard error.isTransient else { throw error }
            return false
        }
    }
}
