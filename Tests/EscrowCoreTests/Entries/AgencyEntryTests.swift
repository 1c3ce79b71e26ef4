import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Entries of the agency's charges and top-ups (events.md)")
struct AgencyEntryTests {
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
        let claims: [OpenClaim]
        let room: Int64
        var wasUnidentified = false
        let lines: [String]
        var testDescription: String { name }
    }

    private static func fee(_ minor: Int64) -> OpenClaim {
        OpenClaim(
            Subledger(.dueFromAgencyFee, bank: Sample.bank, owner: Sample.agency), minor: minor)
    }

    private static func claim(_ account: Account, of owner: PartyID, _ minor: Int64) -> OpenClaim {
        OpenClaim(
            Subledger(
                account, bank: Sample.bank, owner: owner, source: .invoiceLine(Sample.line)),
            minor: minor)
    }

    @Test(
        "J19: 250.00 of the agency cure what it owes first",
        arguments: [
            TopUp(
                name: "all of it is owed", claims: [fee(300_00)], room: 0,
                lines: ["Dr 1000: 25000", "Cr 1100 of 8: 25000"]),
            TopUp(
                name: "12.50 are owed, nothing may stay", claims: [fee(12_50)], room: 0,
                lines: ["Dr 1000: 25000", "Cr 1100 of 8: 1250", "Cr 2000 receipt 40: 23750"]),
            TopUp(
                name: "12.50 are owed, 100.00 may stay", claims: [fee(12_50)], room: 100_00,
                lines: [
                    "Dr 1000: 25000", "Cr 1100 of 8: 1250", "Cr 2800 of 8 top-up: 10000",
                    "Cr 2000 receipt 40: 13750",
                ]),
            TopUp(
                name: "nothing is owed, all may stay", claims: [], room: 250_00,
                lines: ["Dr 1000: 25000", "Cr 2800 of 8 top-up: 25000"]),
            TopUp(
                name: "its own debts, then those of others on their behalf, then 2800, then 2000",
                claims: [
                    fee(12_50), claim(.dueFromAgencyReturnedReceipt, of: Sample.agency, 50_00),
                    claim(.dueFromBeneficiary, of: Sample.freelancer, 80_00),
                    claim(.dueFromClient, of: Sample.client, 7_50),
                ], room: 60_00,
                lines: [
                    "Dr 1000: 25000", "Cr 1100 of 8: 1250", "Cr 1110 of 8 line 1: 5000",
                    "Cr 1120 of 10 line 1: 8000", "Cr 1130 of 9 line 1: 750",
                    "Cr 2800 of 8 top-up: 6000", "Cr 2000 receipt 40: 4000",
                ]),
            TopUp(
                name: "it is not enough for all that others owe",
                claims: [
                    fee(200_00), claim(.dueFromBeneficiary, of: Sample.freelancer, 80_00),
                    claim(.dueFromClient, of: Sample.client, 7_50),
                ], room: 60_00,
                lines: [
                    "Dr 1000: 25000", "Cr 1100 of 8: 20000", "Cr 1120 of 10 line 1: 5000",
                ]),
            TopUp(
                name: "it waited in 2000; the rest stays there", claims: [fee(12_50)], room: 0,
                wasUnidentified: true,
                lines: ["Dr 2000 receipt 40: 1250", "Cr 1100 of 8: 1250"]),
            TopUp(
                name: "it waited in 2000, and nothing can take it", claims: [], room: 0,
                wasUnidentified: true, lines: []),
        ])
    func topUp(_ example: TopUp) throws {
        let entry = try Entry.topUp(
            Sample.receipt(250_00), agency: Sample.agency, claims: example.claims,
            room: example.room,
            wasUnidentified: example.wasUnidentified)
        #expect((entry?.drawn ?? []) == example.lines)
        #expect((entry == nil) == example.lines.isEmpty)
        if let entry { #expect(entry.event == .topUp) }
    }
}
