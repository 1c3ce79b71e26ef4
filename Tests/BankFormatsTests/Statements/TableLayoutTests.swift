import BankFormats
import Testing

/// docs/bank-layouts.md: the sign of an amount is never guessed.
@Suite("Tables of banks by their layout")
struct TableLayoutTests {
    private static let trust = "DE89370400440532013000"
    private static let noBalance =
        "statement 1: The statement has no opening balance (OPBD or PRCD)."

    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let statement: String
        let entries: [String]
        var testDescription: String { file }
    }

    private static let known: [Case] = [
        Case(
            file: "camt-csv-v8.csv", statement: "CSV \(trust)  ?..? open",
            entries: [
                "22/25 1234.56 EUR Umsatz gebucht | - | E-1 | client C-01 | NL91ABNA0417164300 | INV-1 März",
                "22/22 -5.00 EUR Umsatz vorgemerkt | - | - | - | - | Kontofuehrung",
            ]),
        Case(
            file: "vr.csv", statement: "CSV \(trust)  0.00..79.50 balanced",
            entries: [
                "23/23 -20.50 EUR - | - | - | freelancer F-01 | AT611904300234573201 | fee; March",
                "22/22 100.00 EUR - | - | - | client C-01 | NL91ABNA0417164300 | EREF: E-1 INV-1",
            ]),
        Case(
            file: "dkb.csv", statement: "CSV \(trust)  ?..? open",
            entries: [
                "22/22 100.00 EUR Gebucht | - | E-1 | client C-01 | NL91ABNA0417164300 | INV-1",
                "22/22 -23.45 EUR Vorgemerkt | - | - | freelancer F-01 | AT611904300234573201 | March",
            ]),
        Case(
            file: "ing.csv", statement: "CSV \(trust)  0.00..90.00 balanced",
            entries: [
                "22/22 100.00 EUR - | - | - | client C-01 | - | INV-1",
                "21/21 -10.00 EUR - | - | - | the bank | - | March",
            ]),
        Case(
            file: "soll-haben.csv", statement: "CSV \(trust)  ?..? open",
            entries: [
                "22/22 100.00 EUR - | - | E-1 | client C-01 | NL91ABNA0417164300 | INV-1",
                "22/22 -7.50 EUR - | - | - | the bank | - | fee",
            ]),
        Case(
            file: "commerzbank.csv", statement: "CSV \(trust)  ?..? open",
            entries: [
                "22/22 100.00 EUR - | - | - | - | - | client C-01 INV-1",
                "22/22 -7.50 EUR - | - | - | - | - | fee",
            ]),
        Case(
            file: "soll-haben-balances.csv", statement: "CSV \(trust)  10.00..110.00 balanced",
            entries: [
                "22/22 100.00 EUR - | - | E-1 | client C-01 | NL91ABNA0417164300 | INV-1"
            ]),
        Case(
            file: "comdirect.csv", statement: "CSV   1000.00..1092.50 balanced",
            entries: [
                "22/22 100.00 EUR - | - | - | - | - | Auftraggeber: client C-01 Buchungstext: INV-1",
                "21/21 -7.50 EUR - | - | - | - | - | Buchungstext: fee",
            ]),
        Case(
            file: "hvb.csv", statement: "CSV 532013000  ?..? open",
            entries: [
                "22/22 100.00 EUR - | - | - | client C-01 | - | SEPA-GUTSCHRIFT INV-1",
                "22/22 -7.50 EUR - | - | - | - | - | fee",
            ]),
        Case(
            file: "consorsbank.csv", statement: "CSV   ?..? open",
            entries: [
                "22/22 1100.00 EUR - | - | - | client C-01 | NL91ABNA0417164300 | INV-1",
                "22/22 -7.50 EUR - | - | - | the bank | - | fee",
            ]),
        Case(
            file: "n26.csv", statement: "CSV   ?..? open",
            entries: [
                "22/22 1100.00 EUR - | - | - | client C-01 | NL91ABNA0417164300 | INV-1",
                "22/22 -7.50 EUR - | - | - | the bank | - | fee",
            ]),
    ]

    @Test("known layouts are found by their headers", arguments: known)
    func knownLayouts(_ example: Case) throws {
        let shown = try StatementFile.show(example.file)
        #expect(shown.statements == [example.statement])
        #expect(shown.entries == example.entries)
        // A table that names no account fails for that before it fails for its balances.
        let isOpen = example.statement.hasSuffix("open") && !example.statement.hasPrefix("CSV  ")
        #expect(shown.warnings.contains(Self.noBalance) == isOpen)
    }

    private static let layout = """
        # how the house bank writes it
        name: house
        separator: tab
        date: yyyy-mm-dd
        decimal: "."
        sign: word
        amount: Amount
        sign-column: D/C
        debit: D
        credit: C
        booking-day: Date
        account: DE89370400440532013000
        currency: EUR
        counterparty: Name
        text: Text + Reference
        """

    private func read(_ text: String, _ layout: String) throws -> StatementFile.Shown {
        var options = ReadingOptions()
        options.layout = try CSVLayout(layout)
        return try CamtSample.withFile(Array(text.utf8)) { path in
            let reader = try BankFileReader(
                path: path, name: "bank.csv", options: options)
            return try StatementFile.show(reader.document)
        }
    }

    @Test("a described layout reads its table")
    func described() throws {
        let shown = try read(
            "Date\tAmount\tD/C\tName\tText\tReference\n2013-03-22\t1,005.00\tC\tclient C-01\tINV-1\tR\n2013-03-22\t2.5\tD\tx\t\t\n",
            Self.layout)
        #expect(
            shown.entries == [
                "22/22 1005.00 EUR - | - | - | client C-01 | - | INV-1 R",
                "22/22 -2.50 EUR - | - | - | x | - | -",
            ])
    }

    @Test(
        "an amount whose sign is not told is left open, and named",
        arguments: [
            "2013-03-22\t5.00\t\tx\t\t", "2013-03-22\t5.00\tE\tx\t\t",
            "2013-03-22\t-5.00\tC\tx\t\t", "2013-03-22\t5,00\tC\tx\t\t",
            "2013-03-22\t\tC\tx\t\t",
        ])
    func openSigns(row: String) throws {
        let shown = try read("Date\tAmount\tD/C\tName\tText\tReference\n\(row)\n", Self.layout)
        #expect(
            shown.entries
                == ["22/22 ? - | - | - | x | - | -"].map { entry in
                    // Without an amount the days are read all the same.
                    shown.entries.first?.hasPrefix("?") == true
                        ? "?/? ? - | - | - | x | - | -" : entry
                })
        #expect(shown.warnings.count { $0.hasPrefix("line 2, statement 1, entry 1: ") } == 1)
    }

    @Test(
        "a layout that does not say all is refused",
        arguments: [
            ("sign: word", "sign must say where the sign stands: in-amount, columns or word"),
            ("booking-day: Date", "booking-day is missing"),
            ("amount: Amount", "amount is missing"),
        ])
    func incomplete(line: String, message: String) {
        let error = #expect(throws: BankFileError.Reason.self) {
            try CSVLayout(Self.layout.replacing("\(line)\n", with: ""))
        }
        #expect(error == .wrongMapping(message))
    }

    @Test("a layout with an unknown key is refused")
    func unknownKey() {
        let error = #expect(throws: BankFileError.Reason.self) {
            try CSVLayout(Self.layout + "\ncolour: red\n")
        }
        #expect(error == .wrongMapping("line 16: there is no key \"colour\""))
    }
}
