import BookFormats
import EscrowTestSupport
import LedgerCore
import MoneyCore
import Testing

@Suite("The trust book becomes a beancount journal (book-export.md#beancount)")
struct BeancountJournalTests {
    private func text(_ entries: [Entry]) -> String {
        let sample = SampleJournal(entries)
        var journal = BeancountJournal(
            book: "00SAMPLE", currency: .eur, owners: sample.code(of:),
            invoiceLine: { "2013-0001/\($0.number)" })
        var text = journal.heading
        for (index, entry) in entries.enumerated() {
            text += journal.entry(entry, sequence: Int64(100 + index))
        }
        return text + journal.closing()
    }

    @Test("The whole journal of one receipt, byte by byte")
    func wholeJournal() throws {
        let entries = try SampleJournal.baseInvoice().entries
        #expect(text([entries[1]]) == Self.expected)
    }

    @Test("A book without entries has a heading and says so")
    func empty() {
        #expect(text([]).hasSuffix("\n\n; The book has no entries.\n"))
    }

    @Test(
        "Owners keep their codes where beancount takes them",
        arguments: [
            ("F-01", "F-01"), ("f-01", "X-f-01"), ("X-f-01", "X-X-f-01"), ("F.1", "F-x2e1"),
            ("F-x2e1", "F-x2dx2e1"), ("-", "X--x2d"), ("Ä", "X--xc3-x84"), ("1", "1"), ("", "X-"),
        ])
    func owners(code: String, name: String) {
        #expect(
            JournalName.beancount(.agencyTopUp, owner: code)
                == "Liabilities:2800-Agency-Top-Up:\(name)")
    }

    @Test("Different codes stay different, and all are names", arguments: UInt64(1)...50)
    func injective(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let letters: [Character] = ["a", "X", "x", "-", "2", "d", "."]
        var codes: Set<String> = []
        for length in 0..<6 {
            for _ in 0..<50 {
                codes.insert(
                    String((0..<length).map { _ in letters.randomElement(using: &random) ?? "a" }))
            }
        }
        let names = codes.map { JournalName.beancount(.pool, owner: $0) }
        #expect(Set(names).count == codes.count)
        let form = try Regex("Liabilities:2900-Pool:[A-Z0-9][A-Za-z0-9-]*")
        #expect(try names.allSatisfy { try form.wholeMatch(in: $0) != nil })
    }

    @Test("Every account has a name of its own")
    func accounts() {
        let names = Account.allCases.map { JournalName.beancount($0, owner: nil) }
        #expect(Set(names).count == Account.allCases.count)
    }

    private static let expected = """
        ; Trust book 00SAMPLE, debits positive, credits negative.
        option "title" "Trust book 00SAMPLE"
        option "operating_currency" "EUR"
        option "inferred_tolerance_default" "EUR:0.00"
        option "tolerance_multiplier" "0"

        2013-03-04 * "J2" "Receipt matched"
          record: "100"
          value: 2013-03-01
          Assets:1000-Trust-Bank  19040.00 EUR
          Liabilities:2010-Identified-Unallocated:C-01  -19040.00 EUR
            invoice: "2013-0001/1"

        2013-03-04 open Assets:1000-Trust-Bank EUR
        2013-03-04 open Liabilities:2010-Identified-Unallocated:C-01 EUR

        ; Balances after record 100
        2013-03-05 balance Assets:1000-Trust-Bank  19040.00 ~ 0.00 EUR
        2013-03-05 balance Liabilities:2010-Identified-Unallocated:C-01  -19040.00 ~ 0.00 EUR

        """
}
