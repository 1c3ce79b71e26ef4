import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/receipt.md#not-final, docs/spec/receipt.md#final, docs/spec/events.md#J15.
@Suite("Direct debits")
struct DirectDebitTests {
    private static func collected(
        _ amount: String = "19040.00", _ kind: BankLine.Kind = .directDebit
    ) -> BankLine {
        SampleBook.line(
            amount, on: "2013-03-01", reference: SampleBook.reference, endToEnd: "DD-1",
            kind: kind)
    }

    private static func book(_ store: any LedgerStore, _ line: BankLine) async throws -> SampleBook
    {
        let book = try await SampleBook.ready(store)
        _ = try await book.bank([line], id: "S1", day: "2013-03-01")
        return book
    }

    private static func makeFinal(
        _ book: SampleBook, at day: String, _ receipt: BankLineID? = nil
    ) async throws -> Answer {
        try await book.engine(at: "\(day)T08:00:00Z").makeFinal(
            receipt, after: FinalityDays(), SampleBook.call("receipt final"))
    }

    @Test(
        "all of it is held until its time has passed, then available", arguments: TestStore.allCases
    )
    func held(_ kind: TestStore) async throws {
        try await kind.withStore { store in
            let book = try await Self.book(store, Self.collected("19100.00"))
            #expect(try await book.total(.incomingNotFinal) == "19100.00")
            #expect(try await book.total(.trustBank) == "0.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(try await book.balance("A-01", .agencyHeld) == "3808.00")
            #expect(try await book.total(.unallocated) == "60.00")
            #expect(try await book.total(.clientRefundable) == "0.00")
            #expect(try await book.open("2013-0001") == "0.00")
            let report = try await store.read { try $0.reconcile(SampleBook.day("2013-03-01")) }
            #expect(report.isClean)
            for party in ["F-01", "A-01"] {
                let early = await SampleBook.refusal {
                    try await book.engine(at: "2013-03-02T08:00:00Z").release(
                        party: party, invoice: "2013-0001", SampleBook.call("payout release"))
                }
                #expect(early.code == "release.nothing")
            }
            let day55 = try await Self.makeFinal(book, at: "2013-04-25")
            #expect(day55["receipts"] == "")
            let receipt = try await book.line(of: "19100.00")
            let notDue = await SampleBook.refusal {
                try await Self.makeFinal(book, at: "2013-04-25", receipt)
            }
            #expect(notDue.code == "receipt.not-due")
            let final = try await Self.makeFinal(book, at: "2013-04-26")
            #expect(final["amount"] == "19100.00")
            #expect(try await book.total(.incomingNotFinal) == "0.00")
            #expect(try await book.total(.trustBank) == "19100.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await book.balance("A-01", .agencyAvailable) == "3808.00")
            #expect(try await book.total(.clientRefundable) == "60.00")
            let twice = await SampleBook.refusal {
                try await Self.makeFinal(book, at: "2013-04-27", receipt)
            }
            #expect(twice.code == "receipt.final")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(kind) == [])
        }
    }

    @Test("O22: taken back while it is held, nobody owes anything and nothing is missing")
    func takenBack() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, Self.collected("19100.00"))
            let nothing = await SampleBook.refusal {
                try await book.engine(at: "2013-03-04T08:00:00Z").planPayout(
                    PayoutRequest(payees: [], executionDay: nil) { _ in [1] },
                    SampleBook.call("payout plan"))
            }
            #expect(nothing.code == "payout.nothing")
            let answer = try await book.bank(
                [
                    SampleBook.line(
                        "-19100.00", on: "2013-04-20", endToEnd: "DD-1", kind: .takenBack)
                ], id: "S2", day: "2013-04-20", opening: "19100.00")
            #expect(answer["receipt taken back"] == "1")
            for account in [
                Account.trustBank, .incomingNotFinal, .freelancerHeld, .agencyHeld, .unallocated,
            ] {
                #expect(try await book.total(account) == "0.00", "\(account)")
            }
            #expect(try await store.read { try $0.shortfall() } == 0)
            #expect(try await book.open("2013-0001") == "19040.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("of two receipts only the one that is not final stays held")
    func granularity() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await Self.book(store, Self.collected("10000.00"))
            _ = try await book.bank(
                [
                    SampleBook.line("-12.50", on: "2013-03-04", kind: .bankCharge),
                    SampleBook.line("9040.00", on: "2013-03-04", reference: SampleBook.reference),
                ], id: "S2", day: "2013-03-04", opening: "10000.00")
            #expect(try await book.balance("F-01", .freelancerHeld) == "8000.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7232.00")
            #expect(try await book.balance("A-01", .agencyHeld) == "3808.00")
            let agency = SampleBook.account(1)?.electronic
            _ = try await book.bank(
                [SampleBook.line("12.50", on: "2013-03-05", account: agency)], id: "S3",
                day: "2013-03-05", opening: "19027.50")
            _ = try await book.engine(at: "2013-03-06T08:00:00Z").release(
                party: "A-01", invoice: "2013-0001", SampleBook.call("payout release"))
            #expect(try await book.balance("A-01", .agencyAvailable) == "1808.00")
            #expect(try await book.balance("A-01", .agencyHeld) == "2000.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("one between businesses is final after a week; one that waited is matched as not final")
    func business() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(
                store,
                SampleBook.line("19040.00", on: "2013-03-01", kind: .businessDirectDebit))
            #expect(try await book.total(.unidentified) == "19040.00")
            _ = try await book.engine(at: "2013-03-02T08:00:00Z").match(
                receipt: try await book.line(of: "19040.00"), to: "2013-0001", amount: nil,
                SampleBook.call("receipt match"))
            #expect(try await book.balance("F-01", .freelancerHeld) == "15232.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "0.00")
            let due = try await Self.makeFinal(book, at: "2013-03-08")
            #expect(due["amount"] == "19040.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await BookInvariants.findings(store) == [])
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("what is left of one that was taken off its invoice in part becomes available, too")
    func unmatchedInPart() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await Self.book(store, Self.collected())
            _ = try await UnmatchTests.unmatch(
                book, "19040.00", "9520.00", at: "2013-03-04T08:00:00Z")
            #expect(try await book.balance("F-01", .freelancerHeld) == "7616.00")
            _ = try await Self.makeFinal(book, at: "2013-05-06")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "7616.00")
            #expect(try await book.total(.unidentified) == "9520.00")
            #expect(try await book.findings(.sqlite) == [])
        }
    }
}
