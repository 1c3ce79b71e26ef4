import EscrowCore
import LedgerCore
import MoneyCore
import Testing

@Suite("VAT set aside (J22)")
struct TaxSetAsideTests {
    private static func agency(has: Int64, disputed: Int64 = 0) throws -> LinePart {
        LinePart(
            owner: Sample.agency, role: .agency, rank: 0,
            part: Instalment.Part(whole: 3_808_00, has: has), disputed: disputed,
            taxShare: try #require(Share(608_00, over: 3_808_00)))
    }

    @Test("3,808.00 at once sets 608.00 aside; instalments come to the same cent")
    func exact() throws {
        #expect(try Self.agency(has: 0).setAside(of: 3_808_00) == 608_00)
        let first = try Self.agency(has: 0).setAside(of: 2_000_00)
        let second = try Self.agency(has: 2_000_00).setAside(of: 1_808_00)
        #expect(first == 319_32)
        #expect(first + second == 608_00)
    }

    @Test("what is frozen is not set aside")
    func frozen() throws {
        #expect(try Self.agency(has: 0, disputed: 3_808_00).setAside(of: 3_808_00) == 0)
        #expect(try Self.agency(has: 0, disputed: 3_300_00).setAside(of: 3_808_00) == 508_00)
    }

    @Test("the split holds the VAT, whatever the release, and J22 takes it to 2400")
    func lines() throws {
        let state = LineState(
            line: Sample.line, release: .onReceipt, parts: [try Self.agency(has: 0)])
        let split = Split.divide(3_808_00, over: [state])
        let entry = try Entry.split(
            Sample.receipt(3_808_00), client: Sample.client, split: split, last: Sample.line)
        #expect(entry.drawn.contains("Cr 2200 of 8 line 1: 60800"))
        #expect(entry.drawn.contains("Cr 2210 of 8 line 1: 320000"))
        let held = Subledger(
            .agencyHeld, bank: Sample.bank, owner: Sample.agency,
            source: .invoiceLine(Sample.line))
        let aside = try Entry.taxSetAside(
            [Standing.Place(held, 608_00)], Sample.receipt(3_808_00))
        #expect(aside.drawn == ["Dr 2200 of 8 line 1: 60800", "Cr 2400 of 8 line 1: 60800"])
    }
}
