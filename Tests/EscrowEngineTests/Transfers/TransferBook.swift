import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// A book with 19,040.00 of invoice 2013-0001 in its first trust account, and a second one that is
/// empty.
struct TransferBook {
    let book: SampleBook
    let first: IBAN
    let second: IBAN
    let kind: TestStore

    static func use(
        _ kind: TestStore = .sqlite, received: Bool = true,
        prepare: (SampleBook) async throws -> Void = { _ in },
        _ body: (TransferBook) async throws -> Void
    ) async throws {
        try await kind.withStore { store in
            let book = try await SampleBook.ready(store)
            try await prepare(book)
            let second = try #require(SampleBook.account(41))
            let asked = try await book.engine(at: "2013-02-01T08:00:00Z").requestTrustAccount(
                TrustAccount(iban: second, bic: nil, holder: "Trustee T-02", currency: .eur),
                SampleBook.call("account add"))
            _ = try await book.engine(at: "2013-02-01T09:00:00Z").consent(
                to: ChangeID(sequence: Int64(asked["change"] ?? "") ?? 0),
                SampleBook.call("change consent", by: SampleBook.approver))
            let setting = TransferBook(
                book: book, first: try IBAN(SampleBook.trustIBAN), second: second, kind: kind)
            if received {
                _ = try await book.bank(
                    [
                        SampleBook.line(
                            "19040.00", on: "2013-03-01", reference: SampleBook.reference,
                            endToEnd: "PAY-1")
                    ], id: "A1", day: "2013-03-01")
                _ = try await book.bank([], id: "B1", day: "2013-03-01", of: second)
            }
            try await body(setting)
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(kind) == [])
        }
    }

    /// A transfer that is exported, and its end-to-end id.
    func transfer(
        invoices: [String] = [], payees: [String] = [], isMoneyOnly: Bool = false,
        from: IBAN? = nil, to: IBAN? = nil, confirmed: String? = nil,
        at time: String = "2013-03-01T19:00:00Z"
    ) async throws -> (plan: PlanID, endToEnd: String) {
        let plan = try await book.payOut(
            .transfer(
                TransferOrder(to: to ?? second, invoices: invoices, isMoneyOnly: isMoneyOnly)),
            at: time, payees: payees, account: from ?? first, confirmed: confirmed)
        return (plan, try #require(try await book.orders(of: plan).first?.endToEnd))
    }

    /// A line of the first account, or of the second.
    func line(
        _ amount: String, of account: IBAN, on day: String, opening: String,
        endToEnd: String? = nil, text: String = "", kind: BankLine.Kind = .transfer
    ) async throws -> Answer {
        try await book.bank(
            [
                SampleBook.line(
                    amount, on: day, text: text, endToEnd: endToEnd, kind: kind)
            ], id: "\(account == first ? "A" : "B") \(day) \(amount)", day: day, opening: opening,
            of: account)
    }

    /// All money subledgers that are not zero: account, owner or what it is, amount, and `'` behind
    /// what stands in the second account.
    func standing() async throws -> [String] {
        try await book.store.read { reader in
            let second = try reader.trustAccounts().last?.id
            let parties = try reader.rows(PartyRow.self, .all)
            return try reader.rows(SubledgerRow.self, .all).filter {
                $0.balance != 0 && $0.subledger.account.kind != .memo
            }.map { row in
                let subledger = row.subledger
                let owner = parties.first { $0.id == subledger.owner }?.code
                let amount = Money(minor: row.balance, .eur).plain
                let words = ["\(subledger.account.number)", owner, amount].compactMap(\.self)
                return words.joined(separator: " ") + (subledger.bank == second ? "'" : "")
            }.sorted()
        }
    }

    func reconcile(_ account: IBAN, _ day: String) async throws -> ReconciliationReport {
        try await book.store.read { try $0.reconcile(SampleBook.day(day), of: account) }
    }

    /// Statement, book at the bank, in flight, on its way here, and the verdict.
    func counts(_ account: IBAN, _ day: String) async throws -> String {
        let result = try await reconcile(account, day).reconciliation
        let amounts = [result.statement, result.bookAtBank, result.inFlight, result.incoming]
        return amounts.map(\.plain).joined(separator: " ") + " \(result.verdict)"
    }

    func refusal(_ step: () async throws -> Answer) async -> String {
        await SampleBook.refusal(step).code
    }
}
