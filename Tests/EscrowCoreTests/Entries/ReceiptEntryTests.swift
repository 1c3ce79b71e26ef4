import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Entries of invoices and receipts (events.md)")
struct ReceiptEntryTests {
    @Test("J1: the base invoice lets 19,040.00 be expected")
    func invoiceIssued() throws {
        let invoice = try Sample.issued(Sample.terms())
        let entry = try Entry.expectation(invoice, id: Sample.invoice)

        #expect(entry.event == .invoiceIssued)
        #expect(entry.bookingDay == Sample.day)
        #expect(entry.evidence == 20)
        #expect(
            entry.drawn == [
                "Dr 9000 of 9 line 1: 1904000", "Cr 9100 of 10 line 1: 1523200",
                "Cr 9110 of 8 line 1: 380800",
            ])
    }

    @Test("J1: each line has its own expectation, and an agency without a part none")
    func linesIssued() throws {
        let invoice = try Sample.issued(
            Sample.terms(),
            Sample.terms(freelancerRate: 100_00, freelancer: Sample.secondFreelancer))
        let entry = try Entry.expectation(invoice, id: Sample.invoice)
        #expect(
            entry.drawn == [
                "Dr 9000 of 9 line 1: 1904000", "Dr 9000 of 9 line 2: 1904000",
                "Cr 9100 of 10 line 1: 1523200", "Cr 9110 of 8 line 1: 380800",
                "Cr 9100 of 11 line 2: 1904000",
            ])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let amount: Int64
        let line: LineState
        let matched: [String]
        let split: [String]
        var testDescription: String { name }
    }

    @Test(
        "J2 and J3: what came, and for whom",
        arguments: [
            Case(
                name: "paid in full", amount: 19_040_00, line: Sample.state(),
                matched: ["Dr 1000: 1904000", "Cr 2010 of 9 line 1: 1904000"],
                split: [
                    "Dr 2010 of 9 line 1: 1904000", "Dr 9100 of 10 line 1: 1523200",
                    "Dr 9110 of 8 line 1: 380800", "Cr 2110 of 10 line 1: 1523200",
                    "Cr 2210 of 8 line 1: 380800", "Cr 9000 of 9 line 1: 1904000",
                ]),
            Case(
                name: "J4: 10,000 of it", amount: 10_000_00, line: Sample.state(),
                matched: ["Dr 1000: 1000000", "Cr 2010 of 9 line 1: 1000000"],
                split: [
                    "Dr 2010 of 9 line 1: 1000000", "Dr 9100 of 10 line 1: 800000",
                    "Dr 9110 of 8 line 1: 200000", "Cr 2110 of 10 line 1: 800000",
                    "Cr 2210 of 8 line 1: 200000", "Cr 9000 of 9 line 1: 1000000",
                ]),
            Case(
                name: "J5: 60.00 too much", amount: 19_100_00, line: Sample.state(),
                matched: ["Dr 1000: 1910000", "Cr 2010 of 9 line 1: 1910000"],
                split: [
                    "Dr 2010 of 9 line 1: 1910000", "Dr 9100 of 10 line 1: 1523200",
                    "Dr 9110 of 8 line 1: 380800", "Cr 2110 of 10 line 1: 1523200",
                    "Cr 2210 of 8 line 1: 380800", "Cr 2300 of 9 line 1: 6000",
                    "Cr 9000 of 9 line 1: 1904000",
                ]),
            Case(
                name: "paid already, all of it is too much", amount: 100_00,
                line: Sample.state(freelancerHas: 15_232_00, agencyHas: 3_808_00),
                matched: ["Dr 1000: 10000", "Cr 2010 of 9 line 1: 10000"],
                split: ["Dr 2010 of 9 line 1: 10000", "Cr 2300 of 9 line 1: 10000"]),
            Case(
                name: "held until somebody releases it", amount: 19_040_00,
                line: Sample.state(release: .held),
                matched: ["Dr 1000: 1904000", "Cr 2010 of 9 line 1: 1904000"],
                split: [
                    "Dr 2010 of 9 line 1: 1904000", "Dr 9100 of 10 line 1: 1523200",
                    "Dr 9110 of 8 line 1: 380800", "Cr 2100 of 10 line 1: 1523200",
                    "Cr 2200 of 8 line 1: 380800", "Cr 9000 of 9 line 1: 1904000",
                ]),
            Case(
                name: "during a shortfall the agency waits", amount: 19_040_00,
                line: Sample.state(agencyWaits: true),
                matched: ["Dr 1000: 1904000", "Cr 2010 of 9 line 1: 1904000"],
                split: [
                    "Dr 2010 of 9 line 1: 1904000", "Dr 9100 of 10 line 1: 1523200",
                    "Dr 9110 of 8 line 1: 380800", "Cr 2110 of 10 line 1: 1523200",
                    "Cr 2200 of 8 line 1: 380800", "Cr 9000 of 9 line 1: 1904000",
                ]),
            Case(
                name: "freelancer first leaves the agency out", amount: 10_000_00,
                line: Sample.state(.freelancerFirst),
                matched: ["Dr 1000: 1000000", "Cr 2010 of 9 line 1: 1000000"],
                split: [
                    "Dr 2010 of 9 line 1: 1000000", "Dr 9100 of 10 line 1: 1000000",
                    "Cr 2110 of 10 line 1: 1000000", "Cr 9000 of 9 line 1: 1000000",
                ]),
        ])
    func received(_ example: Case) throws {
        let receipt = Sample.receipt(example.amount)
        let split = Split.divide(example.amount, over: [example.line])
        let matched = try Entry.matched(
            receipt, client: Sample.client, split: split, last: Sample.line,
            wasUnidentified: false)
        let entry = try Entry.split(
            receipt, client: Sample.client, split: split, last: Sample.line)

        #expect(matched.event == .receiptMatched)
        #expect(matched.drawn == example.matched)
        #expect(entry.event == .split)
        #expect(entry.drawn == example.split)
        for posted in [matched, entry] {
            #expect(posted.bookingDay == receipt.bookingDay)
            #expect(posted.valueDay == receipt.valueDay)
            #expect(posted.evidence == 40)
        }
    }

    @Test("J5 on several lines: what is too much stands on the last")
    func excessOnLast() throws {
        let last = InvoiceLineID(invoice: Sample.invoice, number: 2)
        let lines = [Sample.state(), Sample.state(line: last)]
        let receipt = Sample.receipt(38_080_01)
        let split = Split.divide(38_080_01, over: lines)
        let matched = try Entry.matched(
            receipt, client: Sample.client, split: split, last: last, wasUnidentified: false)
        let entry = try Entry.split(receipt, client: Sample.client, split: split, last: last)

        #expect(
            matched.drawn == [
                "Dr 1000: 3808001", "Cr 2010 of 9 line 1: 1904000", "Cr 2010 of 9 line 2: 1904001",
            ])
        #expect(entry.drawn.contains("Cr 2300 of 9 line 2: 1"))
        #expect(entry.drawn.contains("Dr 2010 of 9 line 2: 1904001"))
    }

    @Test("J7: 700.00 that nobody can place")
    func unidentified() throws {
        let entry = try Entry.unidentified(Sample.receipt(700_00))
        #expect(entry.event == .receiptUnidentified)
        #expect(entry.drawn == ["Dr 1000: 70000", "Cr 2000 receipt 40: 70000"])
    }

    @Test("J7b: they find their invoice")
    func identified() throws {
        let split = Split.divide(700_00, over: [Sample.state()])
        let entry = try Entry.matched(
            Sample.receipt(700_00), client: Sample.client, split: split, last: Sample.line,
            wasUnidentified: true)
        #expect(entry.event == .receiptIdentified)
        #expect(entry.drawn == ["Dr 2000 receipt 40: 70000", "Cr 2010 of 9 line 1: 70000"])
    }

    @Test("J20: interest as it arrives")
    func interest() throws {
        let entry = try Entry.interest(Sample.receipt(1_23))
        #expect(entry.event == .interest)
        #expect(entry.drawn == ["Dr 1000: 123", "Cr 2700 interest: 123"])
    }
}
