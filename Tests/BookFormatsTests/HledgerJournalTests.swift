import BookFormats
import LedgerCore
import MoneyCore
import Testing

@Suite("The trust book becomes a plain text journal")
struct HledgerJournalTests {
    @Test("The whole journal of one receipt and its split, byte by byte")
    func wholeJournal() throws {
        let entries = try SampleJournal.baseInvoice().entries
        #expect(SampleJournal(Array(entries[1...2])).text == Self.expected)
    }

    @Test("A book without entries has a heading and says so")
    func empty() throws {
        let text = SampleJournal([]).text
        #expect(text.hasSuffix("\n\n; The book has no entries.\n"))
        for program in AccountingProgram.allCases {
            let answer = try program.check(text)
            #expect(answer.status == 0, "\(answer.errors)")
        }
    }

    @Test(
        "hledger and ledger accept it and come to the balances of the book",
        arguments: AccountingProgram.allCases, ["EUR", "JPY", "KWD"])
    func balances(program: AccountingProgram, code: String) throws {
        let currency = try #require(Currency(code))
        let sample = try SampleJournal.baseInvoice(currency)
        let answer = try program.check(sample.text)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try program.balances(sample.text, currency) == sample.balances)
        #expect(sample.balances["Assets:1000 Trust bank"] == 3_808_00)
        #expect(sample.balances["Liabilities:2210 Agency share available:A-01"] == -3_808_00)
        #expect(sample.balances.count == 2)
    }

    @Test(
        "Any accounts, days and codes are read alike by both",
        arguments: AccountingProgram.allCases, UInt64(1)...10)
    func anyEntries(program: AccountingProgram, seed: UInt64) throws {
        let sample = try SampleJournal.random(seed: seed)
        let answer = try program.check(sample.text)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(try program.balances(sample.text, .eur) == sample.balances)
    }

    @Test("A balance that is a cent off is refused", arguments: AccountingProgram.allCases)
    func wrongAssertion(program: AccountingProgram) throws {
        let text = try SampleJournal.baseInvoice().text
        let wrong = text.replacing("= EUR 3808.00", with: "= EUR 3808.01")
        #expect(wrong != text)
        let answer = try program.check(wrong)
        #expect(answer.status != 0)
        #expect(answer.errors.contains("assertion"))
    }

    @Test("An amount that was changed afterwards is refused", arguments: AccountingProgram.allCases)
    func changedEntry(program: AccountingProgram) throws {
        let text = try SampleJournal.baseInvoice().text
        let changed =
            text
            .replacing("Trust bank  EUR 19040.00", with: "Trust bank  EUR 19041.00")
            .replacing("unallocated:C-01  EUR -19040.00", with: "unallocated:C-01  EUR -19041.00")
        #expect(changed != text)
        let answer = try program.check(changed)
        #expect(answer.status != 0)
        #expect(answer.errors.contains("assertion"))
    }

    private static let expected = """
        ; Trust book 00SAMPLE, debits positive, credits negative.
        commodity EUR
            format EUR 1000.00

        account Assets:1000 Trust bank
        account Liabilities:2010 Identified, unallocated:C-01
        2013-03-04 (J2) Receipt matched  ; record:100, value:2013-03-01
            Assets:1000 Trust bank  EUR 19040.00
            Liabilities:2010 Identified, unallocated:C-01  EUR -19040.00  ; invoice:2013-0001/1

        account Memo:9100 Expected - freelancer:F-01
        account Memo:9110 Expected - agency:A-01
        account Liabilities:2110 Freelancer available:F-01
        account Liabilities:2210 Agency share available:A-01
        account Memo:9000 Expected receipts:C-01
        2013-03-04 (J3) Receipt split  ; record:101, value:2013-03-04
            Liabilities:2010 Identified, unallocated:C-01  EUR 19040.00  ; invoice:2013-0001/1
            Memo:9100 Expected - freelancer:F-01  EUR 15232.00  ; invoice:2013-0001/1
            Memo:9110 Expected - agency:A-01  EUR 3808.00  ; invoice:2013-0001/1
            Liabilities:2110 Freelancer available:F-01  EUR -15232.00  ; invoice:2013-0001/1
            Liabilities:2210 Agency share available:A-01  EUR -3808.00  ; invoice:2013-0001/1
            Memo:9000 Expected receipts:C-01  EUR -19040.00  ; invoice:2013-0001/1

        2013-03-04 Balances after record 101
            Assets:1000 Trust bank  EUR 0.00 = EUR 19040.00
            Liabilities:2010 Identified, unallocated:C-01  EUR 0.00 = EUR 0.00
            Liabilities:2110 Freelancer available:F-01  EUR 0.00 = EUR -15232.00
            Liabilities:2210 Agency share available:A-01  EUR 0.00 = EUR -3808.00
            Memo:9000 Expected receipts:C-01  EUR 0.00 = EUR -19040.00
            Memo:9100 Expected - freelancer:F-01  EUR 0.00 = EUR 15232.00
            Memo:9110 Expected - agency:A-01  EUR 0.00 = EUR 3808.00

        """
}
