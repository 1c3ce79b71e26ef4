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

    struct Outgoing: Sendable, CustomTestStringConvertible {
        let name: String
        let payout: Payout
        let event: JournalEvent
        let lines: [String]
        var testDescription: String { name }
    }

    private static func own(
        _ minor: Int64, from account: Account, _ source: Source, of payee: PartyID?,
        to destination: Payout.Destination = .party(version: 10)
    ) -> Payout {
        Payout(
            plan: PlanID(sequence: 49), payee: payee, to: destination, account: account,
            bank: Sample.bank, parts: [Payout.Part(source, Sample.euros(minor))])
    }

    private static let receipt = BankLineID(sequence: 33)

    @Test(
        "what leaves is named after what it is paid out of",
        arguments: [
            Outgoing(
                name: "J6: 60.00 too much go back",
                payout: own(
                    60_00, from: .clientRefundable, .invoiceLine(Sample.line), of: Sample.client,
                    to: .payer(receipt)), event: .refund,
                lines: ["Dr 2300 of 9 line 1: 6000", "Cr 1010 of 9 line 1: 6000"]),
            Outgoing(
                name: "J7c: 700.00 that nobody could place go back",
                payout: own(
                    700_00, from: .unidentified, .unidentified(receipt), of: nil,
                    to: .payer(receipt)), event: .receiptSentBack,
                lines: ["Dr 2000 receipt 33: 70000", "Cr 1010 receipt 33: 70000"]),
            Outgoing(
                name: "J22b: 608.00 set aside for tax",
                payout: own(
                    608_00, from: .taxSetAside, .invoiceLine(Sample.line), of: Sample.agency),
                event: .taxPaid,
                lines: ["Dr 2400 of 8 line 1: 60800", "Cr 1010 of 8 line 1: 60800"]),
            Outgoing(
                name: "J29: a top-up of 100.00 that cures nothing any more",
                payout: own(100_00, from: .agencyTopUp, .topUp, of: Sample.agency),
                event: .topUpWithdrawn,
                lines: ["Dr 2800 of 8 top-up: 10000", "Cr 1010 of 8 top-up: 10000"]),
        ])
    func outgoing(_ example: Outgoing) throws {
        let entry = try Entry.exported(example.payout, id: Self.id, on: Sample.day)
        #expect(entry.event == example.event)
        #expect(entry.event.isPayout)
        #expect(entry.drawn == example.lines)
    }

    struct Return: Sendable, CustomTestStringConvertible {
        let name: String
        let payout: Payout
        var charge: Int64 = 0
        var topUp: Int64 = 0
        var claims: [OpenClaim] = []
        let lines: [String]
        var testDescription: String { name }
    }

    private static func claim(
        _ account: Account, _ minor: Int64, line: Int = 1, client: PartyID? = nil
    ) -> OpenClaim {
        OpenClaim(
            Subledger(
                account, bank: Sample.bank, owner: Sample.freelancer,
                source: .invoiceLine(InvoiceLineID(invoice: Sample.invoice, number: line))),
            minor: minor, client: client)
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
            Return(
                name: "2,000.00 are due from its owner on that invoice", payout: payout(15_232_00),
                claims: [claim(.dueFromBeneficiary, 2_000_00)],
                lines: [
                    "Dr 1000: 1523200", "Cr 1120 of 10 line 1: 200000",
                    "Cr 2100 of 10 line 1: 1323200",
                ]),
            Return(
                name: "more is due than came back", payout: payout(1_000_00),
                claims: [claim(.dueFromBeneficiary, 2_000_00)],
                lines: ["Dr 1000: 100000", "Cr 1120 of 10 line 1: 100000"]),
            Return(
                name: "a claim on another line of the invoice", payout: payout(100_00, 200_00),
                claims: [claim(.dueFromBeneficiary, 250_00, line: 2)],
                lines: [
                    "Dr 1000: 30000", "Cr 1120 of 10 line 2: 25000", "Cr 2100 of 10 line 2: 5000",
                ]),
            Return(
                name: "a claim on another invoice is left alone", payout: payout(100_00),
                claims: [
                    OpenClaim(
                        Subledger(
                            .dueFromBeneficiary, bank: Sample.bank, owner: Sample.freelancer,
                            source: .invoiceLine(
                                InvoiceLineID(invoice: InvoiceID(sequence: 21), number: 1))),
                        minor: 50_00)
                ],
                lines: ["Dr 1000: 10000", "Cr 2100 of 10 line 1: 10000"]),
            Return(
                name: "cash claims first, then the credit note, which the client gets",
                payout: payout(15_232_00),
                claims: [
                    claim(.dueFromBeneficiary, 2_000_00),
                    claim(.dueFromPartyCreditNote, 952_00, client: Sample.client),
                ],
                lines: [
                    "Dr 1000: 1523200", "Dr 2950 of 10 line 1: 95200",
                    "Cr 1120 of 10 line 1: 200000", "Cr 2300 of 9 line 1: 95200",
                    "Cr 2100 of 10 line 1: 1228000", "Cr 1150 of 10 line 1: 95200",
                ]),
            Return(
                name: "a claim and a charge", payout: payout(15_232_00), charge: 5_50,
                claims: [claim(.dueFromBeneficiary, 15_230_00)],
                lines: [
                    "Dr 1000: 1522650", "Dr 1100 of 8: 550", "Cr 1120 of 10 line 1: 1523000",
                    "Cr 2100 of 10 line 1: 200",
                ]),
            Return(
                name: "a refund comes back to 2300 itself",
                payout: own(
                    60_00, from: .clientRefundable, .invoiceLine(Sample.line), of: Sample.client),
                lines: ["Dr 1000: 6000", "Cr 2300 of 9 line 1: 6000"]),
            Return(
                name: "a receipt that was sent back is unidentified again",
                payout: own(700_00, from: .unidentified, .unidentified(receipt), of: nil),
                lines: ["Dr 1000: 70000", "Cr 2000 receipt 33: 70000"]),
            Return(
                name: "tax set aside comes back to 2400",
                payout: own(
                    608_00, from: .taxSetAside, .invoiceLine(Sample.line), of: Sample.agency),
                lines: ["Dr 1000: 60800", "Cr 2400 of 8 line 1: 60800"]),
            Return(
                name: "a top-up comes back and carries its own charge",
                payout: own(100_00, from: .agencyTopUp, .topUp, of: Sample.agency), charge: 5_50,
                lines: ["Dr 1000: 9450", "Cr 2800 of 8 top-up: 9450"]),
        ])
    func returned(_ example: Return) throws {
        let entry = try Entry.returned(
            example.payout,
            by: Sample.receipt(example.payout.amount.minor - example.charge),
            charge: Sample.euros(example.charge), agency: Sample.agency, topUp: example.topUp,
            claims: example.claims)
        #expect(entry.event == .payoutReturned)
        #expect(entry.drawn == example.lines)
    }

    @Test("J13: the bank does not pay it, so it never left; claims come first here too")
    func rejected() throws {
        let entry = try Entry.rejected(
            Self.payout(15_000_00, 232_00), status: 60, on: Sample.day,
            claims: [Self.claim(.dueFromBeneficiary, 100_00, line: 2)])
        #expect(entry.event == .payoutReturned)
        #expect(entry.evidence == 60)
        #expect(entry.bookingDay == Sample.day)
        #expect(
            entry.drawn == [
                "Dr 1010 of 10 line 1: 1500000", "Dr 1010 of 10 line 2: 23200",
                "Cr 1120 of 10 line 2: 10000", "Cr 2100 of 10 line 1: 1490000",
                "Cr 2100 of 10 line 2: 23200",
            ])
    }
}
