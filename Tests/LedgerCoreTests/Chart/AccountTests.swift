import LedgerCore
import MoneyCore
import Testing

@Suite("Chart of accounts (chart.md)")
struct AccountTests {
    @Test("every account has its number, kind, side of growth and need of an owner")
    func chart() {
        let drawn = Account.allCases.map { account in
            "\(account.number) \(account.kind) \(account.normalSide)"
                + (account.needsOwner ? " owner" : "")
        }
        #expect(
            drawn == [
                "1000 resource debit", "1010 resource debit", "1020 resource debit",
                "1030 resource debit", "1040 resource debit",
                "1100 cashClaim debit owner", "1110 cashClaim debit owner",
                "1120 cashClaim debit owner", "1130 cashClaim debit owner",
                "1140 backedClaim debit owner", "1150 backedClaim debit owner",
                "2000 entitlement credit", "2010 entitlement credit owner",
                "2100 entitlement credit owner", "2110 entitlement credit owner",
                "2200 entitlement credit owner", "2210 entitlement credit owner",
                "2300 entitlement credit owner", "2400 entitlement credit owner",
                "2500 entitlement credit owner", "2510 entitlement credit owner",
                "2600 entitlement credit owner", "2700 entitlement credit",
                "2800 entitlement credit owner", "2900 entitlement credit",
                "2950 backedContra credit owner", "2990 rounding credit",
                "9000 memo debit owner", "9100 memo credit owner", "9110 memo credit owner",
                "9120 memo credit owner",
            ])
        #expect(Set(Account.allCases.map(\.name)).count == Account.allCases.count)
    }

    @Test("a subledger moves to another account with all else that it has")
    func moved() {
        let moved = Sample.available.moved(to: .outgoingInFlight)
        #expect(moved.account == .outgoingInFlight)
        #expect(moved.owner == Sample.freelancer)
        #expect(moved.source == .invoiceLine(Sample.line))
        #expect(moved.bank == Sample.bank)
    }

    @Test(
        "a source is one integer (chart.md#source)",
        arguments: [
            (Source.none, Int64(0)), (.invoiceLine(Sample.line), 20 << 12 | 1), (.interest, -2),
            (.topUp, -3), (.unidentified(BankLineID(sequence: 1)), -5),
            (.unidentified(BankLineID(sequence: 300)), -1201),
            (.receipt(BankLineID(sequence: 1)), -6), (.receipt(BankLineID(sequence: 300)), -1202),
            (.transfer(PayoutID(sequence: 1)), -7), (.transfer(PayoutID(sequence: 300)), -1203),
        ])
    func sources(source: Source, code: Int64) {
        #expect(source.code == code)
        #expect(Source(code: code) == source)
        #expect((source.invoiceLine == nil) == (code <= 0))
    }

    @Test(
        "an integer that no source has is refused", arguments: [-1, -4, -8, -12, -1204, Int64.min])
    func noSource(code: Int64) {
        #expect(Source(code: code) == nil)
    }

    @Test(
        "an invoice line's id is its invoice's with its number (log.md#ids)",
        arguments: [
            (Int64(1), 1, Int64(4097)), (20, 4095, 86_015), (1 << 40, 7, 4_503_599_627_370_503),
        ])
    func lineIDs(invoice: Int64, number: Int, sequence: Int64) {
        let line = InvoiceLineID(invoice: InvoiceID(sequence: invoice), number: number)
        #expect(line.sequence == sequence)
        #expect(line.invoice.sequence == invoice)
        #expect(line.number == number)
    }
}
