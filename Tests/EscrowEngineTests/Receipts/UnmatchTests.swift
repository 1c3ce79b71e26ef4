import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/matching.md#undone, docs/spec/receipt.md#moved.
@Suite("Receipts taken off an invoice and placed again")
struct UnmatchTests {
    private static let number = "2013-0001"

    private static func book(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        return book
    }

    static func unmatch(
        _ book: SampleBook, _ receipt: String = "19040.00", _ amount: String? = nil,
        at time: String = "2013-03-05T08:00:00Z"
    ) async throws -> Answer {
        try await book.engine(at: time).unmatch(
            receipt: try await book.line(of: receipt), invoice: number,
            amount: amount.map { SampleBook.euro($0) }, SampleBook.call("receipt unmatch"))
    }

    static func match(
        _ book: SampleBook, _ receipt: String = "19040.00", at time: String = "2013-03-05T09:00:00Z"
    ) async throws -> Answer {
        try await book.engine(at: time).match(
            receipt: try await book.line(of: receipt), to: number, amount: nil,
            SampleBook.call("receipt match"))
    }

    private static func settle(_ book: SampleBook, _ plan: PlanID) async throws {
        let orders = try await book.orders(of: plan)
        _ = try await book.bank(
            orders.map { SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd) },
            id: "S2", day: "2013-03-04", opening: "19040.00")
    }

    @Test("placed again after F-01 was paid, nothing is owed and nothing can be paid twice")
    func again() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            try await Self.settle(
                book, try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"]))
            let undone = try await Self.unmatch(book)
            #expect(undone.summary.contains("F-01 owes 15,232.00 EUR"))
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "15232.00")
            _ = try await Self.match(book)
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            // A second time the same, although the first split was reversed or taken out.
            #expect(
                try await Self.unmatch(book, at: "2013-03-06T08:00:00Z")["owed"] == "15232.00")
            _ = try await Self.match(book, at: "2013-03-06T09:00:00Z")
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a client that was refunded has no second refund of the money placed again")
    func refunded() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let account = SampleBook.account(11)?.electronic
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "19100.00", on: "2013-03-01", reference: SampleBook.reference,
                        account: account)
                ], id: "S1", day: "2013-03-01")
            let plan = try await book.payOut(.refunds, at: "2013-03-01T19:00:00Z")
            let orders = try await book.orders(of: plan)
            _ = try await book.bank(
                orders.map { SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd) },
                id: "S2", day: "2013-03-04", opening: "19100.00")
            let undone = try await Self.unmatch(book, "19100.00")
            #expect(undone.summary.contains("C-01 owes 60.00 EUR"))
            _ = try await Self.match(book, "19100.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "0.00")
            #expect(try await book.balance("C-01", .dueFromClient) == "0.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("taken off and placed again twice while all is here, the log stays right")
    func twice() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            for day in ["2013-03-05", "2013-03-06"] {
                _ = try await Self.unmatch(book, at: "\(day)T08:00:00Z")
                _ = try await Self.match(book, at: "\(day)T09:00:00Z")
            }
            // The first split is reversed once; what took its place is taken out as by the bank.
            let reversed = try await store.read { reader in
                try (1...(reader.head()?.size ?? 1)).compactMap { sequence -> Int64? in
                    guard case .entry(let entry)? = try reader.fact(at: sequence) else {
                        return nil
                    }
                    return entry.reverses
                }
            }
            #expect(reversed.count == 1)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("refused: what a plan pays, until its fate is known; the answer names the plan")
    func ordered() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            let planned = try await book.plan(at: "2013-03-05T08:00:00Z", payees: ["F-01"])
            let plan = planned["plan"] ?? "?"
            func refused(_ code: String) async throws {
                let size = try await store.read { try $0.head()?.size }
                let refusal = await SampleBook.refusal {
                    try await Self.unmatch(book, at: "2013-03-05T12:00:00Z")
                }
                #expect(refusal.code == code)
                #expect(refusal.message.contains("plan \(plan)"))
                #expect(try await store.read { try $0.head()?.size } == size)
            }
            try await refused("receipt.planned")
            _ = try await book.approve(planned, at: "2013-03-05T09:00:00Z")
            try await refused("receipt.planned")
            let id = PlanID(sequence: Int64(plan) ?? 0)
            _ = try await book.engine(at: "2013-03-05T10:00:00Z").exportPayout(
                id, SampleBook.call("payout export"))
            try await refused("receipt.in-flight")
            let order = try #require(try await book.orders(of: id).first)
            for verdict in [PayoutStatus.Verdict.accepted, .unknown] {
                _ = try await book.engine(at: "2013-03-05T11:00:00Z").notePayout(
                    order.endToEnd, verdict, reason: nil, SampleBook.call("payout status"))
                try await refused("receipt.in-flight")
            }
            _ = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-06", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-06", opening: "19040.00")
            #expect(
                try await Self.unmatch(book, at: "2013-03-07T08:00:00Z")["owed"] == "15232.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("refused: what a dispute froze, however it is taken; the bank takes it all the same")
    func disputed() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            let opened = try await book.engine(at: "2013-03-04T08:00:00Z").openDispute(
                DisputeRequest(
                    invoice: Self.number, line: nil, party: "F-01",
                    amount: SampleBook.euro("600.00"), reason: "hours"),
                SampleBook.call("dispute open"))
            try await book.work("E-01", from: "2013-02-01", hours: 80)
            _ = try await book.invoice("C-01", on: "2013-03-04")
            let receipt = try await book.line(of: "19040.00")
            let engine = book.engine(at: "2013-03-05T08:00:00Z")
            let ways: [@Sendable () async throws -> Answer] = [
                { try await Self.unmatch(book) },
                { try await Self.unmatch(book, "19040.00", "1.00") },
                {
                    try await engine.move(
                        receipt: receipt, from: Self.number, to: "2013-0002", amount: nil,
                        SampleBook.call("receipt move"))
                },
                {
                    try await engine.clawBack(
                        receipt: receipt, invoice: Self.number, amount: nil,
                        SampleBook.call("receipt clawback"))
                },
            ]
            for way in ways {
                let refusal = await SampleBook.refusal(way)
                #expect(refusal.code == "receipt.disputed")
                #expect(refusal.message.contains("dispute \(opened["dispute"] ?? "?")"))
            }
            #expect(try await book.total(.disputed) == "600.00")
            _ = try await book.bank(
                [TakebackTests.takenBack(on: "2013-03-06", endToEnd: nil)], id: "S2",
                day: "2013-03-06", opening: "19040.00")
            _ = try await book.engine(at: "2013-03-07T08:00:00Z").takeBack(
                line: try await book.line(of: "-19040.00"), receipt: receipt,
                SampleBook.call("receipt takeback"))
            // The dispute goes on: what comes again is frozen up to it.
            #expect(try await book.total(.disputed) == "0.00")
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-08", reference: SampleBook.reference)],
                id: "S3", day: "2013-03-08", opening: "0.00")
            #expect(try await book.total(.disputed) == "600.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("refused: what was pooled, and what lies at a failed bank once its cover is listed")
    func beyond() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            try await book.work("E-01", from: "2013-02-01", hours: 80)
            _ = try await book.invoice("C-01", on: "2013-03-02")
            let receipt = try await book.line(of: "19040.00")
            _ = try await PoolTests.declare(book)
            let time = "2013-03-23T08:00:00Z"
            for isConfirmed in [false, true] {
                if isConfirmed { _ = try await PoolTests.confirm(book) }
                let ways: [@Sendable () async throws -> Answer] = [
                    { try await Self.unmatch(book, at: time) },
                    {
                        try await book.engine(at: time).move(
                            receipt: receipt, from: Self.number, to: "2013-0002", amount: nil,
                            SampleBook.call("receipt move"))
                    },
                    {
                        try await book.engine(at: time).clawBack(
                            receipt: receipt, invoice: Self.number, amount: nil,
                            SampleBook.call("receipt clawback"))
                    },
                ]
                for way in ways { #expect(await SampleBook.refusal(way).code == "pool.frozen") }
            }
        }
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            let iban = try IBAN(SampleBook.trustIBAN)
            let engine = book.engine(at: "2013-03-22T12:00:00Z")
            _ = try await engine.agreed(
                try await engine.failBank(
                    iban, on: SampleBook.day("2013-03-22"), reason: "moratorium",
                    SampleBook.call("bank fail")))
            // Until it is listed who is covered, it can still be found out whose the money is.
            _ = try await Self.unmatch(book, at: "2013-03-22T13:00:00Z")
            _ = try await Self.match(book, at: "2013-03-22T14:00:00Z")
            _ = try await book.engine(at: "2013-03-22T15:00:00Z").coverBank(
                iban, others: [OtherDeposit(party: "F-01", amount: SampleBook.euro("90000.00"))],
                limit: nil, SampleBook.call("bank failure cover"))
            #expect(try await book.balance("F-01", .freelancerAvailable) == "10000.00")
            let refusal = await SampleBook.refusal {
                try await Self.unmatch(book, at: "2013-03-22T16:00:00Z")
            }
            #expect(refusal.code == "receipt.covered")
            #expect(try await book.total(.dueFromBeneficiary) == "0.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
