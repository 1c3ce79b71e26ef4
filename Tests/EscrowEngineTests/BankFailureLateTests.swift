import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-failure.md#late: what a bank tells of after its failure.
@Suite("Failure of a bank: late lines")
struct BankFailureLateTests {
    /// 2,380.00 of C-01 (F-01 1,904.00, A-01 476.00) lie at the bank that fails on 2 February.
    static func failed(_ store: any LedgerStore) async throws -> SampleBook {
        let book = SampleBook(store)
        try await book.open()
        for (number, code) in [(11, "C-01"), (12, "C-02")] {
            try await book.add(.client, code, number: number)
        }
        for (number, code) in [(21, "F-01"), (22, "F-02")] {
            try await book.add(.freelancer, code, number: number)
        }
        try await book.engage("E-01", client: "C-01", freelancer: "F-01")
        try await book.engage("E-02", client: "C-02", freelancer: "F-02")
        try await book.work("E-01", from: "2013-01-01", hours: 20)
        try await book.work("E-02", from: "2013-01-01", hours: 20)
        _ = try await book.invoice("C-01", on: "2013-01-31")
        _ = try await book.invoice("C-02", on: "2013-01-31")
        _ = try await book.bank(
            [
                SampleBook.line(
                    "2380.00", on: "2013-02-01", reference: SampleBook.reference(of: "2013-0001"))
            ], id: "S1",
            day: "2013-02-01")
        try await fail(book)
        return book
    }

    static func fail(_ book: SampleBook) async throws {
        let engine = book.engine(at: "2013-02-01T19:00:00Z")
        _ = try await engine.agreed(
            try await engine.failBank(
                try IBAN(SampleBook.trustIBAN), on: SampleBook.day("2013-02-01"),
                reason: "moratorium", SampleBook.call("bank fail")))
    }

    static func cover(
        _ book: SampleBook, at time: String, limit: String? = nil
    ) async throws -> Answer {
        let engine = book.engine(at: time)
        let iban = try IBAN(SampleBook.trustIBAN)
        if let limit {
            _ = try await engine.agreed(
                try await engine.requestCoverLimit(
                    SampleBook.euro(limit), at: iban, SampleBook.call("bank failure limit")))
        }
        return try await engine.coverBank(
            iban, others: [], limit: limit.map(SampleBook.euro),
            SampleBook.call("bank failure cover"))
    }

    static func paid(
        _ book: SampleBook, _ party: String, _ amount: String? = nil, at time: String
    ) async throws -> Answer {
        let engine = book.engine(at: time)
        return try await engine.agreed(
            try await engine.bankCoverPaid(
                try IBAN(SampleBook.trustIBAN), to: party, amount: amount.map(SampleBook.euro),
                SampleBook.call("bank failure paid")))
    }

    static func close(_ book: SampleBook) async throws -> Answer {
        try await book.engine(at: "2013-05-02T08:00:00Z").closeBankFailure(
            try IBAN(SampleBook.trustIBAN), SampleBook.call("bank failure close"))
    }

    /// The second client pays, and the bank tells of it after its failure.
    static func late(_ book: SampleBook, on day: String) async throws {
        _ = try await book.bank(
            [SampleBook.line("2380.00", on: day, reference: SampleBook.reference(of: "2013-0002"))],
            id: "late", day: day,
            opening: "2380.00")
    }

    static func clean(_ book: SampleBook, _ kind: TestStore) async throws {
        #expect(try await BookInvariants.findings(book.store) == [])
        #expect(try await book.findings(kind) == [])
    }

    @Test("it lies at the failed bank, and is covered with the rest", arguments: TestStore.allCases)
    func beforeCover(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.failed(store)
            try await Self.late(book, on: "2013-02-04")
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await book.total(.balanceAtFailedBank) == "4760.00")
            let covered = try await Self.cover(book, at: "2013-02-05T08:00:00Z")
            #expect(covered["covered"] == "4760.00")
            #expect(try await book.balance("F-01", .depositGuaranteeClaim) == "1904.00")
            #expect(try await book.balance("F-02", .depositGuaranteeClaim) == "1904.00")
            #expect(try await book.balance("A-01", .depositGuaranteeClaim) == "952.00")
            for party in ["F-01", "F-02", "A-01"] {
                _ = try await Self.paid(book, party, at: "2013-03-05T08:00:00Z")
            }
            #expect(try await Self.close(book)["lost"] == "0.00")
            try await Self.clean(book, kind)
        }
    }

    @Test(
        "what comes once cover is recorded is covered for those whose it is, and within the limit",
        arguments: TestStore.allCases)
    func afterCover(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.failed(store)
            _ = try await Self.cover(book, at: "2013-02-02T08:00:00Z", limit: "600.00")
            #expect(try await book.balance("F-01", .depositGuaranteeClaim) == "600.00")
            #expect(try await book.balance("A-01", .depositGuaranteeClaim) == "476.00")
            let nothing = await SampleBook.refusal {
                try await Self.cover(book, at: "2013-02-02T09:00:00Z")
            }
            #expect(nothing.code == "bank.nothing-new")
            try await Self.late(book, on: "2013-02-04")
            let early = await SampleBook.refusal { try await Self.close(book) }
            #expect(early.code == "bank.not-covered")
            let again = try await Self.cover(book, at: "2013-02-05T08:00:00Z")
            #expect(again["covered"] == "724.00")
            #expect(again["uncovered"] == "1656.00")
            #expect(try await book.balance("F-01", .depositGuaranteeClaim) == "600.00")
            #expect(try await book.balance("F-02", .depositGuaranteeClaim) == "600.00")
            #expect(try await book.balance("A-01", .depositGuaranteeClaim) == "600.00")
            let list = try await store.read {
                try $0.bankFailureList(try IBAN(SampleBook.trustIBAN), others: [], limit: nil)
            }
            #expect(
                list.holders.map {
                    "\($0.code) \($0.fact.entitlement) \($0.fact.share) \($0.fact.cover)"
                } == [
                    "A-01 95200 95200 60000", "F-01 190400 190400 60000",
                    "F-02 190400 190400 60000",
                ])
            #expect(list.citation == "as given")
            try await Self.clean(book, kind)
        }
    }

    @Test("a debit lessens what lies there, then what is covered and not paid yet")
    func debit() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.failed(store)
            _ = try await book.bank(
                [SampleBook.line("-80.00", on: "2013-02-04", kind: .bankCharge)], id: "fee",
                day: "2013-02-04", opening: "2380.00")
            #expect(try await book.total(.balanceAtFailedBank) == "2300.00")
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await book.total(.dueFromAgencyFee) == "80.00")
            let covered = try await Self.cover(book, at: "2013-02-05T08:00:00Z")
            #expect(covered["covered"] == "2300.00")
            _ = try await book.bank(
                [SampleBook.line("-10.00", on: "2013-02-06", kind: .bankCharge)], id: "fee 2",
                day: "2013-02-06", opening: "2300.00")
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await book.total(.depositGuaranteeClaim) == "2290.00")
            try await Self.clean(book, .memory)
        }
    }

    @Test("a dividend that comes after the close is taken all the same")
    func dividendAfterClose() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.failed(store)
            _ = try await Self.cover(book, at: "2013-02-02T08:00:00Z", limit: "0.00")
            _ = try await Self.close(book)
            try await Self.late(book, on: "2013-05-03")
            let again = try await Self.cover(book, at: "2013-05-04T08:00:00Z")
            #expect(again["uncovered"] == "2380.00")
            try await Self.clean(book, .memory)
        }
    }
}
