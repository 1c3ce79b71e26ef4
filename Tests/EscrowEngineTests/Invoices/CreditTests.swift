import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/invoice.md#credit-notes: open, here, out, and what meets the claim.
@Suite("Credit notes (J21)")
struct CreditTests {
    private static let at = "2013-03-20T08:00:00Z"

    /// The base invoice, and one of February for the same engagement, 2013-0002.
    private static func book(_ store: any LedgerStore) async throws -> SampleBook {
        let book = try await SampleBook.ready(store)
        try await book.work("E-01", from: "2013-02-01", hours: 160)
        _ = try await book.invoice("C-01", on: "2013-02-28")
        return book
    }

    private static func receive(
        _ amount: String, _ book: SampleBook, text: String = SampleBook.reference, on day: String,
        opening: String = "0.00", account: String? = nil
    ) async throws {
        _ = try await book.bank(
            [SampleBook.line(amount, on: day, text: text, account: account)], id: "S-\(day)",
            day: day, opening: opening)
    }

    private static func credit(
        _ book: SampleBook, _ net: String, _ parts: [String: String] = [:],
        invoice: String = "2013-0001"
    ) async throws -> Answer {
        try await book.engine(at: at).creditInvoice(
            CreditRequest(
                invoice: invoice, line: nil, net: SampleBook.euro(net),
                parts: parts.sorted { $0.key < $1.key }.map {
                    CreditRequest.PartAmount(party: $0.key, amount: SampleBook.euro($0.value))
                }, number: nil, day: nil, reason: "ten hours"),
            SampleBook.call("invoice credit issue"))
    }

    @Test("(1) open: nobody expects it any more", arguments: TestStore.allCases)
    func open(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store)
            let answer = try await Self.credit(book, "1000.00")
            #expect(answer["credit note"] == "RK-2013-0001")
            #expect(answer["gross"] == "1190.00")
            #expect(answer["no longer expected"] == "1190.00")
            #expect(try await book.open("2013-0001") == 17_850_00)
            #expect(try await book.part("2013-0001", "F-01")?.contract == 14_280_00)
            #expect(try await book.part("2013-0001", "A-01")?.contract == 3_570_00)
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("(2) here: it is the client's, and refundable")
    func here() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            try await Self.receive("19040.00", book, on: "2013-03-01")
            let answer = try await Self.credit(book, "1000.00")
            #expect(answer["refundable"] == "1190.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "14280.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3570.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "1190.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what a credit note completed of another part goes with the receipt that brought it")
    func completedAndTakenBack() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "10000.00", on: "2013-03-01",
                        reference: SampleBook.reference(of: "2013-0001"), endToEnd: "PAY-1")
                ], id: "S1", day: "2013-03-01")
            // 1,808.00 of the freelancer's 8,000.00 complete the agency, 480.00 are refundable.
            _ = try await Self.credit(book, "8000.00", ["F-01": "9520.00"])
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "-10000.00", on: "2013-03-21", endToEnd: "PAY-1", kind: .takenBack)
                ], id: "S2", day: "2013-03-21", opening: "10000.00")
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await book.balance("C-01", .clientRefundable) == "0.00")
            #expect(try await book.balance("A-01", .expectedAgency) == "7616.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a receipt that a credit note moved can leave an invoice in parts")
    func movedInParts() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "10000.00", on: "2013-03-01",
                        reference: SampleBook.reference(of: "2013-0001"), endToEnd: "PAY-1")
                ], id: "S1", day: "2013-03-01")
            _ = try await Self.credit(book, "8000.00", ["F-01": "9520.00"])
            let receipt = try await book.line(of: "10000.00")
            _ = try await book.engine(at: Self.at).move(
                receipt: receipt, from: "2013-0001", to: "2013-0002",
                amount: SampleBook.euro("4000.00"), SampleBook.call("receipt move"))
            #expect(try await BookInvariants.findings(store) == [])
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "-10000.00", on: "2013-03-21", endToEnd: "PAY-1", kind: .takenBack)
                ], id: "S2", day: "2013-03-21", opening: "10000.00")
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await book.open("2013-0001") == "9520.00")
            #expect(try await book.open("2013-0002") == "19040.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what leaves one party first completes the other, the rest is the client's")
    func completes() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            try await Self.receive("10000.00", book, on: "2013-03-01")
            let answer = try await Self.credit(book, "8000.00", ["F-01": "9520.00"])
            #expect(answer["no longer expected"] == "7232.00")
            #expect(answer["completes others"] == "1808.00")
            #expect(answer["refundable"] == "480.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "5712.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await book.open("2013-0001") == 0)
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("(3) out: a claim on each party, netted, repaid in cash, never a shortfall")
    func out() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store)
            try await Self.receive("19040.00", book, on: "2013-03-01")
            _ = try await book.payOut(at: "2013-03-01T19:00:00Z")
            try await Self.receive(
                "10000.00", book, text: SampleBook.reference(of: "2013-0002"), on: "2013-03-04",
                opening: "19040.00")
            try await Self.receive(
                "238.00", book, text: "back", on: "2013-03-05", opening: "29040.00")
            let answer = try await Self.credit(book, "1000.00")
            #expect(answer["claimed back"] == "1190.00")
            #expect(try await book.balance("F-01", .dueFromPartyCreditNote) == "952.00")
            #expect(try await book.total(.backedContra) == "1190.00")
            let engine = book.engine(at: Self.at)
            let call = SampleBook.call("invoice credit net")
            let more = await SampleBook.refusal {
                try await engine.netCredit(
                    "RK-2013-0001", party: "F-01", amount: SampleBook.euro("952.01"), call)
            }
            #expect(more.code == "credit.net")
            _ = try await engine.netCredit("RK-2013-0001", party: "F-01", amount: nil, call)
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7048.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "952.00")
            let receipt = try await store.read { reader in
                try reader.rows(BankLineRow.self, .all).first { $0.open == 238_00 }?.id
            }
            _ = try await engine.repayCredit(
                "RK-2013-0001", party: "A-01", receipt: try #require(receipt), amount: nil,
                SampleBook.call("invoice credit repay"))
            #expect(try await book.total(.dueFromPartyCreditNote) == "0.00")
            #expect(try await book.total(.backedContra) == "0.00")
            #expect(try await book.balance("C-01", .clientRefundable) == "1190.00")
            let none = await SampleBook.refusal {
                try await engine.netCredit("RK-2013-0001", party: "F-01", amount: nil, call)
            }
            #expect(none.code == "credit.nothing-due")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("all three at once: 9,520.00 of which some is open, some here, some out")
    func mixed() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            try await Self.receive("6000.00", book, on: "2013-03-01")
            _ = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            try await Self.receive("4000.00", book, on: "2013-03-04", opening: "6000.00")
            // F-01: 4,800.00 out, 3,200.00 here, 7,232.00 expected.
            let answer = try await Self.credit(
                book, "10000.00", ["F-01": "11900.00", "A-01": "0.00"])
            #expect(answer["no longer expected"] == "7232.00")
            #expect(answer["completes others"] == "1808.00")
            #expect(answer["refundable"] == "1392.00")
            #expect(answer["claimed back"] == "1468.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.part("2013-0001", "F-01")?.contract == 3_332_00)
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("what was credited pays a later invoice of the same engagement, and no other")
    func applied() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            try await Self.receive("19040.00", book, on: "2013-03-01")
            _ = try await Self.credit(book, "1000.00")
            let engine = book.engine(at: Self.at)
            let call = SampleBook.call("invoice credit apply")
            let other = await SampleBook.refusal {
                try await engine.applyCredit("RK-2013-0001", to: "2013-0001", amount: nil, call)
            }
            #expect(other.code == "credit.other")
            _ = try await engine.applyCredit("RK-2013-0001", to: "2013-0002", amount: nil, call)
            #expect(try await book.balance("C-01", .clientRefundable) == "0.00")
            #expect(try await book.open("2013-0002") == 17_850_00)
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("crediting the whole net credits exactly the line's VAT, in any steps")
    func whole() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            for net in ["0.03", "333.33", "15666.64"] { _ = try await Self.credit(book, net) }
            #expect(try await book.open("2013-0001") == 0)
            #expect(try await book.part("2013-0001", "F-01")?.contract == 0)
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test(
        "refused, and nothing changes",
        arguments: [
            ("16000.01", [:], "credit.line"), ("1000.00", ["F-02": "1.00"], "invoice.no-part"),
            ("1000.00", ["F-09": "1.00"], "party.unknown"),
            ("16000.00", ["A-01": "3808.01"], "credit.part"),
            ("1000.00", ["F-01": "1190.01"], "credit.parts"),
            ("1000.00", ["F-01": "100.00", "A-01": "100.00"], "credit.parts"),
        ] as [(String, [String: String], String)])
    func refused(_ net: String, _ parts: [String: String], _ code: String) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store)
            let size = try await store.read { try $0.head()?.size }
            let refusal = await SampleBook.refusal { try await Self.credit(book, net, parts) }
            #expect(refusal.code == code)
            #expect(try await store.read { try $0.head()?.size } == size)
        }
    }
}
