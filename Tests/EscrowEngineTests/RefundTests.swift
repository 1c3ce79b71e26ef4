import EscrowCore
import EscrowEngine
import EscrowTestSupport
import Evidence
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/payout.md#destination, docs/spec/events.md#J6, docs/spec/events.md#J7c.
@Suite("Money that goes back to its payer")
struct RefundTests {
    private static let payer = SampleBook.account(31)?.electronic

    /// A book in which 60.00 too much came, from an account or without one.
    private static func overpaid(
        _ store: any LedgerStore, from account: String?
    ) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [
                SampleBook.line(
                    "19100.00", on: "2013-03-01", reference: SampleBook.reference,
                    account: account)
            ], id: "S1", day: "2013-03-01")
        return book
    }

    private static func orderText(_ book: SampleBook, _ planned: Answer) async throws -> String {
        try await book.store.read { reader in
            let plan = try reader.row(
                PlanRow.self, key: [.integer(Int64(planned["plan"] ?? "") ?? 0)])
            let file = try #require(plan?.file)
            let digest = try #require(Digest(file))
            return String(decoding: try reader.bytes(of: digest), as: UTF8.self)
        }
    }

    @Test(
        "J6: 60.00 go to the account they came from, else to the client's own",
        arguments: [(payer, 31), (nil, 11), ("NOT-AN-IBAN", 11)] as [(String?, Int)])
    func refund(_ account: String?, _ paid: Int) async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.overpaid(store, from: account)
            let planned = try await book.plan(.refunds, at: "2013-03-01T19:00:00Z")
            #expect(planned["total"] == "60.00")
            let iban = try #require(SampleBook.account(paid)?.electronic)
            #expect(try await Self.orderText(book, planned).contains(iban))
            _ = try await book.approve(planned, at: "2013-03-01T19:30:00Z")
            let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            _ = try await book.engine(at: "2013-03-01T19:40:00Z").exportPayout(
                plan, SampleBook.call("payout export"))
            #expect(try await book.balance("C-01", .clientRefundable) == "0.00")
            let order = try #require(try await book.orders(of: plan).first)
            _ = try await book.bank(
                [SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)],
                id: "S2", day: "2013-03-04", opening: "19100.00")
            #expect(try await book.total(.trustBank) == "19040.00")
            #expect(try await book.total(.outgoingInFlight) == "0.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("of several payers none is guessed, and nobody else's account counts")
    func severalPayers() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "19100.00", on: "2013-03-01", reference: SampleBook.reference,
                        account: SampleBook.account(32)?.electronic),
                    SampleBook.line(
                        "0.01", on: "2013-03-01", reference: SampleBook.reference,
                        account: Self.payer),
                    SampleBook.line(
                        "5.00", on: "2013-03-01", reference: SampleBook.reference, account: "?"),
                ], id: "S1", day: "2013-03-01")
            let planned = try await book.plan(.refunds, at: "2013-03-01T19:00:00Z")
            #expect(planned["total"] == "65.01")
            #expect(planned["payouts"] == "1")
            let own = try #require(SampleBook.account(11)?.electronic)
            #expect(try await Self.orderText(book, planned).contains(own))
        }
    }

    @Test(
        "a freelancer's and the agency's account is not the payer's",
        arguments: [21, 1])
    func othersAccounts(_ other: Int) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.overpaid(
                store, from: SampleBook.account(other)?.electronic)
            let planned = try await book.plan(.refunds, at: "2013-03-01T19:00:00Z")
            let own = try #require(SampleBook.account(11)?.electronic)
            #expect(try await Self.orderText(book, planned).contains(own))
        }
    }

    @Test("nothing is refunded of an invoice whose receipt is not final")
    func notFinal() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "19040.00", on: "2013-03-01", reference: SampleBook.reference,
                        account: Self.payer, kind: .directDebit)
                ], id: "S1", day: "2013-03-01")
            _ = try await book.engine(at: "2013-03-01T19:00:00Z").creditInvoice(
                CreditRequest(
                    invoice: "2013-0001", line: nil, net: SampleBook.euro("1000.00"), parts: [],
                    number: nil, day: nil, reason: "ten hours"),
                SampleBook.call("invoice credit issue"))
            #expect(try await book.balance("C-01", .clientRefundable) == "1190.00")
            let early = await SampleBook.refusal {
                try await book.plan(.refunds, at: "2013-03-01T20:00:00Z")
            }
            #expect(early.code == "payout.nothing")
            #expect(early.message.contains("not final"))
            let calls = SampleBook.call("receipt final")
            let tooEarly = await SampleBook.refusal {
                var days = FinalityDays()
                days.core = 0
                return try await book.engine(at: "2013-03-02T08:00:00Z").makeFinal(
                    nil, after: days, calls)
            }
            #expect(tooEarly.code == "receipt.days")
            _ = try await book.engine(at: "2013-04-26T08:00:00Z").makeFinal(
                nil, after: FinalityDays(), calls)
            let planned = try await book.plan(.refunds, at: "2013-04-26T09:00:00Z")
            #expect(planned["total"] == "1190.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a refund is no part of the daily plan, and nobody else's money is one")
    func apart() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.overpaid(store, from: Self.payer)
            #expect(try await book.plan(at: "2013-03-01T19:00:00Z")["total"] == "19040.00")
            let refused = await SampleBook.refusal {
                try await book.plan(.refunds, at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            }
            #expect(refused.code == "payout.nothing")
        }
    }

    /// A book with 700.00 that nobody can place.
    private static func unplaced(
        _ store: any LedgerStore, from account: String?
    ) async throws -> (SampleBook, BankLineID) {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank(
            [SampleBook.line("700.00", on: "2013-03-01", text: "thanks", account: account)],
            id: "S1", day: "2013-03-01")
        let line = try #require(
            try await store.read { try $0.rows(BankLineRow.self, .all).first?.id })
        return (book, line)
    }

    @Test("J7c: 700.00 that nobody could place go back to the payer, once")
    func sentBack() async throws {
        try await TestStore.sqlite.withStore { store in
            let (book, line) = try await Self.unplaced(store, from: Self.payer)
            let planned = try await book.plan(.receipt(line, nil), at: "2013-03-01T19:00:00Z")
            #expect(planned["total"] == "700.00")
            #expect(try await Self.orderText(book, planned).contains(Self.payer ?? "-"))
            #expect(try await store.read { try $0.rows(WorkRow.self, .all).isEmpty })
            let twice = await SampleBook.refusal {
                try await book.plan(.receipt(line, nil), at: "2013-03-01T19:00:00Z")
            }
            #expect(twice.code == "receipt.nothing-open")
            let matched = await SampleBook.refusal {
                try await book.engine(at: "2013-03-01T19:10:00Z").match(
                    receipt: line, to: "2013-0001", amount: nil, SampleBook.call("receipt match"))
            }
            #expect(matched.code == "receipt.nothing-open")
            #expect(matched.message.contains("planned to be sent back"))
            _ = try await book.approve(planned, at: "2013-03-01T19:30:00Z")
            let plan = PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0)
            _ = try await book.engine(at: "2013-03-01T19:40:00Z").exportPayout(
                plan, SampleBook.call("payout export"))
            #expect(try await book.total(.unidentified) == "0.00")
            let order = try #require(try await book.orders(of: plan).first)
            _ = try await book.bank(
                [
                    SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd),
                    SampleBook.line(
                        "700.00", on: "2013-03-04", endToEnd: order.endToEnd, kind: .returned),
                ], id: "S2", day: "2013-03-04", opening: "700.00")
            // It came back: it waits as it did before, for a person, and since when it came.
            let waiting = try await store.read {
                try $0.waitingReceipts(AsOf(day: SampleBook.day("2013-03-15"), knownOn: nil))
            }.receipts
            #expect(waiting.map(\.receipt) == [line])
            #expect(waiting.map(\.bookingDay) == [SampleBook.day("2013-03-01")])
            #expect(waiting.map(\.days) == [14])
            #expect(
                waiting.map(\.reason) == [
                    "nothing names an invoice, and the payer's account is not known"
                ])
            // Ten bank days are over: sending it away and back has not made it new.
            let protection = try await store.read {
                try $0.protection(on: SampleBook.day("2013-03-18")).protection
            }
            #expect(
                protection.accounts[0].facts.unidentified.map(\.day) == [
                    SampleBook.day("2013-03-01")
                ])
            #expect(try await book.total(.unidentified) == "700.00")
            #expect(
                try await store.read {
                    try $0.row(BankLineRow.self, key: [.integer(line.sequence)])?.open
                } == 700_00)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a part goes back, the rest can still be identified; withdrawing frees it")
    func part() async throws {
        try await TestStore.memory.withStore { store in
            let (book, line) = try await Self.unplaced(store, from: Self.payer)
            let planned = try await book.plan(
                .receipt(line, SampleBook.euro("200.00")), at: "2013-03-01T19:00:00Z")
            let more = await SampleBook.refusal {
                try await book.plan(
                    .receipt(line, SampleBook.euro("500.01")), at: "2013-03-01T19:00:00Z")
            }
            #expect(more.code == "receipt.amount")
            _ = try await book.engine(at: "2013-03-01T19:10:00Z").match(
                receipt: line, to: "2013-0001", amount: nil, SampleBook.call("receipt match"))
            #expect(try await book.total(.unidentified) == "200.00")
            _ = try await book.engine(at: "2013-03-01T19:20:00Z").withdrawPayout(
                PlanID(sequence: Int64(planned["plan"] ?? "") ?? 0),
                SampleBook.call("payout withdraw"))
            #expect(
                try await book.plan(.receipt(line, nil), at: "2013-03-01T19:30:00Z")["total"]
                    == "200.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("a receipt without a valid account of its payer is not sent anywhere")
    func noPayer() async throws {
        for account in [nil, "12345678"] as [String?] {
            try await TestStore.memory.withStore { store in
                let (book, line) = try await Self.unplaced(store, from: account)
                let refused = await SampleBook.refusal {
                    try await book.plan(.receipt(line, nil), at: "2013-03-01T19:00:00Z")
                }
                #expect(refused.code == "receipt.payer")
            }
        }
    }

    @Test(
        "a closed account is replaced by two people, after the waiting time, for refund and return")
    func otherAccount() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.overpaid(store, from: Self.payer)
            let line = try #require(
                try await store.read { try $0.rows(BankLineRow.self, .all).first?.id })
            let other = try #require(SampleBook.account(77))
            func ask(_ iban: IBAN) async throws -> Answer {
                try await book.engine(at: "2013-03-01T19:00:00Z").requestPayerAccount(
                    iban, of: line, SampleBook.call("receipt account"))
            }
            for own in [try IBAN(SampleBook.trustIBAN), try #require(SampleBook.account(1))] {
                #expect(await SampleBook.refusal { try await ask(own) }.code == "receipt.account")
            }
            let change = SampleBook.change(try await ask(other))
            // Friday: it holds from Wednesday on, and not before.
            let consented = try await book.engine(at: "2013-03-01T19:10:00Z").consent(
                to: change, SampleBook.call("change consent", by: SampleBook.approver))
            #expect(consented["effective"] == "2013-03-06")
            let early = try await book.plan(.refunds, at: "2013-03-04T08:00:00Z")
            #expect(try await Self.orderText(book, early).contains(Self.payer ?? "-"))
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").withdrawPayout(
                PlanID(sequence: Int64(early["plan"] ?? "") ?? 0),
                SampleBook.call("payout withdraw"))
            let planned = try await book.plan(.refunds, at: "2013-03-06T08:00:00Z")
            #expect(planned["total"] == "60.00")
            #expect(try await Self.orderText(book, planned).contains(other.electronic))
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a receipt whose account the bank did not name goes back where two people say")
    func unnamedAccount() async throws {
        try await TestStore.memory.withStore { store in
            let (book, line) = try await Self.unplaced(store, from: nil)
            let none = await SampleBook.refusal {
                try await book.plan(.receipt(line, nil), at: "2013-03-01T19:00:00Z")
            }
            #expect(none.code == "receipt.payer")
            let other = try #require(SampleBook.account(77))
            let asked = try await book.engine(at: "2013-03-01T19:00:00Z").requestPayerAccount(
                other, of: line, SampleBook.call("receipt account"))
            _ = try await book.engine(at: "2013-03-01T19:10:00Z").consent(
                to: SampleBook.change(asked),
                SampleBook.call("change consent", by: SampleBook.approver))
            let planned = try await book.plan(.receipt(line, nil), at: "2013-03-06T08:00:00Z")
            #expect(planned["total"] == "700.00")
            #expect(try await Self.orderText(book, planned).contains(other.electronic))
            #expect(try await book.findings(.memory) == [])
        }
    }
}
