import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/changes.md#trust-account, docs/spec/reconciliation.md#counts: more than one account.
@Suite("Several trust accounts")
struct TrustAccountTests {
    private static func account(
        _ number: Int = 41, holder: String = "Trustee T-02"
    ) throws -> TrustAccount {
        TrustAccount(
            iban: try #require(SampleBook.account(number)), bic: nil, holder: holder,
            currency: .eur)
    }

    private static func request(_ book: SampleBook, _ account: TrustAccount) async throws -> Answer
    {
        try await book.engine(at: "2013-02-01T08:00:00Z").requestTrustAccount(
            account, SampleBook.call("account add"))
    }

    /// A book with a second account, which two people named.
    private static func two(_ store: any LedgerStore) async throws -> (SampleBook, IBAN) {
        let book = try await SampleBook.ready(store)
        let asked = try await request(book, try account())
        _ = try await book.engine(at: "2013-02-01T09:00:00Z").consent(
            to: ChangeID(sequence: Int64(asked["change"] ?? "") ?? 0),
            SampleBook.call("change consent", by: SampleBook.approver))
        return (book, try account().iban)
    }

    @Test("two people add one, and not one of the agency, of a party, or that is there")
    func added() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let first = try IBAN(SampleBook.trustIBAN)
            for (account, code) in [
                (try Self.account(holder: " AGENCY a-01"), "account.holder"),
                (try Self.account(21), "account.party"), (try Self.account(1), "account.party"),
                (
                    TrustAccount(iban: first, bic: nil, holder: "T", currency: .eur),
                    "account.exists"
                ),
            ] {
                let refused = await SampleBook.refusal { try await Self.request(book, account) }
                #expect(refused.code == code)
            }
            let asked = try await Self.request(book, try Self.account())
            #expect(try await store.read { try $0.trustAccounts().count } == 1)
            let id = ChangeID(sequence: Int64(asked["change"] ?? "") ?? 0)
            let alone = await SampleBook.refusal {
                try await book.engine(at: "2013-02-01T09:00:00Z").consent(
                    to: id, SampleBook.call("change consent"))
            }
            #expect(alone.code == "change.same-person")
            _ = try await book.engine(at: "2013-02-01T09:00:00Z").consent(
                to: id, SampleBook.call("change consent", by: SampleBook.approver))
            #expect(try await store.read { try $0.trustAccounts().count } == 2)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("money that came to the other account is divided, planned, paid and reconciled there")
    func other() async throws {
        try await TestStore.sqlite.withStore { store in
            let (book, second) = try await Self.two(store)
            _ = try await book.bank(
                [SampleBook.line("9000.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            _ = try await book.bank(
                [SampleBook.line("10040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "T1", day: "2013-03-01", of: second)
            #expect(try await book.total(.expectedReceipts) == "0.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")

            let which = await SampleBook.refusal {
                try await book.plan(at: "2013-03-01T19:00:00Z")
            }
            #expect(which.code == "account.which")
            let first = try IBAN(SampleBook.trustIBAN)
            #expect(
                try await book.plan(at: "2013-03-01T19:00:00Z", account: first)["total"]
                    == "9000.00")
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", account: second)
            let orders = try await book.orders(of: plan)
            #expect(orders.map(\.amount) == ["-8032.00", "-2008.00"])
            let lines = orders.map {
                SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd)
            }
            _ = try await book.bank(
                lines, id: "T2", day: "2013-03-04", opening: "10040.00", of: second)
            for (iban, statement) in [(first, "9000.00"), (second, "10040.00")] {
                let report = try await store.read {
                    try $0.reconcile(SampleBook.day("2013-03-01"), of: iban)
                }
                #expect(report.reconciliation.statement.plain == statement)
                #expect(report.reconciliation.ledgerDifference == 0)
            }
            let after = try await store.read {
                try $0.reconcile(SampleBook.day("2013-03-04"), of: second)
            }
            #expect(after.reconciliation.verdict == .agrees)
            #expect(after.reconciliation.statement.plain == "0.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a payout is not settled by a line of the other account")
    func strange() async throws {
        try await TestStore.memory.withStore { store in
            let (book, second) = try await Self.two(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            let plan = try await book.payOut(
                at: "2013-03-01T19:00:00Z", payees: ["F-01"],
                account: try IBAN(SampleBook.trustIBAN))
            let order = try #require(try await book.orders(of: plan).first)
            let answer = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)],
                id: "T1", day: "2013-03-04", of: second)
            #expect(answer["debit nobody ordered"] == "1")
            #expect(try await book.findings(.memory) == [])
        }
    }
}
