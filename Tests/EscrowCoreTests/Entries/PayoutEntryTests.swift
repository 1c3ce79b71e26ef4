import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Entries of payouts and of the agency (events.md)")
struct PayoutEntryTests {
    private static let id = PayoutID(sequence: 50)

    private static func payout(
        _ amounts: Int64..., from account: Account = .freelancerAvailable,
        of payee: PartyID = Sample.freelancer
    ) -> Payout {
        Payout(
            plan: PlanID(sequence: 49), payee: payee, to: .party(version: 10), account: account,
            bank: Sample.bank,
            parts: amounts.enumerated().map { index, minor in
                Payout.Part(
                    .invoiceLine(InvoiceLineID(invoice: Sample.invoice, number: index + 1)),
                    Sample.euros(minor))
            })
    }

    @Test("J11: the payout is with the bank")
    func exported() throws {
        let payout = Self.payout(15_000_00, 232_00)
        let entry = try Entry.exported(payout, id: Self.id, on: Sample.day)

        #expect(payout.amount == Sample.euros(15_232_00))
        #expect(entry.event == .payoutExported)
        #expect(entry.bookingDay == Sample.day)
        #expect(entry.evidence == 50)
        #expect(
            entry.drawn == [
                "Dr 2110 of 10 line 1: 1500000", "Dr 2110 of 10 line 2: 23200",
                "Cr 1010 of 10 line 1: 1500000", "Cr 1010 of 10 line 2: 23200",
            ])
    }

    @Test("J14: the agency's own share leaves")
    func sweep() throws {
        let entry = try Entry.exported(
            Self.payout(3_808_00, from: .agencyAvailable, of: Sample.agency), id: Self.id,
            on: Sample.day)
        #expect(entry.event == .sweep)
        #expect(entry.drawn == ["Dr 2210 of 8 line 1: 380800", "Cr 1010 of 8 line 1: 380800"])
    }

    @Test("J12: the bank paid it")
    func settled() throws {
        let entry = try Entry.settled(
            Self.payout(15_000_00, 232_00), by: Sample.receipt(15_232_00))
        #expect(entry.event == .payoutSettled)
        #expect(entry.evidence == 40)
        #expect(entry.bookingDay == Sample.day.adding(days: 30))
        #expect(
            entry.drawn == [
                "Dr 1010 of 10 line 1: 1500000", "Dr 1010 of 10 line 2: 23200", "Cr 1000: 1523200",
            ])
    }

    struct Return: Sendable, CustomTestStringConvertible {
        let name: String
        let payout: Payout
        var charge: Int64 = 0
        var topUp: Int64 = 0
        let lines: [String]
        var testDescription: String { name }
    }

    @Test(
        "J13: it came back and is held; what the banks kept is the agency's",
        arguments: [
            Return(
                name: "whole", payout: payout(15_232_00),
                lines: ["Dr 1000: 1523200", "Cr 2100 of 10 line 1: 1523200"]),
            Return(
                name: "the agency's own share",
                payout: payout(3_808_00, from: .agencyAvailable, of: Sample.agency),
                lines: ["Dr 1000: 380800", "Cr 2200 of 8 line 1: 380800"]),
            Return(
                name: "less 5.50", payout: payout(15_232_00), charge: 5_50,
                lines: [
                    "Dr 1000: 1522650", "Dr 1100 of 8: 550", "Cr 2100 of 10 line 1: 1523200",
                ]),
            Return(
                name: "less 5.50, of which a top-up carries 2.00", payout: payout(15_232_00),
                charge: 5_50, topUp: 2_00,
                lines: [
                    "Dr 1000: 1522650", "Dr 2800 of 8 top-up: 200", "Dr 1100 of 8: 350",
                    "Cr 2100 of 10 line 1: 1523200",
                ]),
            Return(
                name: "less 5.50, all from a top-up", payout: payout(15_232_00), charge: 5_50,
                topUp: 100_00,
                lines: [
                    "Dr 1000: 1522650", "Dr 2800 of 8 top-up: 550",
                    "Cr 2100 of 10 line 1: 1523200",
                ]),
            Return(
                name: "a charge larger than the first part", payout: payout(3_00, 229_00),
                charge: 5_50, topUp: 4_00,
                lines: [
                    "Dr 2800 of 8 top-up: 400", "Dr 1000: 22650", "Dr 1100 of 8: 150",
                    "Cr 2100 of 10 line 1: 300", "Cr 2100 of 10 line 2: 22900",
                ]),
        ])
    func returned(_ example: Return) throws {
        let entry = try Entry.returned(
            example.payout,
            by: Sample.receipt(example.payout.amount.minor - example.charge),
            charge: Sample.euros(example.charge), agency: Sample.agency, topUp: example.topUp)
        #expect(entry.event == .payoutReturned)
        #expect(entry.drawn == example.lines)
    }

    struct Taken: Sendable, CustomTestStringConvertible {
        let name: String
        let event: JournalEvent
        let topUp: Int64
        let lines: [String]
        var testDescription: String { name }
    }

    @Test(
        "J18 and J32: the bank took 12.50, and the agency carries it",
        arguments: [
            Taken(
                name: "J18 without a top-up", event: .bankCharge, topUp: 0,
                lines: ["Dr 1100 of 8: 1250", "Cr 1000: 1250"]),
            Taken(
                name: "J18 with 5.00 topped up", event: .bankCharge, topUp: 5_00,
                lines: ["Dr 2800 of 8 top-up: 500", "Dr 1100 of 8: 750", "Cr 1000: 1250"]),
            Taken(
                name: "J18 with enough topped up", event: .bankCharge, topUp: 12_50,
                lines: ["Dr 2800 of 8 top-up: 1250", "Cr 1000: 1250"]),
            Taken(
                name: "J32", event: .unorderedDebit, topUp: 0,
                lines: ["Dr 1100 of 8: 1250", "Cr 1000: 1250"]),
        ])
    func taken(_ example: Taken) throws {
        let entry = try Entry.taken(
            example.event, Sample.receipt(12_50), agency: Sample.agency, topUp: example.topUp)
        #expect(entry.event == example.event)
        #expect(entry.drawn == example.lines)
    }

    struct TopUp: Sendable, CustomTestStringConvertible {
        let name: String
        let due: Int64
        let room: Int64
        var wasUnidentified = false
        let lines: [String]
        var testDescription: String { name }
    }

    @Test(
        "J19: 250.00 of the agency cure what it owes first",
        arguments: [
            TopUp(
                name: "all of it is owed", due: 300_00, room: 0,
                lines: ["Dr 1000: 25000", "Cr 1100 of 8: 25000"]),
            TopUp(
                name: "12.50 are owed, nothing may stay", due: 12_50, room: 0,
                lines: ["Dr 1000: 25000", "Cr 1100 of 8: 1250", "Cr 2000 receipt 40: 23750"]),
            TopUp(
                name: "12.50 are owed, 100.00 may stay", due: 12_50, room: 100_00,
                lines: [
                    "Dr 1000: 25000", "Cr 1100 of 8: 1250", "Cr 2800 of 8 top-up: 10000",
                    "Cr 2000 receipt 40: 13750",
                ]),
            TopUp(
                name: "nothing is owed, all may stay", due: 0, room: 250_00,
                lines: ["Dr 1000: 25000", "Cr 2800 of 8 top-up: 25000"]),
            TopUp(
                name: "it waited in 2000; the rest stays there", due: 12_50, room: 0,
                wasUnidentified: true,
                lines: ["Dr 2000 receipt 40: 1250", "Cr 1100 of 8: 1250"]),
            TopUp(
                name: "it waited in 2000, and nothing can take it", due: 0, room: 0,
                wasUnidentified: true, lines: []),
        ])
    func topUp(_ example: TopUp) throws {
        let entry = try Entry.topUp(
            Sample.receipt(250_00), agency: Sample.agency, due: example.due, room: example.room,
            wasUnidentified: example.wasUnidentified)
        #expect((entry?.drawn ?? []) == example.lines)
        #expect((entry == nil) == example.lines.isEmpty)
        if let entry { #expect(entry.event == .topUp) }
    }
}
