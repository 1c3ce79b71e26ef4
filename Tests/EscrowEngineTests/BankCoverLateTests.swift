import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-failure.md#cover: a list behind a late debit.
@Suite("Failure of a bank: cover recorded again behind a late debit")
struct BankCoverLateTests {
    @Test(
        "the list names what each is entitled to and covered for, no more",
        arguments: TestStore.allCases)
    func listed(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await BankFailureLateTests.failed(store)
            _ = try await BankFailureLateTests.cover(book, at: "2013-02-02T09:00:00Z")
            _ = try await book.bank(
                [SampleBook.line("-10.00", on: "2013-02-03", text: "fee")], id: "fee",
                day: "2013-02-03", opening: "2380.00")
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "2380.00", on: "2013-02-04",
                        reference: SampleBook.reference(of: "2013-0002"))
                ], id: "late", day: "2013-02-04", opening: "2370.00")
            _ = try await BankFailureLateTests.cover(book, at: "2013-02-05T09:00:00Z")
            let holders = try await store.read { reader -> [BankFailure.Holder] in
                guard let covered = try reader.rows(BankFailureRow.self, .all).first?.covered,
                    case .bankFailure(.covered(_, _, let holders, _))? =
                        try reader.fact(at: covered)
                else { return [] }
                return holders
            }
            let freelancer = try await book.party("F-01")
            let listed = try #require(holders.first { $0.owner == freelancer })
            #expect(listed.entitlement == 1_904_00)
            // The fee of 10.00 lies nowhere; what is there is covered.
            #expect(holders.reduce(0) { $0 + $1.entitlement } == 4_760_00)
            #expect(holders.reduce(0) { $0 + $1.cover } == 4_750_00)
            #expect(try await book.total(.depositGuaranteeClaim) == "4750.00")
            for holder in holders {
                let code = try await store.read { reader in
                    try holder.owner.flatMap { try reader.party($0)?.code } ?? ""
                }
                let open = try await book.balance(code, .depositGuaranteeClaim)
                #expect(open == Money(minor: holder.cover, .eur).plain)
            }
            try await BankFailureLateTests.clean(book, kind)
        }
    }
}
