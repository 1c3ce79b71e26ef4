import EscrowCore
import MoneyCore
import Testing

@Suite("The words of a payer (matching.md#words)")
struct RemittanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let found: [String]
        var testDescription: String { text.isEmpty ? "nothing" : text }
    }

    @Test(
        "creditor references are found in groups, in any case, among other words",
        arguments: [
            Case(text: "RF8620130001", found: ["RF8620130001"]),
            Case(text: "RF86 2013 0001", found: ["RF8620130001"]),
            Case(text: "rf86 2013 0001", found: ["RF8620130001"]),
            Case(text: "Invoice of January, RF86 2013 0001, thank you", found: ["RF8620130001"]),
            Case(text: "Ref:RF8620130001.", found: ["RF8620130001"]),
            Case(text: "(RF8620130001)", found: ["RF8620130001"]),
            Case(text: "RF86\r\n2013\n0001", found: ["RF8620130001"]),
            Case(text: "RF86\u{A0}2013\u{A0}0001", found: ["RF8620130001"]),
            Case(
                text: "RF8620130001 RF5920130002 RF8620130001",
                found: ["RF8620130001", "RF5920130002"]),
            Case(text: "RF86 2013 0001 RF59 2013 0002", found: ["RF8620130001", "RF5920130002"]),
            Case(text: "RF 86 2013 0001", found: ["RF8620130001"]),
            Case(text: "RF8720130001", found: []),
            Case(text: "RF86 2013 0002", found: []),
            Case(text: "XRF8620130001", found: []),
            Case(text: "RFP 86 for 2013", found: []),
            Case(text: "RF", found: []),
            Case(text: "", found: []),
        ])
    func references(_ example: Case) {
        #expect(Remittance.references(in: example.text).map(\.description) == example.found)
    }

    @Test(
        "words with a digit could be numbers of invoices, without marks around them",
        arguments: [
            Case(text: "Invoice 2013-0001", found: ["2013-0001"]),
            Case(text: "Invoice 2013-0001.", found: ["2013-0001"]),
            Case(text: "#2013-0001/", found: ["2013-0001"]),
            Case(text: "no. 2013-0001, 2013-0002; 2013-0001", found: ["2013-0001", "2013-0002"]),
            Case(text: "(2013-0001)", found: ["2013-0001"]),
            Case(text: "'2013-0001'\t\"2013-0002\"", found: ["2013-0001", "2013-0002"]),
            Case(text: "2013-0001\r\nthank you", found: ["2013-0001"]),
            Case(text: "R/2013.0001", found: ["R/2013.0001"]),
            Case(text: "Rent for January", found: []),
            Case(text: "--- /// ...", found: []),
            Case(text: "", found: []),
        ])
    func numbers(_ example: Case) {
        #expect(Remittance.numberWords(in: example.text) == example.found)
    }
}

@Suite("Invoice numbers as people write them (matching.md#forms)")
struct NumberFormTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        /// `!` exact, `~` mistyped, `?` perhaps a day, empty for not found.
        let found: String
        var testDescription: String { text }
    }

    /// How a text names an invoice, by the forms of both.
    private func writing(_ text: String, of number: String) -> String {
        let form = NumberForm(number)
        var best = ""
        for written in Remittance.numbers(in: text) {
            if written.form.digits == form.digits {
                let isWhole = written.isWhole && !written.mayBeDay
                if isWhole && written.form.groups == form.groups { return "!" }
                best = written.mayBeDay ? "?" : "~"
            } else if written.mayLackNoughts && written.form.groups == form.groups {
                best = written.mayBeDay ? "?" : "~"
            }
        }
        return best
    }

    @Test(
        "2013-0001 is recognised in what people write, and in nothing else",
        arguments: [
            Case(text: "2013-0001", found: "!"), Case(text: "RE2013-0001", found: "!"),
            Case(text: "Re.Nr.2013/0001 vom 31.01.2013", found: "!"),
            Case(text: "Rechnung 2013.0001", found: "!"), Case(text: "2013 0001", found: "~"),
            Case(text: "Invoice 2013 - 0001 thanks", found: "~"),
            Case(text: "RE20130001", found: "~"), Case(text: "2013-1", found: "?"),
            Case(text: "2013/01", found: "?"), Case(text: "RG 2013-001", found: "~"),
            Case(text: "2013-0007/0001", found: "~"), Case(text: "2013-0007 und 0001", found: "~"),
            Case(text: "2013-0007, 0008, 0001", found: "~"), Case(text: "2013-0010", found: ""),
            Case(text: "12013-0001", found: ""), Case(text: "2013-00011", found: ""),
            Case(text: "January 2013 1 person", found: ""), Case(text: "2013, 0001", found: ""),
            Case(text: "13-0001", found: ""), Case(text: "0001", found: ""),
            Case(text: "", found: ""), Case(text: "Rechnung Januar", found: ""),
        ])
    func forms(_ example: Case) {
        #expect(writing(example.text, of: "2013-0001") == example.found)
    }

    @Test(
        "what may be a month, a week or a day is no number by itself",
        arguments: [
            ("2013-01", true), ("2013/12", true), ("2013-53", true), ("2013-54", false),
            ("2013-001", false), ("02.2013", true), ("201302", true), ("022013", true),
            ("201354", false), ("20130131", true), ("31012013", true), ("20131331", false),
            ("20130132", false), ("2013-01-31", true), ("31.1.13", true), ("31.01.2013", true),
            ("31.13.2013", false), ("2013-0131", false), ("1989-01", false), ("RE2013-01", false),
        ])
    func days(_ word: String, _ isSo: Bool) {
        #expect(Remittance.mayBeDay(word) == isSo)
    }

    @Test("a day without signs is not the invoice with these digits")
    func digits() {
        #expect(writing("am 20130131", of: "2013-0131") == "?")
        #expect(writing("2013-0131", of: "2013-0131") == "!")
        #expect(writing("31.1.2013", of: "31-1-2013") == "?")
    }

    @Test("letters in front are left away, letters within are not")
    func letters() {
        #expect(NumberForm("RE-2026-00042") == NumberForm(digits: "202600042", groups: "2026.42"))
        #expect(NumberForm("2026/0815-A") == NumberForm(digits: "20260815A", groups: "2026.815.A"))
        #expect(NumberForm("A0007") == NumberForm(digits: "0007", groups: "7"))
        #expect(NumberForm("ABC") == NumberForm(digits: "ABC", groups: "ABC"))
        #expect(writing("re 2026-00042", of: "RE-2026-00042") == "!")
        #expect(writing("2026/0815 a", of: "2026/0815-A") == "~")
    }

    @Test("no text takes long, however many numbers it has")
    func bounded() {
        let text = String(repeating: "2013-0001/0002 ", count: 10_000)
        #expect(Remittance.numbers(in: text).count <= 96)
    }
}

@Suite("Names of payers (matching.md#names)")
struct PartyNameTests {
    @Test(
        "two writings of one name agree",
        arguments: [
            ("client C-01 GmbH", "CLIENT C01 GMBH", true), ("Müller Bau", "Mueller-Bau", true),
            ("client C-01 Gesells", "client C-01 Gesellschaft mbH", true),
            ("client", "client C-01", false), ("client C-01", "client C-02", false),
            ("", "client C-01", false), ("--", "--", false),
        ])
    func agree(_ one: String, _ other: String, _ isSo: Bool) {
        #expect(PartyName(one).agrees(with: PartyName(other)) == isSo)
        #expect(PartyName(other).agrees(with: PartyName(one)) == isSo)
    }
}
