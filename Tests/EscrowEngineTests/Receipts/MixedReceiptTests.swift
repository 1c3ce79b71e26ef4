import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// Several receipts of one invoice, and credit notes between them: docs/spec/receipt.md.
@Suite("Receipts beside other receipts")
struct MixedReceiptTests {
    private static func receive(
        _ book: SampleBook, _ amount: String, _ kind: BankLine.Kind = .transfer,
        on day: String = "2013-03-01", text: String = SampleBook.reference, account: String? = nil
    ) async throws {
        let opening = try await book.store.read { reader in
            try reader.balance(.trustBank) + reader.balance(.incomingNotFinal)
        }
        _ = try await book.bank(
            [
                SampleBook.line(
                    amount, on: day, text: text, endToEnd: "PAY \(amount)", account: account,
                    kind: kind)
            ], id: "\(day) \(amount)", day: day, opening: Money(minor: opening, .eur).plain)
    }

    private static func takeBack(
        _ book: SampleBook, _ amount: String, on day: String
    ) async throws -> Answer {
        let opening = try await book.store.read { reader in
            try reader.balance(.trustBank) + reader.balance(.incomingNotFinal)
        }
        return try await book.bank(
            [TakebackTests.takenBack("-\(amount)", on: day, endToEnd: "PAY \(amount)")],
            id: "\(day) back", day: day, opening: Money(minor: opening, .eur).plain)
    }

    private static func makeFinal(_ book: SampleBook, _ amount: String, on day: String) async throws
    {
        _ = try await book.engine(at: "\(day)T08:00:00Z").makeFinal(
            try await book.line(of: amount), after: FinalityDays(),
            SampleBook.call("receipt final"))
    }

    private static func credit(
        _ book: SampleBook, _ net: String, _ parts: [CreditRequest.PartAmount] = [], on day: String
    ) async throws {
        _ = try await book.engine(at: "\(day)T09:00:00Z").creditInvoice(
            CreditRequest(
                invoice: "2013-0001", line: nil, net: SampleBook.euro(net), parts: parts,
                number: nil, day: nil, reason: "hours"), SampleBook.call("invoice credit issue"))
    }

    private static func move(_ book: SampleBook, _ receipt: String, _ amount: String?) async throws
    {
        _ = try await book.engine(at: "2013-03-06T08:00:00Z").move(
            receipt: try await book.line(of: receipt), from: "2013-0001", to: "2013-0002",
            amount: amount.map(SampleBook.euro), SampleBook.call("receipt move"))
    }

    private static func dispute(_ book: SampleBook, _ amount: String) async throws {
        _ = try await book.engine(at: "2013-03-10T08:00:00Z").openDispute(
            DisputeRequest(
                invoice: "2013-0001", line: nil, party: "F-01", amount: SampleBook.euro(amount),
                reason: "hours"), SampleBook.call("dispute open"))
    }

    @Test("what exceeded all parts is taken from what is refundable, not from another's 2010")
    func excess() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive(book, "19040.00")
            try await Self.receive(book, "60.00", .directDebit)
            try await Self.receive(book, "50.00", on: "2013-03-04")
            let clawed = await SampleBook.refusal {
                try await book.engine(at: "2013-03-04T19:00:00Z").clawBack(
                    receipt: try await book.line(of: "50.00"), invoice: "2013-0001", amount: nil,
                    SampleBook.call("receipt clawback"))
            }
            #expect(clawed.code == "clawback.nothing")
            _ = try await Self.takeBack(book, "50.00", on: "2013-03-05")
            #expect(try await book.total(.unallocated) == "60.00")
            #expect(try await book.total(.clientRefundable) == "0.00")
            // What waits hides a part of what is open, until it is refundable.
            _ = try await Self.takeBack(book, "19040.00", on: "2013-03-06")
            #expect(try await book.open("2013-0001") == "18980.00")
            try await Self.makeFinal(book, "60.00", on: "2013-05-02")
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what came back of a payout waits for a person, even when a direct debit becomes final")
    func returned() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive(book, "9520.00")
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            let order = try #require(try await book.orders(of: plan).first)
            let out = SampleBook.line(order.amount, on: "2013-03-04", endToEnd: order.endToEnd)
            let back = SampleBook.line(
                "7616.00", on: "2013-03-04", endToEnd: order.endToEnd, kind: .returned)
            _ = try await book.bank([out, back], id: "S2", day: "2013-03-04", opening: "9520.00")
            try await Self.receive(book, "9520.01", .directDebit, on: "2013-03-05")
            try await Self.dispute(book, "7616.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "7616.00")
            try await Self.makeFinal(book, "9520.01", on: "2013-05-06")
            #expect(try await book.balance("F-01", .freelancerHeld) == "7616.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("one direct debit that is final releases nothing of another")
    func twoDirectDebits() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive(book, "9520.00", .directDebit)
            try await Self.receive(book, "9519.99", .directDebit, on: "2013-04-01")
            // 7,616.00 of what is held is the client's now.
            try await Self.credit(
                book, "6400.00",
                [
                    CreditRequest.PartAmount(
                        party: "F-01", amount: SampleBook.euro("7616.00"))
                ], on: "2013-04-02")
            #expect(try await book.balance("F-01", .freelancerHeld) == "7616.00")
            try await Self.makeFinal(book, "9520.00", on: "2013-04-29")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.01")
            _ = try await Self.takeBack(book, "9519.99", on: "2013-05-02")
            #expect(try await book.total(.dueFromBeneficiary) == "0.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what a credit note completes is held while its money is not final")
    func completed() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive(book, "10000.00", .directDebit)
            // Of 8,330.00 the freelancer expects 7,232.00; the rest completes the agency's part.
            try await Self.credit(
                book, "7000.00",
                [
                    CreditRequest.PartAmount(
                        party: "F-01", amount: SampleBook.euro("8330.00"))
                ], on: "2013-03-02")
            #expect(try await book.balance("A-01", .agencyHeld) == "3098.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "0.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("money that is not final meets no claim: of a credit note, or of the agency's")
    func claims() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive(book, "19040.00")
            _ = try await book.payOut(at: "2013-03-01T19:00:00Z", payees: ["F-01"])
            try await Self.credit(book, "1000.00", on: "2013-03-04")
            try await Self.receive(book, "952.00", .directDebit, on: "2013-03-05", text: "back")
            let repaid = await SampleBook.refusal {
                try await book.engine(at: "2013-03-06T08:00:00Z").repayCredit(
                    "RK-2013-0001", party: "F-01", receipt: try await book.line(of: "952.00"),
                    amount: nil, SampleBook.call("invoice credit repay"))
            }
            #expect(repaid.code == "receipt.not-final")
            try await Self.receive(book, "-12.50", .bankCharge, on: "2013-03-07", text: "fee")
            try await Self.receive(
                book, "12.50", .directDebit, on: "2013-03-08", text: "top-up",
                account: SampleBook.account(1)?.electronic)
            #expect(try await book.total(.dueFromAgencyFee) == "12.50")
            let cured = await SampleBook.refusal {
                try await book.engine(at: "2013-03-09T08:00:00Z").topUp(
                    receipt: try await book.line(of: "12.50"), SampleBook.call("topup"))
            }
            #expect(cured.code == "receipt.not-final")
        }
    }

    @Test("a refund that is planned is withdrawn when all that is refundable is taken in parts")
    func refund() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await Self.receive(
                book, "19100.00", account: SampleBook.account(11)?.electronic)
            let plan = try await book.plan(.refunds, at: "2013-03-04T08:00:00Z")
            try await Self.credit(book, "1000.00", on: "2013-03-04")
            _ = try await Self.takeBack(book, "19100.00", on: "2013-03-05")
            #expect(try await book.total(.clientRefundable) == "0.00")
            let id = try #require(Int64(plan["plan"] ?? ""))
            let row = try await store.read { try $0.row(PlanRow.self, key: [.integer(id)]) }
            #expect(row?.state == .withdrawn)
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a receipt is moved part by part after a credit note took most of what it gave")
    func movedInParts() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await book.work("E-01", from: "2013-02-01", hours: 80)
            _ = try await book.invoice("C-01", on: "2013-02-28")
            try await Self.receive(book, "19040.00")
            try await Self.credit(book, "8000.00", on: "2013-03-04")
            try await Self.move(book, "19040.00", "14000.00")
            try await Self.move(book, "19040.00", nil)
            #expect(try await book.open("2013-0001") == "9520.00")
            #expect(try await book.open("2013-0002") == "0.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7616.00")
            #expect(try await book.total(.clientRefundable) == "9520.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a receipt that is moved to an invoice that was written off leaves nothing of it open")
    func movedToWrittenOff() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            try await book.work("E-01", from: "2013-02-01", hours: 80)
            _ = try await book.invoice("C-01", on: "2013-02-28")
            try await Self.receive(book, "9520.00")
            _ = try await book.engine(at: "2013-03-04T08:00:00Z").writeOff(
                "2013-0002", amount: nil, reason: "failed", SampleBook.call("invoice write-off"))
            try await Self.move(book, "9520.00", nil)
            #expect(try await book.total(.expectedReceipts) == "19040.00")
            #expect(try await book.open("2013-0002") == "0.00")
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
