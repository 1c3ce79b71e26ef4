import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/transfer.md#claims: what somebody owes, with a second trust account.
@Suite("Claims with two trust accounts")
struct TransferClaimTests {
    /// 19,040.00 came to the second account and was paid out of it; then all was credited.
    private static func credited(
        _ body: (TransferBook, String) async throws -> Void
    ) async throws {
        try await TransferBook.use(received: false) { setting in
            let book = setting.book
            _ = try await setting.line(
                "19040.00", of: setting.second, on: "2013-03-01", opening: "0.00",
                endToEnd: "PAY-1", text: SampleBook.reference)
            let plan = try await book.payOut(at: "2013-03-01T19:00:00Z", account: setting.second)
            let orders = try await book.orders(of: plan)
            _ = try await book.bank(
                orders.map {
                    SampleBook.line($0.amount, on: "2013-03-04", endToEnd: $0.endToEnd)
                }, id: "B2", day: "2013-03-04", opening: "19040.00", of: setting.second)
            _ = try await book.engine(at: "2013-03-05T08:00:00Z").creditInvoice(
                CreditRequest(
                    invoice: "2013-0001", line: nil, net: SampleBook.euro("16000.00"), parts: [],
                    number: nil, day: nil, reason: "hours"),
                SampleBook.call("invoice credit issue"))
            #expect(try await setting.standing().contains("1150 F-01 15232.00"))
            try await body(setting, try #require(orders.first?.endToEnd))
        }
    }

    @Test("a receipt taken back there finds what a credit note claims back (receipt.md#taken-back)")
    func takenBack() async throws {
        try await Self.credited { setting, _ in
            _ = try await setting.line(
                "-19040.00", of: setting.second, on: "2013-03-06", opening: "0.00",
                endToEnd: "PAY-1", kind: .takenBack)
            let standing = try await setting.standing()
            #expect(standing.contains("1120 F-01 15232.00'"))
            #expect(standing.contains("1110 A-01 3808.00'"))
            #expect(!standing.contains { $0.hasPrefix("1130") || $0.hasPrefix("1150") })
        }
    }

    @Test("a payout that comes back there meets it (events.md#J13)")
    func returned() async throws {
        try await Self.credited { setting, endToEnd in
            _ = try await setting.line(
                "15232.00", of: setting.second, on: "2013-03-06", opening: "0.00",
                endToEnd: endToEnd, kind: .returned)
            let standing = try await setting.standing()
            #expect(standing.contains("2300 C-01 15232.00'"))
            #expect(!standing.contains { $0.hasPrefix("1150 F-01") || $0.hasPrefix("2100") })
        }
    }

    @Test("the agency's money cures what is missing where it comes (receipt.md#recovery)")
    func agency() async throws {
        try await TransferBook.use { setting in
            let book = setting.book
            _ = try await setting.line(
                "-5.00", of: setting.second, on: "2013-03-04", opening: "0.00",
                kind: .bankCharge)
            _ = try await book.bank(
                [
                    SampleBook.line(
                        "5.00", on: "2013-03-05", account: SampleBook.account(1)?.electronic)
                ], id: "A2", day: "2013-03-05", opening: "19040.00")
            let standing = try await setting.standing()
            #expect(standing.contains("1100 A-01 5.00'"))
            #expect(standing.contains("2000 5.00"))
        }
    }

    @Test("what is not final in one account holds nothing back in the other (receipt.md#not-final)")
    func notFinal() async throws {
        try await TransferBook.use(received: false) { setting in
            let book = setting.book
            for (amount, account, day) in [
                ("9520.00", setting.first, "2013-03-01"),
                ("4760.00", setting.second, "2013-03-05"),
            ] {
                _ = try await setting.line(
                    amount, of: account, on: day, opening: "0.00", text: SampleBook.reference,
                    kind: .businessDirectDebit)
            }
            _ = try await book.engine(at: "2013-03-09T08:00:00Z").makeFinal(
                try await book.line(of: "9520.00"), after: FinalityDays(),
                SampleBook.call("receipt final"))
            let standing = try await setting.standing()
            #expect(standing.contains("2110 F-01 7616.00"))
            #expect(standing.contains("2100 F-01 3808.00'"))
        }
    }
}
