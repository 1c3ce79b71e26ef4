import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/pooling.md: J25 in all its steps.
@Suite("Pooling")
struct PoolTests {
    static let day = "2013-03-22"

    /// A bad month: open claims of every kind, a top-up, unidentified money, interest, a plan.
    ///
    /// At the bank 23,940.00; entitled, after own claims and top-up, to 28,770.00; missing
    /// 4,830.00, which F-03 owes.
    static func bad(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.add(.freelancer, "F-03", number: 23)
        try await book.engage("E-02", client: "C-02", freelancer: "F-02")
        try await book.work("E-02", from: "2013-01-01", hours: 160)
        _ = try await book.invoice("C-02", on: "2013-01-31")
        let bank = try await book.bankID()
        let agency = try await book.party("A-01")
        let line = Source.invoiceLine(
            InvoiceLineID(invoice: try await invoice("2013-0001", store), number: 1))
        _ = try await book.bank(
            [
                SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line(
                    "10000.00", on: "2013-03-01", reference: SampleBook.reference(of: "2013-0002")),
                SampleBook.line(
                    "700.00", on: "2013-03-01", text: "?",
                    account: SampleBook.account(31)?.electronic),
                SampleBook.line("30.00", on: "2013-03-01", kind: .interest),
            ], id: "S1", day: "2013-03-01")
        func owed(_ account: Account, _ code: String) async throws -> Subledger {
            Subledger(account, bank: bank, owner: try await book.party(code), source: line)
        }
        try await book.enter(
            .topUp, "1000.00",
            against: Subledger(.agencyTopUp, bank: bank, owner: agency, source: .topUp),
            on: "2013-03-04")
        _ = try await book.bank(
            [SampleBook.line("-30.00", on: "2013-03-05", kind: .bankCharge)], id: "S2",
            day: "2013-03-05")
        for (account, code, amount) in [
            (Account.dueFromAgencyReturnedReceipt, "A-01", "-500.00"),
            (.dueFromBeneficiary, "F-02", "-1000.00"), (.dueFromBeneficiary, "F-03", "-5000.00"),
            (.dueFromClient, "C-01", "-300.00"),
        ] {
            try await book.enter(
                .unorderedDebit, amount, against: try await owed(account, code),
                on: "2013-03-06")
        }
        for (account, code, amount) in [
            (Account.dueFromAgencyMisdirected, "A-01", "400.00"),
            (.dueFromPartyCreditNote, "F-01", "250.00"),
        ] {
            let claim = try await owed(account, code)
            try await book.enter(
                .misdirected, debit: claim, credit: claim.moved(to: .backedContra), amount,
                on: "2013-03-07")
        }
        return book
    }

    private static func invoice(
        _ number: String, _ store: any LedgerStore
    ) async throws
        -> InvoiceID
    {
        try await store.read { try $0.knownInvoice(number: number).id }
    }

    static func declare(_ book: SampleBook, subordinated: Bool = false) async throws -> Answer {
        try await book.engine(at: "2013-03-22T12:00:00Z").declarePool(
            Pooling.Terms(
                day: SampleBook.day(day), isAgencySubordinated: subordinated, reason: "filing"),
            SampleBook.call("pool declare"))
    }

    static func confirm(
        _ book: SampleBook, at time: String = "2013-03-22T13:00:00Z"
    ) async throws -> Answer {
        try await book.engine(at: time).confirmPool(
            SampleBook.call("pool confirm", by: SampleBook.approver))
    }

    static func share(_ book: SampleBook, at day: String) async throws -> Answer {
        try await book.engine(at: "\(day)T09:00:00Z").sharePool(
            executionDay: nil, render: { Array("\($0)".utf8) }, SampleBook.call("pool share"))
    }

    static func close(_ book: SampleBook, writesOff: Bool = false) async throws -> Answer {
        try await book.engine(at: "2013-04-30T09:00:00Z").closePool(
            writesOff: writesOff, SampleBook.call("pool close"))
    }

    struct Course: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isSubordinated: Bool
        /// What A-01, F-01, F-02, receipt 700.00 and the late receipt 50.00 get, twice.
        let first: [Int64]
        let second: [Int64]
    }

    @Test(
        "J25 from the declaration to the close: every account ends at zero",
        arguments: TestStore.allCases,
        [
            Course(
                testDescription: "rateable", isSubordinated: false,
                first: [4_832_94, 12_691_17, 5_833_41, 582_48],
                second: [404_74, 1_062_85, 488_54, 48_78, 45_09]),
            Course(
                testDescription: "agency subordinated", isSubordinated: true,
                first: [978_00, 15_251_67, 7_010_33, 700_00], second: [2_000_00, 0, 0, 0, 50_00]),
        ])
    func course(_ kind: TestStore, _ course: Course) async throws {
        try await kind.withStore { store in
            let book = try await Self.bad(store)
            let planned = try await book.plan(
                at: "2013-03-22T10:00:00Z", payees: ["F-01"], confirmed: "15232.00")
            let declared = try await Self.declare(book, subordinated: course.isSubordinated)
            #expect(declared["withdrawn"] == planned["plan"])
            let confirmed = try await Self.confirm(book)
            #expect(confirmed["pooled"] == "28770.00")
            #expect(try await book.total(.pool) == "28770.00")
            #expect(try await book.total(.dueFromBeneficiary) == "4830.00")
            #expect(try await book.total(.backedContra) == "0.00")
            #expect(try await book.balance("F-02", .pool) == "7010.33")

            let share = try await Self.share(book, at: "2013-03-25")
            #expect(try await Self.shared(book) == course.first)
            try await book.settle(share, day: "2013-03-25")
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await book.findings(kind) == [])

            try await Self.later(book)
            let again = try await Self.share(book, at: "2013-04-03")
            #expect(
                try await Self.shared(book)
                    == zip(course.first + [0], course.second).map { $0 + $1 })
            let open = await SampleBook.refusal { try await Self.close(book) }
            #expect(open.code == "pool.in-flight")
            try await book.settle(again, day: "2013-04-03")

            let owed = await SampleBook.refusal { try await Self.close(book) }
            #expect(owed.code == "pool.owed")
            let closed = try await Self.close(book, writesOff: true)
            #expect(closed["missing"] == "2830.00")
            let claims = try await store.read { try $0.poolClaimsList() }
            #expect(
                claims.map { "\($0.account.number) \($0.debtor) \($0.amount.plain)" } == [
                    "1140 A-01 400.00", "1150 F-01 250.00", "1120 F-03 2830.00",
                ])
            try await Self.payRest(book)
            #expect(try await store.read { try $0.trialBalance(.now) } == [])
            #expect(try await book.findings(kind) == [])
        }
    }

    /// After the first share: the rest of invoice 2 with a value day after the moment, 50.00 with
    /// one before it, and 2,000.00 that F-03 pays back.
    private static func later(_ book: SampleBook) async throws {
        _ = try await book.bank(
            [
                SampleBook.line(
                    "9040.00", on: "2013-03-26", reference: SampleBook.reference(of: "2013-0002")),
                BankLine(
                    amount: SampleBook.euro("50.00"), bookingDay: SampleBook.day("2013-03-26"),
                    valueDay: SampleBook.day("2013-03-22"), bankReference: nil, endToEndID: nil,
                    creditorReference: nil, remittance: "late", counterpartyName: "C",
                    counterpartyAccount: SampleBook.account(32)?.electronic, kind: .transfer,
                    returnReason: nil, place: "entry"),
            ], id: "S3", day: "2013-03-26")
        #expect(try await book.balance("F-02", .freelancerAvailable) == "7232.00")
        #expect(try await book.total(.unidentified) == "0.00")
        let bank = try await book.bankID()
        let line = Source.invoiceLine(
            InvoiceLineID(invoice: try await invoice("2013-0001", book.store), number: 1))
        try await book.enter(
            .recovery, "2000.00",
            against: Subledger(
                .dueFromBeneficiary, bank: bank, owner: try await book.party("F-03"), source: line),
            on: "2013-04-02")
    }

    /// What came after the moment is paid out as ever.
    private static func payRest(_ book: SampleBook) async throws {
        _ = try await book.engine(at: "2013-05-02T08:00:00Z").release(
            party: "A-01", invoice: "2013-0002", SampleBook.call("payout release"))
        let planned = try await book.engine(at: "2013-05-02T09:00:00Z").planPayout(
            PayoutRequest(payees: [], executionDay: nil) { Array("\($0)".utf8) },
            SampleBook.call("payout plan"))
        #expect(planned["total"] == "9040.00")
        try await book.settle(planned, day: "2013-05-02")
    }

    /// What every claimant has so far, planned included.
    private static func shared(_ book: SampleBook) async throws -> [Int64] {
        try await book.store.read { try $0.poolReport().claims.map(\.has) }
    }

    @Test("a rest of the top-up ranks behind all, and is shared when the others have all")
    func topUpRest() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let bank = try await book.bankID()
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            try await book.enter(
                .topUp, "100.00",
                against: Subledger(
                    .agencyTopUp, bank: bank, owner: try await book.party("A-01"), source: .topUp),
                on: "2013-03-04")
            _ = try await Self.declare(book)
            _ = try await Self.confirm(book)
            let report = try await store.read { try $0.poolReport() }
            #expect(report.claims.map(\.rank) == [.beneficiary, .beneficiary, .topUp])
            #expect(report.claims.map(\.share) == [3_808_00, 15_232_00, 100_00])
            let share = try await Self.share(book, at: "2013-03-25")
            #expect(share["total"] == "19140.00")
            try await book.settle(share, day: "2013-03-25")
            _ = try await Self.close(book)
            #expect(try await store.read { try $0.trialBalance(.now) } == [])
            #expect(try await book.findings(.memory) == [])
        }
    }
}
