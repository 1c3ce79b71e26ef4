import EscrowCore
import EscrowEngine
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#meaning, docs/spec/matching.md#rules: every bank line is recorded.
@Suite("Receiving bank lines")
struct ReceivingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let line: BankLine
        let meaning: String
        /// Account, owner and what it then has.
        let balances: [(Account, String)]
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "J2, J3: in full by creditor reference",
            line: SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
            meaning: "matched",
            balances: [
                (.trustBank, "19040.00"), (.freelancerAvailable, "15232.00"),
                (.agencyAvailable, "3808.00"), (.expectedReceipts, "0.00"), (.unallocated, "0.00"),
            ]),
        Case(
            name: "J4: in part, by the reference in groups within the text",
            line: SampleBook.line(
                "10000.00", on: "2013-03-01", text: "Payment RF86 2013 0001 thank you"),
            meaning: "matched",
            balances: [
                (.freelancerAvailable, "8000.00"), (.agencyAvailable, "2000.00"),
                (.expectedReceipts, "9040.00"),
            ]),
        Case(
            name: "J5: too much, by invoice number",
            line: SampleBook.line(
                "19100.00", on: "2013-03-01", text: "Invoice 2013-0001.",
                account: SampleBook.account(11)?.electronic),
            meaning: "matched",
            balances: [
                (.freelancerAvailable, "15232.00"), (.agencyAvailable, "3808.00"),
                (.clientRefundable, "60.00"), (.expectedReceipts, "0.00"),
            ]),
        Case(
            name: "by the payer's account and its one open amount",
            line: SampleBook.line(
                "19040.00", on: "2013-03-01", text: "thanks",
                account: SampleBook.account(11)?.electronic),
            meaning: "matched", balances: [(.freelancerAvailable, "15232.00")]),
        Case(
            name: "J7: a reference that nobody has",
            line: SampleBook.line("700.00", on: "2013-03-01", reference: "RF741"),
            meaning: "unidentified",
            balances: [(.unidentified, "700.00"), (.freelancerAvailable, "0.00")]),
        Case(
            name: "the number of one client, the account of another",
            line: SampleBook.line(
                "19040.00", on: "2013-03-01", text: "2013-0001",
                account: SampleBook.account(12)?.electronic),
            meaning: "unidentified", balances: [(.unidentified, "19040.00")]),
        Case(
            name: "another amount of a known payer",
            line: SampleBook.line(
                "100.00", on: "2013-03-01", account: SampleBook.account(11)?.electronic),
            meaning: "unidentified", balances: [(.unidentified, "100.00")]),
        Case(
            name: "J18: a bank fee is the agency's",
            line: SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
            meaning: "bank charge",
            balances: [(.trustBank, "-12.50"), (.dueFromAgencyFee, "12.50")]),
        Case(
            name: "J32: a debit that nobody ordered",
            line: SampleBook.line("-100.00", on: "2013-03-01"), meaning: "debit nobody ordered",
            balances: [(.trustBank, "-100.00"), (.dueFromAgencyFee, "100.00")]),
        Case(
            name: "no amount: named, no entry",
            line: SampleBook.line("0.00", on: "2013-03-01"), meaning: "zero amount",
            balances: [(.trustBank, "0.00")]),
        Case(
            name: "J20: interest",
            line: SampleBook.line("1.23", on: "2013-03-01", kind: .interest), meaning: "interest",
            balances: [(.interestToAllocate, "1.23")]),
    ]

    @Test("becomes what the rules say", arguments: cases)
    func one(_ example: Case) async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let answer = try await book.bank([example.line], id: "S1", day: "2013-03-01")
            #expect(answer[example.meaning] == "1")
            for (account, amount) in example.balances {
                #expect(try await book.total(account) == amount, "\(account)")
            }
            #expect(try await book.findings(.memory) == [])
        }
    }

    @Test("an agency's payment cures what it owes (J19), the rest waits")
    func topUp() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            let agency = SampleBook.account(1)?.electronic
            _ = try await book.bank(
                [SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge)], id: "S1",
                day: "2013-03-01")
            let cured = try await book.bank(
                [SampleBook.line("20.00", on: "2013-03-04", account: agency)], id: "S2",
                day: "2013-03-04", opening: "-12.50")
            #expect(cured["top-up"] == "1")
            #expect(try await book.total(.dueFromAgencyFee) == "0.00")
            #expect(try await book.total(.unidentified) == "7.50")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("money from the agency that names an invoice is that invoice's, not its debt's")
    func forwarded() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [
                    SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
                    SampleBook.line(
                        "19040.00", on: "2013-03-01", reference: SampleBook.reference,
                        account: SampleBook.account(1)?.electronic),
                ], id: "S1", day: "2013-03-01")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await book.total(.dueFromAgencyFee) == "12.50")
        }
    }

    @Test("a fee and its cure in one file leave nothing open")
    func cureInOneFile() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [
                    SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                    SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
                    SampleBook.line(
                        "12.50", on: "2013-03-01", account: SampleBook.account(1)?.electronic),
                ], id: "S1", day: "2013-03-01")
            #expect(try await book.total(.dueFromAgencyFee) == "0.00")
            #expect(try await book.total(.unidentified) == "0.00")
        }
    }

    @Test("a split that cannot be made leaves the money in 2010, and a person lets it go on")
    func withheld() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            // A damaged table: the part of F-01 is gone.
            let part = try await store.write { writer in
                let row = try writer.rows(PartRow.self, .all).first
                if let row {
                    try writer.remove(
                        PartRow.self,
                        keys: [
                            [.integer(row.invoiceLine.sequence), .integer(row.owner.sequence)]
                        ])
                }
                return row
            }
            let answer = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference)],
                id: "S1", day: "2013-03-01")
            #expect(answer["split withheld"] == "1")
            #expect(try await book.total(.unallocated) == "19040.00")
            #expect(try await book.total(.freelancerAvailable) == "0.00")
            let work = try await store.read { try $0.rows(WorkRow.self, .all) }
            #expect(work.map(\.reason) == ["split-impossible"])

            guard let receipt = work.first?.bankLine, let part else { return }
            let engine = book.engine(at: "2013-03-02T08:00:00Z")
            let early = await SampleBook.refusal {
                try await engine.match(
                    receipt: receipt, to: "2013-0001", amount: nil,
                    SampleBook.call("receipt match"))
            }
            #expect(early.code == "receipt.split")
            try await store.write { try $0.put([part]) }
            _ = try await engine.match(
                receipt: receipt, to: "2013-0001", amount: nil, SampleBook.call("receipt match"))
            #expect(try await book.total(.unallocated) == "0.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await store.read { try $0.rows(WorkRow.self, .all) } == [])
            // Taken off and placed again it waits for no split any more.
            _ = try await engine.unmatch(
                receipt: receipt, invoice: "2013-0001", amount: nil,
                SampleBook.call("receipt unmatch"))
            #expect(try await book.total(.unidentified) == "19040.00")
            _ = try await engine.match(
                receipt: receipt, to: "2013-0001", amount: nil, SampleBook.call("receipt match"))
            #expect(try await book.total(.unidentified) == "0.00")
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
        }
    }

    @Test("no agency share becomes available while money is missing (I3)")
    func shortfallHoldsAgencyShare() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [
                    SampleBook.line("-12.50", on: "2013-03-01", kind: .bankCharge),
                    SampleBook.line("19040.00", on: "2013-03-01", reference: SampleBook.reference),
                ], id: "S1", day: "2013-03-01")
            #expect(try await book.balance("A-01", .agencyAvailable) == "0.00")
            #expect(try await book.balance("A-01", .agencyHeld) == "3808.00")
            let early = await SampleBook.refusal {
                try await book.engine(at: "2013-03-02T08:00:00Z").release(
                    party: "A-01", invoice: "2013-0001", SampleBook.call("payout release"))
            }
            #expect(early.code == "release.shortfall")
        }
    }

    @Test("a person places what waited, and it is split as if it had come so")
    func person() async throws {
        try await TestStore.sqlite.withStore { store in
            let book = try await SampleBook.ready(store)
            _ = try await book.bank(
                [SampleBook.line("19040.00", on: "2013-03-01", text: "no words")], id: "S1",
                day: "2013-03-01")
            let work = try await store.read { try $0.rows(WorkRow.self, .all) }
            #expect(work.map(\.reason) == ["payer-unknown"])
            guard let receipt = work.first?.bankLine else { return }
            let engine = book.engine(at: "2013-03-02T08:00:00Z")
            _ = try await engine.match(
                receipt: receipt, to: "2013-0001", amount: SampleBook.euro("10000.00"),
                SampleBook.call("receipt match"))
            #expect(try await book.balance("F-01", .freelancerAvailable) == "8000.00")
            _ = try await engine.match(
                receipt: receipt, to: "2013-0001", amount: nil, SampleBook.call("receipt match"))
            #expect(try await book.balance("F-01", .freelancerAvailable) == "15232.00")
            #expect(try await book.total(.unidentified) == "0.00")
            let again = await SampleBook.refusal {
                try await engine.match(
                    receipt: receipt, to: "2013-0001", amount: nil,
                    SampleBook.call("receipt match"))
            }
            #expect(again.code == "receipt.nothing-open")
            #expect(try await book.findings(.sqlite) == [])
        }
    }

    @Test("a statement of a day to come is refused whole")
    func future() async throws {
        try await TestStore.memory.withStore { store in
            let book = try await SampleBook.ready(store)
            let refusal = await SampleBook.refusal {
                try await book.bank(
                    [SampleBook.line("1.00", on: "2013-03-02", text: "?")], id: "S1",
                    day: "2013-03-02", at: "2013-03-01T18:00:00Z")
            }
            #expect(refusal.code == "bank.future")
            #expect(refusal.message == "S1.xml: statement S1 closes 2013-03-02, it is 2013-03-01")
            #expect(try await book.total(.trustBank) == "0.00")
        }
    }
}
