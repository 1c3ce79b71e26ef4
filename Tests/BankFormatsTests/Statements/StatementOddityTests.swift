import BankFormats
import Testing

/// docs/spec/bank-import.md: every oddity of real files that we know, one file each.
@Suite("Odd bank files give what stands in them, with their oddities named")
struct StatementOddityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let statements: [String]
        let entries: [String]
        var warnings: [String] = []

        var testDescription: String { file }
    }

    private static let trust = "DE89370400440532013000"
    private static let plain = ["camt.053 \(trust) S-1 10.00..15.00 balanced"]
    private static let five = ["22/22 5.00 EUR BOOK | B-1 | - | - | - | -"]
    private static let named = ["22/22 5.00 EUR BOOK | - | - | Café Größe | - | -"]

    private static let forms: [Case] = [
        "namespace-none.xml", "namespace-wrong.xml", "namespace-prefix.xml",
        "version-unknown.xml", "envelope.xml", "blank-lines.xml", "no-suffix",
    ].map { Case(file: $0, statements: plain, entries: five) }

    private static let encodings: [Case] = [
        Case(file: "utf8-bom.xml", statements: plain, entries: named),
        Case(file: "latin1.xml", statements: plain, entries: named),
        Case(file: "utf16.xml", statements: plain, entries: named),
        Case(
            file: "cp1252.xml", statements: plain,
            entries: ["22/22 5.00 EUR BOOK | - | - | Café Größe € | - | -"]),
        Case(
            file: "encoding-wrong.xml", statements: plain, entries: named,
            warnings: [
                "encoding-wrong.xml: not written in the encoding that it names; read as windows-1252"
            ]),
    ]

    private static let values: [Case] = [
        Case(
            file: "ids-odd.xml", statements: ["camt.053 \(trust) S-1 10.00..17.00 balanced"],
            entries: [
                "22/22 5.00 EUR BOOK | B-1 | - | client C-01 | NL91ABNA0417164300 | -",
                "22/22 2.00 EUR BOOK | B-2 | - | client C-02 | DE88370400440532013000 | -",
            ],
            warnings: [
                "statement 1, entry 1: \"TEST12345\" is no BIC; nothing depends on it",
                "statement 1, entry 2: \"DE88370400440532013000\" is no valid IBAN; kept as it stands",
            ]),
        Case(
            file: "dates-odd.xml", statements: ["camt.053 \(trust) S-1 10.00..16.00 balanced"],
            entries: [
                "21/25 1.00 EUR BOOK | - | - | - | - | -",
                "20/20 2.00 EUR BOOK | - | - | - | - | -",
                "22/22 3.00 EUR BOOK | - | - | - | - | -",
            ],
            warnings: [
                "statement 1, entry 2: no booking date; the value date is taken",
                "statement 1, entry 3: no booking date; the statement's day is taken",
            ]),
        Case(
            file: "amounts-odd.xml", statements: ["camt.053 \(trust) S-1 0.00..2580.18 balanced"],
            entries: [
                "22/22 300.00 EUR BOOK | - | - | - | - | -",
                "22/22 2180.18 EUR BOOK | - | - | - | - | -",
                "22/22 -5.00 EUR BOOK | - | - | - | - | -",
                "22/22 100.00 EUR BOOK | - | - | - | - | -",
                "22/22 5.00 EUR BOOK | - | - | - | - | -",
            ],
            warnings: [
                "statement 1: the amount \"2580.1799999999998\" has more digits than its currency; the rest is taken off",
                "statement 1, entry 4: the amount \"100.0000000000005\" has more digits than its currency; the rest is taken off",
            ]),
        Case(
            file: "status-text.xml", statements: plain,
            entries: [
                "22/22 5.00 EUR BOOK | - | - | - | - | -",
                "22/22 7.00 EUR PDNG | - | - | - | - | -",
                "22/22 8.00 EUR INFO | - | - | - | - | -",
                "22/22 9.00 USD PDNG | - | - | - | - | -",
            ]),
    ]

    private static let balances: [Case] = [
        Case(
            file: "balances-odd.xml", statements: ["camt.053 \(trust) S-1 -2.00..3.00 balanced"],
            entries: ["22/22 5.00 EUR BOOK | - | - | - | - | -"]),
        Case(
            file: "balances-none.xml", statements: ["camt.053 \(trust) S-1 ?..? open"],
            entries: [
                "22/22 5.00 EUR BOOK | - | - | - | - | -",
                "22/22 -1.00 EUR BOOK | - | - | - | - | -",
            ],
            warnings: ["statement 1: The statement has no opening balance (OPBD or PRCD)."]),
        Case(
            file: "balances-off.xml",
            statements: ["camt.053 \(trust) S-1 10.00..16.00 off by 1.00"],
            entries: ["22/22 5.00 EUR BOOK | - | - | - | - | -"],
            warnings: [
                "statement 1: Opening balance 10.00 EUR and booked entries of 5.00 EUR do not lead to the closing balance 16.00 EUR: 1.00 EUR is missing from the entries."
            ]),
        Case(
            file: "no-entries.xml", statements: ["camt.053 \(trust) S-1 10.00..10.00 balanced"],
            entries: []),
    ]

    private static let messages: [Case] = [
        Case(
            file: "returned.xml", statements: ["camt.053 \(trust) S-1 0.00..95.00 balanced"],
            entries: [
                "22/22 100.00 EUR BOOK reversal AC04 | R-1 | PO-1 | freelancer F-01 | AT611904300234573201 | -",
                "22/22 -5.00 EUR BOOK MD06 | R-2 | DD-1 | client C-01 | - | -",
            ]),
        Case(
            file: "report-052.xml", statements: ["camt.052 \(trust) S-1 ?..? open"],
            entries: [
                "22/22 5.00 EUR BOOK | B-1 | - | - | - | -",
                "22/22 6.00 EUR PDNG | - | - | - | - | -",
            ]),
        Case(
            file: "notification-054.xml", statements: ["camt.054 \(trust) S-1 ?..? open"],
            entries: [
                "22/22 60.00 EUR BOOK | LUMP-1 | - | - | - | INV-1 INV-2",
                "22/22 4.00 EUR INFO | - | - | - | - | -",
            ]),
        Case(
            file: "statements.zip",
            statements: [
                "camt.053 \(trust) P-1 10.00..14.00 balanced",
                "MT940 37040044/532013000 STARTUMSE 1000.00..1079.50 balanced",
            ],
            entries: [
                "22/22 5.00 EUR BOOK | A | - | - | - | -",
                "22/22 -1.00 EUR BOOK | B | - | - | - | -",
            ] + swift,
            warnings: [
                "readme.txt: The file is no camt XML, no MT940 or MT942, no ZIP and no table of a known layout. Skipped.",
                computed,
            ]),
    ]

    private static let swift = [
        "22/22 100.00 EUR BOOK | B1 | E2E-1 | client C-01 | NL91ABNA0417164300 | Rechnung INV-2013-0001 Danke",
        "22/22 -20.50 EUR BOOK | - | - | - | - | Kontofuehrung",
    ]
    private static let computed =
        "statement 1: the account \"37040044/532013000\" is taken for \(trust)"

    private static let mt940: [Case] = [
        Case(
            file: "structured.sta",
            statements: ["MT940 37040044/532013000 STARTUMSE 1000.00..1079.50 balanced"],
            entries: swift, warnings: [computed]),
        Case(
            file: "envelope.sta",
            statements: ["MT940 37040044/532013000 STARTUMSE 1000.00..1079.50 balanced"],
            entries: swift, warnings: [computed]),
        Case(
            file: "cp1252.sta",
            statements: ["MT940 37040044/532013000 STARTUMSE 1000.00..1079.50 balanced"],
            entries: swift.map { $0.replacing("client C-01", with: "Café Größe") },
            warnings: [computed, "cp1252.sta: not written in UTF-8; read as windows-1252"]),
        Case(
            file: "odd-dates.sta", statements: ["MT940 \(trust) REF 0.00..10.00 balanced"],
            entries: [
                "2013-02-28/2013-02-28 1.00 EUR BOOK | 1 | - | - | - | first",
                "2013-01-02/2013-01-02 2.00 EUR BOOK | 2 | - | - | - | second",
                "2012-12-31/2013-01-02 3.00 EUR BOOK | 3 | - | - | - | booked last year",
                "2013-02-28/2013-02-28 4.00 EUR BOOK | 4 | - | - | - | no value day",
            ],
            warnings: [
                "statement 1, entry 1: the entry date \"0230\" is no day; the value date is taken",
                "statement 1, entry 2: the entry date \"0001\" is no day; the value date is taken",
                "statement 1, entry 4: the value date \"130230\" is no day; the statement's day is taken",
            ]),
        Case(
            file: "wrapped.sta", statements: ["MT940 \(trust) REF 1.00..12.34 balanced"],
            entries: [
                "22/22 12.34 EUR BOOK | BANK-1 | - | - | - | Rechnung INV-01 vom Februar, mit Dank fuer die gute Zusammenarbeit : und ein Doppelpunkt",
                "22/22 -2.00 EUR BOOK reversal | BANK-2 | - | - | - | SUPPLEMENT /OCMT/USD3,00//CHGS/EUR0,50/",
                "22/22 1.00 EUR BOOK reversal | BANK-3 | E-4 | client C-04 | NL91ABNA0417164300 | INV-4",
            ]),
        Case(
            file: "currencies.sta",
            statements: ["HUF", "PLN", "RUB", "CHF"].map {
                "MT940 PL61109010140000071219812874 REF\($0) 100.00..87.50 balanced"
            },
            entries: ["HUF", "PLN", "RUB", "CHF"].map {
                "22/22 -12.50 \($0) BOOK | - | - | client C-05 | - | text in \($0)"
            }),
        Case(
            file: "pages.sta", statements: ["MT940 \(trust) REF 1.00..3.00 balanced"],
            entries: [
                "22/22 1.00 EUR BOOK | - | - | - | - | -",
                "22/22 1.00 EUR BOOK | - | - | - | - | -",
            ]),
        Case(
            file: "returned.sta", statements: ["MT940 \(trust) REF 0.00..95.00 balanced"],
            entries: [
                "22/22 100.00 EUR BOOK AC04 | R1 | PO-1 | freelancer F-01 | - | RUECKUEBERWEISUNG AC04 Konto aufgeloest",
                "22/22 -5.00 EUR BOOK MD06 | R2 | DD-1 | - | - | MD06",
            ]),
        Case(
            file: "report.mt942", statements: ["MT942 \(trust) REF ?..? open"],
            entries: [
                "22/22 5.00 EUR INFO | B1 | - | - | - | INV-1",
                "22/22 7.00 EUR PDNG | B2 | - | - | - | -",
            ]),
    ]

    @Test(
        "each file gives its statements, entries and warnings",
        arguments: forms + encodings + values + balances + messages + mt940)
    func reads(_ example: Case) throws {
        let shown = try StatementFile.show(example.file)
        #expect(shown.statements == example.statements)
        #expect(shown.entries == example.entries)
        #expect(shown.warnings == example.warnings)
    }
}
