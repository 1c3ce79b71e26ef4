import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/pooling.md#not-final, docs/spec/pooling.md#own-claims.
@Suite("Pooling: what is not final, and what comes back")
struct PoolNotFinalTests {
    /// Invoice 2013-0001 (F-01) is paid by a line of a kind, 2013-0002 (F-02) by a transfer: 19,040.00
    /// each.
    private static func paid(
        _ store: any LedgerStore, _ kind: BankLine.Kind
    ) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.engage("E-02", client: "C-02", freelancer: "F-02")
        try await book.work("E-02", from: "2013-01-01", hours: 160)
        _ = try await book.invoice("C-02", on: "2013-01-31")
        _ = try await book.bank(
            [
                SampleBook.line(
                    "19040.00", on: "2013-03-01", reference: SampleBook.reference,
                    endToEnd: "DD-1", kind: kind),
                SampleBook.line(
                    "19040.00", on: "2013-03-01", reference: SampleBook.reference(of: "2013-0002")),
            ], id: "S1", day: "2013-03-01")
        return book
    }

    private static func takenBack(_ book: SampleBook, on day: String) async throws {
        _ = try await book.bank(
            [SampleBook.line("-19040.00", on: day, endToEnd: "DD-1", kind: .takenBack)],
            id: "back", day: day)
    }

    private static func claims(_ book: SampleBook) async throws -> [String] {
        try await book.store.read { reader in
            try reader.poolReport().claims.map {
                "\($0.claimant) \($0.whole) \($0.has) \($0.share)"
            }
        }
    }

    private static func clean(_ book: SampleBook, _ kind: TestStore) async throws {
        #expect(try await BookInvariants.findings(book.store) == [])
        #expect(try await book.findings(kind) == [])
    }

    @Test(
        "a direct debit that is not final has no part of others' final money, and bounces out of its own",
        arguments: TestStore.allCases)
    func bounces(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.paid(store, .directDebit)
            _ = try await PoolTests.declare(book)
            let confirmed = try await PoolTests.confirm(book)
            #expect(confirmed["pooled"] == "19040.00")
            #expect(try await book.balance("F-01", .pool) == "0.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(
                try await Self.claims(book) == [
                    "A-01 380800 0 380800", "F-02 1523200 0 1523200",
                ])
            let share = try await PoolTests.share(book, at: "2013-03-25")
            #expect(share["total"] == "19040.00")
            try await book.settle(share, day: "2013-03-25")
            let early = await SampleBook.refusal { try await PoolTests.close(book) }
            #expect(early.code == "pool.not-final")
            try await Self.takenBack(book, on: "2013-03-28")
            #expect(try await book.total(.freelancerHeld) == "0.00")
            #expect(try await book.total(.dueFromBeneficiary) == "0.00")
            #expect(try await book.total(.dueFromAgencyReturnedReceipt) == "0.00")
            let closed = try await PoolTests.close(book)
            #expect(closed["missing"] == "0.00")
            try await Self.clean(book, kind)
        }
    }

    @Test(
        "once it is final it is pooled, shared, and everybody has all",
        arguments: TestStore.allCases)
    func becomesFinal(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.paid(store, .directDebit)
            _ = try await PoolTests.declare(book)
            _ = try await PoolTests.confirm(book)
            let first = try await PoolTests.share(book, at: "2013-03-25")
            try await book.settle(first, day: "2013-03-25")
            _ = try await book.engine(at: "2013-04-26T08:00:00Z").makeFinal(
                nil, after: FinalityDays(), SampleBook.call("receipt final"))
            #expect(try await book.balance("F-01", .pool) == "15232.00")
            #expect(try await book.balance("A-01", .pool) == "3808.00")
            let second = try await PoolTests.share(book, at: "2013-04-26")
            #expect(second["total"] == "19040.00")
            try await book.settle(second, day: "2013-04-26")
            _ = try await PoolTests.close(book)
            #expect(try await store.read { try $0.trialBalance(.now) } == [])
            try await Self.clean(book, kind)
        }
    }

    @Test(
        "a receipt that bounces after its share: what is left of its claims goes first, then they owe, and own claims are met out of the pool",
        arguments: TestStore.allCases)
    func bouncesAfterShare(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.paid(store, .transfer)
            // 9,520.00 are missing: of 38,080.00 three quarters are there.
            try await book.enter(
                .unorderedDebit, "-9520.00",
                against: Subledger(
                    .dueFromClient, bank: try await book.bankID(),
                    owner: try await book.party("C-01")), on: "2013-03-06")
            _ = try await PoolTests.declare(book)
            _ = try await PoolTests.confirm(book)
            let share = try await PoolTests.share(book, at: "2013-03-25")
            #expect(share["total"] == "28560.00")
            try await book.settle(share, day: "2013-03-25")
            try await Self.takenBack(book, on: "2013-03-28")
            #expect(try await book.balance("F-01", .pool) == "0.00")
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "11424.00")
            #expect(try await book.balance("A-01", .pool) == "0.00")
            #expect(try await book.balance("A-01", .dueFromAgencyReturnedReceipt) == "1904.00")
            #expect(try await book.balance("F-02", .pool) == "3808.00")
            #expect(
                try await Self.claims(book) == [
                    "A-01 571200 571200 0", "F-01 1142400 1142400 0", "F-02 1523200 1142400 0",
                ])
            // The debit of 9,520.00 is entered by hand: no receipt of the invoice lost it (I11).
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("a fee after the moment is the agency's, and is met by its own claim")
    func fee() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store, .transfer)
            _ = try await PoolTests.declare(book)
            _ = try await PoolTests.confirm(book)
            let share = try await PoolTests.share(book, at: "2013-03-25")
            let plan = PlanID(sequence: Int64(share["plan"] ?? "") ?? 0)
            _ = try await book.bank(
                [SampleBook.line("-100.00", on: "2013-03-26", kind: .bankCharge)], id: "S2",
                day: "2013-03-26")
            #expect(try await book.total(.dueFromAgencyFee) == "0.00")
            #expect(try await book.balance("A-01", .pool) == "7516.00")
            let state = try await store.read { reader in
                try reader.row(PlanRow.self, key: [.integer(plan.sequence)])?.state
            }
            #expect(state == .withdrawn)
            let again = try await PoolTests.share(book, at: "2013-03-27")
            #expect(again["total"] == "37980.00")
            try await Self.clean(book, .memory)
        }
    }

    @Test("what was disputed after the moment is money of the moment all the same")
    func movedLater() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.paid(store, .transfer)
            _ = try await book.engine(at: "2013-03-24T08:00:00Z").openDispute(
                DisputeRequest(
                    invoice: "2013-0001", line: nil, party: "F-01",
                    amount: SampleBook.euro("500.00"), reason: "late"),
                SampleBook.call("dispute open"))
            _ = try await book.engine(at: "2013-03-25T08:00:00Z").declarePool(
                Pooling.Terms(
                    day: SampleBook.day("2013-03-22"), isAgencySubordinated: false,
                    reason: "filing"), SampleBook.call("pool declare"))
            let confirmed = try await PoolTests.confirm(book, at: "2013-03-25T09:00:00Z")
            #expect(confirmed["pooled"] == "38080.00")
            try await Self.clean(book, .memory)
        }
    }
}
