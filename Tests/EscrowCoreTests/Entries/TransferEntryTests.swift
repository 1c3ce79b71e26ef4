import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("Entries of transfers between trust accounts (transfer.md#entries)")
struct TransferEntryTests {
    private static let id = PayoutID(sequence: 50)
    private static let target = TrustAccountID(sequence: 7)

    /// 1,000.00 held and 200.00 disputed of the freelancer.
    private static let transfer = Payout(
        plan: PlanID(sequence: 49), payee: nil, to: .trustAccount(target), account: .trustBank,
        bank: Sample.bank,
        parts: [
            Payout.Part(
                .invoiceLine(Sample.line), Sample.euros(1_000_00),
                at: Payout.Part.Place(.freelancerHeld, owner: Sample.freelancer)),
            Payout.Part(
                .invoiceLine(Sample.line), Sample.euros(200_00),
                at: Payout.Part.Place(.disputed, owner: Sample.freelancer)),
        ])

    /// The lines, and behind each in which account it stands.
    private static func drawn(_ entry: Entry) -> [String] {
        zip(entry.drawn, entry.lines).map { text, line in
            text + (line.subledger.bank == target ? " new" : " old")
        }
    }

    private static func receipt(_ minor: Int64, _ bank: TrustAccountID) -> Receipt {
        Receipt(
            bankLine: BankLineID(sequence: 60), bank: bank, bookingDay: Sample.day,
            valueDay: Sample.day, amount: Sample.euros(minor))
    }

    private static func carried(_ charge: Int64 = 0, topUp: Int64 = 0) -> CarriedCharge {
        CarriedCharge(agency: Sample.agency, charge: charge, topUp: topUp)
    }

    @Test("J33: entitlements move as they stand, their money is on its way")
    func exported() throws {
        let entry = try Entry.exported(Self.transfer, id: Self.id, on: Sample.day)
        #expect(entry.event == .accountTransfer)
        #expect(entry.evidence == 50)
        #expect(entry.entitlementTarget == Self.target)
        #expect(
            Self.drawn(entry) == [
                "Dr 2100 of 10 line 1: 100000 old", "Dr 2600 of 10 line 1: 20000 old",
                "Dr 1020 transfer 50: 120000 new", "Cr 2100 of 10 line 1: 100000 new",
                "Cr 2600 of 10 line 1: 20000 new", "Cr 1010 transfer 50: 120000 old",
            ])
    }

    @Test("J12 and J33b: each bank line clears its own")
    func booked() throws {
        let debit = try Entry.transferDebited(
            Self.transfer, id: Self.id, by: Self.receipt(1_200_00, Sample.bank))
        #expect(debit.event == .payoutSettled)
        #expect(Self.drawn(debit) == ["Dr 1010 transfer 50: 120000 old", "Cr 1000: 120000 old"])
        let credit = try Entry.transferArrived(
            Self.transfer, id: Self.id, by: Self.receipt(1_200_00, Self.target), Self.carried())
        #expect(credit.event == .transferArrived)
        #expect(Self.drawn(credit) == ["Dr 1000: 120000 new", "Cr 1020 transfer 50: 120000 new"])
    }

    @Test("what the banks kept is met by the top-up as far as it reaches, else due from the agency")
    func charge() throws {
        let entry = try Entry.transferArrived(
            Self.transfer, id: Self.id, by: Self.receipt(1_194_50, Self.target),
            Self.carried(5_50, topUp: 2_00))
        #expect(
            Self.drawn(entry) == [
                "Dr 1000: 119450 new", "Dr 2800 of 8 top-up: 200 new", "Dr 1100 of 8: 350 new",
                "Cr 1020 transfer 50: 120000 new",
            ])
    }

    @Test("J33c: what stands moves back, from the bank or out of flight")
    func back() throws {
        let standing = [
            Standing.Place(
                Subledger(
                    .freelancerAvailable, bank: Self.target, owner: Sample.freelancer,
                    source: .invoiceLine(Sample.line)), 900_00)
        ]
        let moved = [
            "Cr 1020 transfer 50: 120000 new", "Cr 2110 of 10 line 1: 90000 old",
        ]
        let returned = try Entry.transferReturned(
            Self.transfer, id: Self.id, by: Self.receipt(1_200_00, Sample.bank), Self.carried(),
            standing: standing)
        let rejected = try Entry.transferRejected(
            Self.transfer, id: Self.id, status: 70, on: Sample.day, standing: standing)
        #expect(returned.event == .transferBack)
        #expect(rejected.event == .transferBack)
        #expect(rejected.evidence == 70)
        #expect(
            Self.drawn(returned)
                == ["Dr 1000: 120000 old", "Dr 2110 of 10 line 1: 90000 new"] + moved)
        #expect(
            Self.drawn(rejected)
                == ["Dr 1010 transfer 50: 120000 old", "Dr 2110 of 10 line 1: 90000 new"] + moved)
    }

    @Test("money alone moves no entitlement")
    func moneyOnly() throws {
        let payout = Payout(
            plan: PlanID(sequence: 49), payee: nil, to: .trustAccount(Self.target),
            account: .trustBank, bank: Sample.bank,
            parts: [
                Payout.Part(
                    .none, Sample.euros(5_00), at: Payout.Part.Place(.trustBank, owner: nil))
            ])
        #expect(payout.entitledParts == [])
        let entry = try Entry.exported(payout, id: Self.id, on: Sample.day)
        #expect(entry.entitlementTarget == nil)
        #expect(
            Self.drawn(entry) == [
                "Dr 1020 transfer 50: 500 new", "Cr 1010 transfer 50: 500 old",
            ])
    }

    @Test("what is nobody's yet, waits for its split or is the agency's top-up is not moved")
    func transferable() {
        #expect(
            Account.allCases.filter(\.isTransferable).map(\.number) == [
                2100, 2110, 2200, 2210, 2300, 2400, 2500, 2510, 2600,
            ])
    }
}
