import Foundation
import Testing

@Suite("Bank files that are refused whole")
struct RefusedFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let errors: [String]

        init(_ name: String, _ text: String, _ errors: [String]) {
            testDescription = name
            self.text = text
            self.errors = errors
        }
    }

    private static let sound = BankText(lines: [.paid, .unknown])

    @Test(
        "exit 1, the place and the remedy, and nothing is changed",
        arguments: [
            Case(
                "an empty file", "",
                [
                    "error: bank.xml, line 1: The file is no well-formed XML: it is cut off, or something stands behind its end",
                    "hint: Fetch the file from the bank again; do not edit it.",
                ]),
            Case(
                "no XML", "date;amount\n2013-02-01;10.00\n",
                [
                    "error: bank.xml: The file is no camt XML, no MT940 or MT942, no ZIP and no table of a known layout",
                    "hint: Name the layout of a table with --layout; the known ones are in the help.",
                ]),
            Case(
                "malformed XML", sound.file.replacing("</Stmt>", with: "</Statement>"),
                [
                    "error: bank.xml, line 12: The file is no well-formed XML: Opening and ending tag mismatch: Stmt line 4 and Statement",
                    "hint: Fetch the file from the bank again; do not edit it.",
                ]),
            Case(
                "truncated XML", sound.file.replacing("</BkToCstmrStmt>\n</Document>\n", with: ""),
                [
                    "error: bank.xml, line 12: The file is no well-formed XML: it is cut off, or something stands behind its end",
                    "hint: Fetch the file from the bank again; do not edit it.",
                ]),
            Case(
                "a DOCTYPE",
                sound.file.replacing(
                    "<Document", with: "<!DOCTYPE Document [<!ENTITY x \"y\">]>\n<Document"),
                [
                    "error: bank.xml: The file has a DOCTYPE, which a bank statement never needs",
                    "hint: Fetch the original from the bank; do not import this file.",
                ]),
            Case(
                "no closing balance", BankText(lines: [.paid], hasClosing: false).file,
                [
                    "error: bank.xml, statement 1: The statement has no closing balance (CLBD)",
                    "hint: Ask the bank for a statement with balances; or read both from the bank's own list and give them with --opening and --closing.",
                ]),
            Case(
                "balances that do not meet", sound.file.replacing(">15.00<", with: ">16.00<"),
                [
                    "error: bank.xml, statement 1: Opening balance 0.00 EUR and booked entries of 15.00 EUR do not lead to the closing balance 16.00 EUR: 1.00 EUR is missing from the entries",
                    "hint: Ask the bank for the whole statement.",
                ]),
            Case(
                "an entry in another currency",
                BankText(lines: [
                    .paid, .init(cents: 5_00, bankReference: "B-2", currency: "USD"),
                ]).file,
                [
                    "error: bank.xml, line 11, statement 1, entry 2: The amount is in USD, the account in EUR",
                    "hint: Ask the bank for a corrected statement.",
                ]),
            Case(
                "our account in another currency", BankText(currency: "USD", lines: [.paid]).file,
                [
                    "error: bank.xml: statement 1 is in USD, the account DE89370400440532013000 in EUR",
                    "hint: ask the bank for the statement in the account's currency",
                ]),
            Case(
                "no account of ours", BankText(iban: BankText.otherIBAN, lines: [.paid]).file,
                [
                    "error: bank.xml has no statement of this book's trust account",
                    "hint: import the file into the book of its account, or export the right account",
                ]),
            Case(
                "a negative amount", sound.file.replacing(">10.00<", with: ">-10.00<"),
                [
                    "error: bank.xml, line 10, statement 1, entry 1: \"-10.00\" is no exact, unsigned amount of the statement's currency",
                    "hint: Ask the bank for a corrected statement.",
                ]),
            Case(
                "another message",
                sound.file.replacing("BkToCstmrStmt", with: "CstmrPmtStsRpt"),
                [
                    "error: bank.xml: The file is no bank statement (camt.052, camt.053, camt.054): it has CstmrPmtStsRpt in Document",
                    "hint: Ask the bank for end-of-day statements, camt.053.",
                ]),
        ])
    func refused(_ example: Case) async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let before = try folder.head()
            let path = try folder.write("bank.xml", example.text)
            let named = try folder.run(["bank", "import", path], as: "clerk")
            #expect(named.refusal == example.errors.joined(separator: "\n"))
            #expect(named.status == 1)
            let piped = try folder.run(["bank", "import", "-"], as: "clerk", input: example.text)
            #expect(
                piped.refusal
                    == example.errors.joined(separator: "\n")
                    .replacing("bank.xml", with: "standard input"))
            #expect(piped.status == 1)
            #expect(named.output == "" && piped.output == "")
            #expect(try folder.head() == before)
        }
    }

    @Test("what is no file is refused by its path")
    func noFile() async throws {
        try await CommandFolder.use { folder in
            try folder.openBookWithInvoice()
            let before = try folder.head()
            let missing = try folder.run(["bank", "import", "missing.xml"], as: "clerk")
            #expect(
                missing.refusal == """
                    error: cannot read missing.xml: No such file or directory
                    hint: check path, permission and free space
                    """)
            let directory = try folder.run(["bank", "import", folder.path], as: "clerk")
            #expect(
                directory.refusal == """
                    error: Cannot read \(folder.path): Is a directory
                    hint: Check that it is a readable file.
                    """)
            #expect(missing.status == 1 && directory.status == 1)
            #expect(try folder.head() == before)
        }
    }
}
