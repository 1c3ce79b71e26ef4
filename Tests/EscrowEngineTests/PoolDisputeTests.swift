import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/pooling.md#disputes: what nobody has decided keeps its share in reserve.
@Suite("Pooling: disputes")
struct PoolDisputeTests {
    /// 19,040.00 of F-01 and A-01, of which 5,000.00 of F-01's are disputed; pooled and shared once.
    private static func shared(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
            id: "S1", day: "2013-03-01")
        _ = try await book.engine(at: "2013-03-05T08:00:00Z").openDispute(
            DisputeRequest(
                invoice: "2013-0001", line: nil, party: "F-01",
                amount: SampleBook.euro("5000.00"), reason: "late"),
            SampleBook.call("dispute open"))
        _ = try await PoolTests.declare(book)
        let confirmed = try await PoolTests.confirm(book)
        #expect(confirmed["pooled"] == "19040.00")
        #expect(
            try await claims(book) == [
                "A-01 380800 0 380800", "F-01 1023200 0 1023200", "F-01 disputed 500000 0 500000",
            ])
        let share = try await PoolTests.share(book, at: "2013-03-25")
        #expect(share["total"] == "14040.00")
        #expect(share["note"]?.contains("dispute decide") == true)
        try await book.settle(share, day: "2013-03-25")
        #expect(try await book.total(.trustBank) == "5000.00")
        return book
    }

    private static func claims(_ book: SampleBook) async throws -> [String] {
        try await book.store.read { reader in
            try reader.poolReport().claims.map {
                "\($0.claimant)\($0.isDisputed ? " disputed" : "") \($0.whole) \($0.has) \($0.share)"
            }
        }
    }

    private static func decide(
        _ book: SampleBook, _ side: DisputeSide, _ amount: String? = nil
    ) async throws -> Answer {
        let dispute = try await book.store.read { try $0.rows(DisputeRow.self, .all)[0].id }
        return try await book.engine(at: "2013-04-02T08:00:00Z").decideDispute(
            dispute, for: side, amount: amount.map(SampleBook.euro),
            SampleBook.call("dispute decide"))
    }

    private static func clean(_ book: SampleBook, _ kind: TestStore) async throws {
        #expect(try await BookInvariants.findings(book.store) == [])
        #expect(try await book.findings(kind) == [])
    }

    @Test("decided for the client it is the client's claim", arguments: TestStore.allCases)
    func forClient(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.shared(store)
            let early = await SampleBook.refusal { try await PoolTests.close(book) }
            #expect(early.code == "pool.disputed")
            _ = try await Self.decide(book, .client)
            #expect(try await book.balance("C-01", .pool) == "5000.00")
            #expect(try await book.balance("F-01", .pool) == "0.00")
            #expect(try await book.part("2013-0001", "F-01")?.contract == 10_232_00)
            let share = try await PoolTests.share(book, at: "2013-04-03")
            #expect(share["total"] == "5000.00")
            try await book.settle(share, day: "2013-04-03")
            _ = try await PoolTests.close(book)
            #expect(try await store.read { try $0.trialBalance(.now) } == [])
            try await Self.clean(book, kind)
        }
    }

    @Test(
        "decided for the party, in part and then whole, it is shared", arguments: TestStore.allCases
    )
    func forParty(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.shared(store)
            _ = try await Self.decide(book, .party, "2000.00")
            #expect(
                try await Self.claims(book) == [
                    "A-01 380800 380800 0", "F-01 1223200 1023200 200000",
                    "F-01 disputed 300000 0 300000",
                ])
            _ = try await Self.decide(book, .client, "1000.00")
            _ = try await Self.decide(book, .party)
            let share = try await PoolTests.share(book, at: "2013-04-03")
            #expect(share["total"] == "5000.00")
            try await book.settle(share, day: "2013-04-03")
            #expect(try await book.part("2013-0001", "F-01")?.paid == 14_232_00)
            #expect(try await book.part("2013-0001", "C-01")?.paid ?? 1_000_00 == 1_000_00)
            _ = try await PoolTests.close(book)
            #expect(try await store.read { try $0.trialBalance(.now) } == [])
            try await Self.clean(book, kind)
        }
    }

    @Test("own claims are not met by what is disputed until it is decided for the party")
    func ownClaims() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").openDispute(
                DisputeRequest(
                    invoice: "2013-0001", line: nil, party: "F-01",
                    amount: SampleBook.euro("15232.00"), reason: "all of it"),
                SampleBook.call("dispute open"))
            try await book.enter(
                .unorderedDebit, "-1000.00",
                against: Subledger(
                    .dueFromBeneficiary, bank: try await book.bankID(),
                    owner: try await book.party("F-01")), on: "2013-03-06")
            _ = try await PoolTests.declare(book)
            _ = try await PoolTests.confirm(book)
            #expect(try await book.total(.dueFromBeneficiary) == "1000.00")
            _ = try await Self.decide(book, .party)
            #expect(try await book.total(.dueFromBeneficiary) == "0.00")
            #expect(try await book.balance("F-01", .pool) == "14232.00")
            try await Self.clean(book, .memory)
        }
    }
}
