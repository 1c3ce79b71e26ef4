import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-failure.md#owner, docs/spec/bank-failure.md#reduced.
@Suite("Failure of a bank: whose cover it is")
struct BankCoverOwnerTests {
    private static let later = "2013-03-05T08:00:00Z"

    /// F-01's 1,904.00 and A-01's 476.00 are covered, of which 500.00 of F-01's are disputed.
    private static func covered(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await BankFailureLateTests.failed(store)
        _ = try await book.engine(at: "2013-02-02T08:00:00Z").openDispute(
            DisputeRequest(
                invoice: "2013-0001", line: nil, party: "F-01",
                amount: SampleBook.euro("500.00"), reason: "late"),
            SampleBook.call("dispute open"))
        _ = try await BankFailureLateTests.cover(book, at: "2013-02-02T09:00:00Z")
        return book
    }

    private static func decide(_ book: SampleBook) async throws {
        let dispute = try await book.store.read { try $0.rows(DisputeRow.self, .all)[0].id }
        _ = try await book.engine(at: "2013-02-05T08:00:00Z").decideDispute(
            dispute, for: .client, amount: nil, SampleBook.call("dispute decide"))
    }

    @Test(
        "after a dispute for the client everybody is paid what is his now",
        arguments: TestStore.allCases)
    func disputed(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.covered(store)
            try await Self.decide(book)
            let freelancer = try await BankFailureLateTests.paid(book, "F-01", at: Self.later)
            #expect(freelancer["amount"] == "1404.00")
            let client = try await BankFailureLateTests.paid(book, "C-01", at: Self.later)
            #expect(client["amount"] == "500.00")
            _ = try await BankFailureLateTests.paid(book, "A-01", at: Self.later)
            #expect(try await BankFailureLateTests.close(book)["lost"] == "0.00")
            #expect(try await book.total(.clientRefundable) == "0.00")
            try await BankFailureLateTests.clean(book, kind)
        }
    }

    @Test("who was paid what became another's owes it", arguments: TestStore.allCases)
    func overpaid(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.covered(store)
            try await Self.decide(book)
            let paid = try await BankFailureLateTests.paid(book, "F-01", "1904.00", at: Self.later)
            #expect(paid["owed"] == "500.00")
            #expect(try await book.balance("F-01", .dueFromBeneficiary) == "500.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "500.00")
            _ = try await BankFailureLateTests.paid(book, "A-01", at: Self.later)
            _ = try await BankFailureLateTests.close(book)
            try await BankFailureLateTests.clean(book, kind)
        }
    }

    @Test("after a credit note it is the same", arguments: TestStore.allCases)
    func credited(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await BankFailureLateTests.failed(store)
            _ = try await BankFailureLateTests.cover(book, at: "2013-02-02T09:00:00Z")
            _ = try await book.engine(at: "2013-02-05T08:00:00Z").creditInvoice(
                CreditRequest(
                    invoice: "2013-0001", line: nil, net: SampleBook.euro("100.00"), parts: [],
                    number: nil, day: SampleBook.day("2013-02-05"), reason: "x"),
                SampleBook.call("invoice credit issue"))
            for party in ["F-01", "A-01", "C-01"] {
                _ = try await BankFailureLateTests.paid(book, party, at: Self.later)
            }
            #expect(try await book.total(.depositGuaranteeClaim) == "0.00")
            #expect(try await BankFailureLateTests.close(book)["lost"] == "0.00")
            try await BankFailureLateTests.clean(book, kind)
        }
    }

    @Test("what the scheme does not pay is lost, and the failure can be closed")
    func reduced() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.covered(store)
            try await Self.decide(book)
            let iban = try IBAN(SampleBook.trustIBAN)
            func reduce(_ amount: String?) async throws -> Answer {
                let engine = book.engine(at: Self.later)
                return try await engine.agreed(
                    try await engine.reduceBankCover(
                        iban, of: "F-01", by: amount.map(SampleBook.euro), reason: "scheme",
                        SampleBook.call("bank failure reduce")))
            }
            _ = try await reduce("180.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "1224.00")
            let paid = try await BankFailureLateTests.paid(book, "F-01", at: Self.later)
            #expect(paid["amount"] == "1224.00")
            let more = await SampleBook.refusal { try await reduce("500.01") }
            #expect(more.code == "bank.reduced-amount")
            // All that is open of it is the client's by now.
            _ = try await reduce(nil)
            #expect(try await book.balance("C-01", .clientRefundable) == "0.00")
            _ = try await BankFailureLateTests.paid(book, "A-01", at: Self.later)
            #expect(try await BankFailureLateTests.close(book)["lost"] == "680.00")
            try await BankFailureLateTests.clean(book, .memory)
        }
    }
}
