import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-failure.md: J27 with two trust banks, of which one fails.
@Suite("Failure of a bank: steps")
struct BankFailureTests {
    private static let iban = SampleBook.trustIBAN

    private struct Setting {
        let book: SampleBook
        let second: TrustAccountID
        let failed: IBAN
    }

    /// At the first bank 19,040.00 of invoice 2013-0001 and 700.00 unidentified, at the second
    /// 1,000.00 of F-02.
    private static func setting(_ store: any LedgerStore) async throws -> Setting {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [
                SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                SampleBook.line("700.00", on: "2013-03-01", text: "?"),
            ], id: "S1", day: "2013-03-01")
        let account = try #require(SampleBook.account(99))
        let asked = try await book.engine(at: "2013-03-02T08:00:00Z").requestTrustAccount(
            TrustAccount(iban: account, bic: nil, holder: "Trustee T-01", currency: .eur),
            SampleBook.call("account add"))
        _ = try await book.engine(at: "2013-03-02T09:00:00Z").consent(
            to: ChangeID(sequence: Int64(asked["change"] ?? "") ?? 0),
            SampleBook.call("change consent", by: SampleBook.approver))
        let accounts = try await store.read { try $0.trustAccounts() }
        let second = try #require(accounts.last?.id)
        try await book.enter(
            .recovery, "1000.00",
            against: Subledger(
                .freelancerAvailable, bank: second, owner: try await book.party("F-02")),
            on: "2013-03-04")
        return Setting(book: book, second: second, failed: try IBAN(iban))
    }

    private static func fail(_ setting: Setting) async throws -> Answer {
        let engine = setting.book.engine(at: "2013-03-22T12:00:00Z")
        return try await engine.agreed(
            try await engine.failBank(
                setting.failed, on: SampleBook.day("2013-03-22"), reason: "moratorium",
                SampleBook.call("bank fail")))
    }

    private static func cover(_ setting: Setting) async throws -> Answer {
        try await setting.book.engine(at: "2013-03-22T13:00:00Z").coverBank(
            setting.failed,
            others: [OtherDeposit(party: "F-01", amount: SampleBook.euro("90000.00"))], limit: nil,
            SampleBook.call("bank failure cover"))
    }

    /// Money that waits unidentified at the second bank.
    private static func receipt(
        _ amount: String, _ setting: Setting, on day: String
    ) async throws -> BankLineID {
        let line = SampleBook.line(amount, on: day)
        let bank = setting.second
        let answer = try await setting.book.engine(at: "\(day)T17:00:00Z").perform(
            SampleBook.call("bank import")
        ) { draft in
            let id = try draft.append(
                .bankLine(
                    BankLineFact(
                        bank: bank, statement: 1, fingerprint: 0, meaning: .unidentified,
                        payout: nil, work: BankLineFact.Work(code: "no-invoice", sentence: "?"),
                        line: line)))
            try draft.append(
                .entry(
                    try Entry.unidentified(
                        Receipt(
                            bankLine: BankLineID(sequence: id), bank: bank,
                            bookingDay: line.bookingDay, valueDay: line.valueDay,
                            amount: line.amount))))
            return Answer("entered", ["receipt": "\(id)"])
        }
        return BankLineID(sequence: Int64(answer["receipt"] ?? "") ?? 0)
    }

    @Test("J27 from the failure to its close", arguments: TestStore.allCases)
    func course(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let setting = try await Self.setting(store)
            let book = setting.book
            #expect(try await Self.fail(setting)["balance"] == "19740.00")
            #expect(try await book.total(.balanceAtFailedBank) == "19740.00")
            #expect(try await book.total(.trustBank) == "1000.00")

            let list = try await store.read { reader in
                try reader.bankFailureList(setting.failed, others: [], limit: nil)
            }
            #expect(list.holders.map(\.code) == ["A-01", "F-01", "receipt \(Self.first(list))"])
            #expect(list.holders.map(\.fact.cover) == [3_808_00, 15_232_00, 0])
            #expect(list.holders[1].details?.name == "freelancer F-01")

            let covered = try await Self.cover(setting)
            #expect(covered["covered"] == "13808.00")
            #expect(covered["uncovered"] == "5932.00")
            #expect(try await book.total(.balanceAtFailedBank) == "0.00")
            #expect(try await book.total(.depositGuaranteeClaim) == "13808.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "10000.00")
            #expect(try await book.balance("F-02", .freelancerAvailable) == "1000.00")
            #expect(try await book.total(.unidentified) == "0.00")
            #expect(try await book.findings(kind).joined(separator: "; ").isEmpty)

            try await Self.pay(setting)
            let closed = try await book.engine(at: "2013-05-02T08:00:00Z").closeBankFailure(
                setting.failed, SampleBook.call("bank failure close"))
            #expect(closed["lost"] == "5338.80")
            #expect(try await book.total(.trustBank) == "11593.20")
            #expect(try await book.findings(kind).joined(separator: "; ").isEmpty)
        }
    }

    /// The scheme pays A-01 directly and F-01 into the second account; a dividend of 10 % follows.
    private static func pay(_ setting: Setting) async throws {
        let book = setting.book
        let engine = book.engine(at: "2013-04-03T08:00:00Z")
        let early = await SampleBook.refusal {
            try await engine.closeBankFailure(
                setting.failed, SampleBook.call("bank failure close"))
        }
        #expect(early.code == "bank.cover-open")
        _ = try await engine.agreed(
            try await engine.bankCoverPaid(
                setting.failed, to: "A-01", amount: nil, SampleBook.call("bank failure paid")))
        #expect(try await book.balance("A-01", .agencyAvailable) == "0.00")
        let again = await SampleBook.refusal {
            try await engine.bankCoverPaid(
                setting.failed, to: "A-01", amount: nil, SampleBook.call("bank failure paid"))
        }
        #expect(again.code == "bank.paid-amount")
        let cover = try await receipt("10000.00", setting, on: "2013-04-04")
        let later = book.engine(at: "2013-04-30T08:00:00Z")
        _ = try await later.bankCoverReceived(
            setting.failed, receipt: cover, SampleBook.call("bank failure paid"))
        #expect(try await book.total(.depositGuaranteeClaim) == "0.00")
        #expect(try await book.total(.trustBank) == "11000.00")
        let dividend = try await receipt("593.20", setting, on: "2013-04-30")
        _ = try await book.engine(at: "2013-04-30T18:00:00Z").bankDividend(
            setting.failed, receipt: dividend, SampleBook.call("bank failure dividend"))
        #expect(try await book.balance("F-01", .freelancerAvailable) == "10523.20")
        #expect(try await book.total(.unidentified) == "70.00")
    }

    private static func first(_ list: BankFailureList) -> Int64 {
        list.holders.last?.fact.receipt?.sequence ?? 0
    }

    @Test("no step out of its turn, nothing while payouts fly, no plan at a failed bank")
    func refusals() async throws {
        try await TestStore.memory.withStore { store in
            let setting = try await Self.setting(store)
            let book = setting.book
            let none = await SampleBook.refusal { try await Self.cover(setting) }
            #expect(none.code == "bank.not-failed")
            let plan = try await book.payOut(
                at: "2013-03-20T08:00:00Z", payees: ["F-01"], account: setting.failed)
            let flying = await SampleBook.refusal { try await Self.fail(setting) }
            #expect(flying.code == "bank.in-flight")
            let order = try await book.orders(of: plan)[0]
            _ = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-20", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-20")
            _ = try await Self.fail(setting)
            let twice = await SampleBook.refusal { try await Self.fail(setting) }
            #expect(twice.code == "bank.failed")
            let paid = await SampleBook.refusal {
                try await book.engine(at: "2013-03-22T14:00:00Z").bankCoverPaid(
                    setting.failed, to: "A-01", amount: nil, SampleBook.call("bank failure paid"))
            }
            #expect(paid.code == "state.step")
            try await book.enter(
                .recovery, "9000.00",
                against: Subledger(
                    .freelancerAvailable, bank: setting.second,
                    owner: try await book.party("F-02")), on: "2013-03-22")
            let planned = await SampleBook.refusal {
                try await book.engine(at: "2013-03-25T08:00:00Z").planPayout(
                    PayoutRequest(payees: ["A-01"], account: setting.failed, executionDay: nil) {
                        _ in
                        [1]
                    },
                    SampleBook.call("payout plan"))
            }
            #expect(planned.code == "payout.bank-failed")
            #expect(try await book.findings(.memory) == [])
        }
    }
}
