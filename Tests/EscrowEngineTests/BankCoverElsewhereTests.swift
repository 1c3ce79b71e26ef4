import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-failure.md#elsewhere: what lies at a failed bank is owed in another account.
@Suite("Failure of a bank that holds what another account lacks")
struct BankCoverElsewhereTests {
    private static let later = "2013-03-05T08:00:00Z"

    private struct Setting {
        let book: SampleBook
        let first: IBAN
        let second: IBAN
    }

    /// What is F-02's and A-01's in the first account lies in the second, whose bank fails.
    ///
    /// C-01's 2,380.00 came to the first account and were moved to the second with what is owed of them;
    /// C-02's came to the first. Then C-01's bank took its money back, out of the first account.
    private static func failed(
        _ store: any LedgerStore, identified: Bool = true
    ) async throws -> Setting {
        let book = SampleBook(store)
        try await book.open()
        for number in 1...2 {
            try await book.add(.client, "C-0\(number)", number: 10 + number)
            try await book.add(.freelancer, "F-0\(number)", number: 20 + number)
            try await book.engage(
                "E-0\(number)", client: "C-0\(number)", freelancer: "F-0\(number)")
            try await book.work("E-0\(number)", from: "2013-01-01", hours: 20)
            _ = try await book.invoice("C-0\(number)", on: "2013-01-31")
        }
        let (first, second) = (
            try IBAN(SampleBook.trustIBAN), try #require(SampleBook.account(41))
        )
        let engine = book.engine(at: "2013-02-01T08:00:00Z")
        _ = try await engine.agreed(
            try await engine.requestTrustAccount(
                TrustAccount(iban: second, bic: nil, holder: "Trustee T-02", currency: .eur),
                SampleBook.call("account add")))
        _ = try await book.bank(
            [
                SampleBook.line(
                    "2380.00", on: "2013-02-01", reference: SampleBook.reference(of: "2013-0001"),
                    endToEnd: "PAY-1")
            ], id: "A1", day: "2013-02-01")
        let plan = try await book.payOut(
            .transfer(TransferOrder(to: second)), at: "2013-02-01T19:00:00Z", account: first)
        let end = try #require(try await book.orders(of: plan).first?.endToEnd)
        _ = try await book.bank(
            [SampleBook.line("-2380.00", on: "2013-02-04", endToEnd: end)], id: "A2",
            day: "2013-02-04", opening: "2380.00")
        _ = try await book.bank(
            [SampleBook.line("2380.00", on: "2013-02-04", endToEnd: end)], id: "B1",
            day: "2013-02-04", of: second)
        let reference = identified ? SampleBook.reference(of: "2013-0002") : nil
        _ = try await book.bank(
            [
                SampleBook.line("2380.00", on: "2013-02-05", reference: reference),
                SampleBook.line("-2380.00", on: "2013-02-05", endToEnd: "PAY-1", kind: .takenBack),
            ], id: "A3", day: "2013-02-05")
        let failing = book.engine(at: "2013-02-06T08:00:00Z")
        _ = try await failing.agreed(
            try await failing.failBank(
                second, on: SampleBook.day("2013-02-06"), reason: "moratorium",
                SampleBook.call("bank fail")))
        return Setting(book: book, first: first, second: second)
    }

    private static func cover(
        _ setting: Setting, others: [OtherDeposit] = [], at time: String = "2013-02-07T08:00:00Z"
    ) async throws -> Answer {
        try await setting.book.engine(at: time).coverBank(
            setting.second, others: others, limit: nil, SampleBook.call("bank failure cover"))
    }

    @Test("those whose money lies there are covered for it", arguments: TestStore.allCases)
    func covered(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let setting = try await Self.failed(store)
            let book = setting.book
            let covered = try await Self.cover(setting)
            #expect(covered["covered"] == "2380.00")
            #expect(covered["uncovered"] == "0.00")
            #expect(try await book.balance("F-02", .depositGuaranteeClaim) == "1904.00")
            #expect(try await book.balance("A-01", .depositGuaranteeClaim) == "476.00")
            for party in ["F-02", "A-01"] {
                let engine = book.engine(at: Self.later)
                _ = try await engine.agreed(
                    try await engine.bankCoverPaid(
                        setting.second, to: party, amount: nil,
                        SampleBook.call("bank failure paid")))
            }
            let closed = try await book.engine(at: Self.later).closeBankFailure(
                setting.second, SampleBook.call("bank failure close"))
            #expect(closed["lost"] == "0.00")
            #expect(try await book.balance("F-02", .freelancerAvailable) == "0.00")
            try await BankFailureLateTests.clean(book, kind)
        }
    }

    @Test("and lose with the others what is above the limit", arguments: TestStore.allCases)
    func lost(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let setting = try await Self.failed(store)
            let covered = try await Self.cover(
                setting,
                others: [OtherDeposit(party: "F-02", amount: SampleBook.euro("99000.00"))])
            #expect(covered["covered"] == "1476.00")
            #expect(covered["uncovered"] == "904.00")
            #expect(try await setting.book.balance("F-02", .freelancerAvailable) == "1000.00")
            #expect(try await setting.book.total(.balanceAtFailedBank) == "0.00")
            try await BankFailureLateTests.clean(setting.book, kind)
        }
    }

    @Test("what is nobody's yet in the other account waits, and is covered once it is somebody's")
    func unidentified() async throws {
        try await TestStore.sqlite.withStore { store in
            let setting = try await Self.failed(store, identified: false)
            let book = setting.book
            let none = try await Self.cover(setting)
            #expect(none["covered"] == "0.00")
            #expect(none.summary.contains("2,380.00 EUR lie there that another account lacks"))
            #expect(try await book.total(.balanceAtFailedBank) == "2380.00")
            let again = await SampleBook.refusal { try await Self.cover(setting) }
            #expect(again.code == "bank.nothing-new")
            let open = await SampleBook.refusal {
                try await book.engine(at: Self.later).closeBankFailure(
                    setting.second, SampleBook.call("bank failure close"))
            }
            #expect(open.code == "bank.not-covered")
            let receipt = try #require(
                try await store.read { reader in
                    try reader.rows(BankLineRow.self, .all).first { $0.open > 0 }?.id
                })
            _ = try await book.engine(at: "2013-02-08T08:00:00Z").match(
                receipt: receipt, to: "2013-0002", amount: nil, SampleBook.call("receipt match"))
            let covered = try await Self.cover(setting, at: "2013-02-08T09:00:00Z")
            #expect(covered["covered"] == "2380.00")
            try await BankFailureLateTests.clean(book, .sqlite)
        }
    }
}
