import BankFormats
import MoneyCore
import Testing

@Suite("A bad bank file is refused as a whole, with place and remedy")
struct CamtRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let reason: BankFileError.Reason
        var place: String? = "statement 1, entry 1"
        var line: Int? = 6
    }

    private static func eur(_ cents: Int64) -> Money { Money(minor: cents, .eur) }

    private static let forms: [Case] = [
        Case(
            testDescription: "DOCTYPE",
            text: CamtSample.message().replacing(
                "<Document>", with: "<!DOCTYPE Document>\n<Document>"),
            reason: .documentType, place: nil, line: nil),
        Case(
            testDescription: "DOCTYPE with an entity",
            text: CamtSample.message(
                entries: CamtSample.entry(rest: "<AddtlNtryInf>&x;</AddtlNtryInf>")
            )
            .replacing(
                "<Document>", with: "<!DOCTYPE Document [<!ENTITY x \"y\">]>\n<Document>"),
            reason: .documentType, place: nil, line: nil),
        Case(
            testDescription: "another kind of message",
            text: "<Document><CstmrPmtStsRpt><GrpHdr/></CstmrPmtStsRpt></Document>",
            reason: .notAStatement(root: "Document", message: "CstmrPmtStsRpt"), place: nil,
            line: nil),
        Case(
            testDescription: "advice, where a statement is asked for",
            text: CamtSample.message().replacing("BkToCstmrStmt", with: "BkToCstmrAcctRpt")
                .replacing("Stmt>", with: "Rpt>"),
            reason: .advice("camt.052"), place: "statement 1", line: nil),
        Case(
            testDescription: "something else", text: "<html/>",
            reason: .notAStatement(root: "html", message: nil), place: nil, line: nil),
        Case(
            testDescription: "no statement",
            text: "<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>",
            reason: .noStatement, place: nil, line: nil),
        Case(
            testDescription: "nested too deep",
            text: String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65),
            reason: .nestedTooDeep(limit: 64), place: nil, line: 1),
        Case(
            testDescription: "a text of more than one mebibyte, in an element nobody reads",
            text: CamtSample.message(
                entries: CamtSample.entry(
                    rest: "<Odd>\(String(repeating: "x", count: 1_048_577))</Odd>")),
            reason: .textTooLong(element: "Odd", limit: 1_048_576), place: nil),
    ]

    private static func balances(
        _ name: String, _ balances: String, _ reason: BankFileError.Reason, line: Int? = nil
    ) -> Case {
        Case(
            testDescription: name, text: CamtSample.message(balances: balances), reason: reason,
            place: "statement 1", line: line)
    }

    private static let opening = CamtSample.balance("OPBD", "10.00")
    private static let closing = CamtSample.balance("CLBD", "15.00")

    private static let heads: [Case] = [
        balances("no opening balance", closing, .noOpeningBalance),
        balances("no closing balance", opening, .noClosingBalance),
        balances("no balances", "", .noOpeningBalance),
        balances(
            "two closing balances", opening + closing + CamtSample.balance("CLBD", "16.00"),
            .twoBalances(type: "CLBD", eur(15_00), eur(16_00)), line: 5),
        balances(
            "balances of two currencies",
            opening + CamtSample.balance("CLBD", "15.00", currency: "USD"),
            .otherCurrency(expected: .eur, found: Currency("USD") ?? .eur), line: 5),
        balances(
            "unknown currency", opening + CamtSample.balance("CLBD", "15.00", currency: "EURO"),
            .wrongCurrency("EURO"), line: 5),
        balances(
            "balance that is no amount", opening + CamtSample.balance("CLBD", "15,00"),
            .wrongAmount("15,00"), line: 5),
        balances(
            "negative balance with a direction", opening + CamtSample.balance("CLBD", "-15.00"),
            .wrongAmount("-15.00"), line: 5),
        balances(
            "balance without amount",
            opening + closing.replacing("<Amt Ccy=\"EUR\">15.00</Amt>", with: ""),
            .missing(element: "Bal/Amt"), line: 5),
        balances(
            "balance on 30 February",
            opening + CamtSample.balance("CLBD", "15.00", date: "<Dt><Dt>2013-02-30</Dt></Dt>"),
            .wrongDate("2013-02-30"), line: 5),
        balances(
            "one cent too little", opening + CamtSample.balance("CLBD", "15.01"),
            .balanceMismatch(
                opening: eur(10_00), booked: eur(5_00), closing: eur(15_01),
                difference: eur(1), reversals: false)),
        Case(
            testDescription: "no account", text: CamtSample.message(account: ""),
            reason: .noAccount, place: "statement 1", line: nil),
        Case(
            testDescription: "no day anywhere",
            text: CamtSample.message(
                head: "<Id>S</Id>",
                balances: opening + CamtSample.balance("CLBD", "15.00", date: "")),
            reason: .missing(element: "Bal/Dt"), place: "statement 1", line: nil),
    ]

    private static func entry(
        _ name: String, _ entry: String, _ reason: BankFileError.Reason
    ) -> Case {
        Case(testDescription: name, text: CamtSample.message(entries: entry), reason: reason)
    }

    private static let entries: [Case] = [
        entry(
            "another currency", CamtSample.entry(amount: "<Amt Ccy=\"USD\">5.00</Amt>"),
            .otherCurrency(expected: .eur, found: Currency("USD") ?? .eur)),
        entry("no amount", CamtSample.entry(amount: ""), .missing(element: "Ntry/Amt")),
        entry("empty amount", CamtSample.entry(amount: "<Amt Ccy=\"EUR\"/>"), .wrongAmount("")),
        entry(
            "negative amount", CamtSample.entry(amount: "<Amt Ccy=\"EUR\">-5.00</Amt>"),
            .wrongAmount("-5.00")),
        entry(
            "part of a cent", CamtSample.entry(amount: "<Amt Ccy=\"EUR\">5.000005</Amt>"),
            .wrongAmount("5.000005")),
        entry(
            "exponent", CamtSample.entry(amount: "<Amt Ccy=\"EUR\">5e2</Amt>"), .wrongAmount("5e2")),
        entry("no direction", CamtSample.entry(direction: ""), .missing(element: "Ntry/CdtDbtInd")),
        entry(
            "unknown direction", CamtSample.entry(direction: "<CdtDbtInd>CR</CdtDbtInd>"),
            .wrongDirection("CR")),
        entry(
            "month 13", CamtSample.entry(dates: "<BookgDt><Dt>2013-13-01</Dt></BookgDt>"),
            .wrongDate("2013-13-01")),
        entry(
            "date in words", CamtSample.entry(dates: "<ValDt><Dt>yesterday</Dt></ValDt>"),
            .wrongDate("yesterday")),
        entry(
            "junk behind a date", CamtSample.entry(dates: "<ValDt><Dt>2013-03-2211</Dt></ValDt>"),
            .wrongDate("2013-03-2211")),
    ]

    @Test("Refused for the reason, at the place", arguments: forms + heads + entries)
    func refuses(_ example: Case) throws {
        let error = try #require(try CamtSample.refusal(example.text))
        #expect(error.reason == example.reason)
        #expect(error.place == example.place)
        if let line = example.line { #expect(error.line == line) }
        let message = error.description
        #expect(message.hasPrefix("bank.xml"))
        #expect(message.hasSuffix("."))
    }

    @Test("A file that breaks off says so")
    func cutOff() throws {
        let error = try CamtSample.refusal(
            CamtSample.message().replacing("</Stmt></BkToCstmrStmt></Document>", with: ""))
        #expect(error?.reason == .malformed("it is cut off, or something stands behind its end"))
        #expect(error?.line == 6)
    }

    @Test("A sum that no number holds is refused")
    func sumTooLarge() throws {
        let most = CamtSample.entry(amount: "<Amt Ccy=\"EUR\">9999999999999999</Amt>")
        let error = try CamtSample.refusal(
            CamtSample.message(entries: String(repeating: most, count: 10)))
        #expect(error?.reason == .sumTooLarge)
        #expect(error?.place == "statement 1, entry 10")
    }

    @Test("A difference of twice the reversals is said to be one")
    func reversals() throws {
        let text = CamtSample.message(
            balances: Self.opening + CamtSample.balance("CLBD", "5.00"),
            entries: CamtSample.entry(status: "<RvslInd>true</RvslInd><Sts>BOOK</Sts>"))
        let error = try #require(try CamtSample.refusal(text))
        #expect(
            error.description == """
                bank.xml, statement 1: Opening balance 10.00 EUR and booked entries of 5.00 EUR do \
                not lead to the closing balance 5.00 EUR: -10.00 EUR is missing from the entries. \
                Exactly twice the sum of the reversals (RvslInd): the bank seems to give their \
                direction wrongly. Ask it, and if it says so, import the file with --turn-reversals \
                and the account's IBAN.
                """)
    }

    @Test("The line of an error is right beyond the 65,535th")
    func lateLine() throws {
        let blank = String(repeating: "\n", count: 70_000)
        let text = CamtSample.message(
            entries: blank + CamtSample.entry(direction: "<CdtDbtInd>CR</CdtDbtInd>"))
        #expect(try CamtSample.refusal(text)?.line == 70_006)
    }

    @Test("A page that is missing, alone or out of order is refused")
    func pages() throws {
        let whole = String(decoding: try CamtSample.bytes("pages-08"), as: UTF8.self)
        let last = "<PgNb>3</PgNb><LastPgInd>true</LastPgInd>"
        #expect(whole.contains(last))
        let unfinished = try CamtSample.refusal(
            whole.replacing(last, with: "<PgNb>3</PgNb><LastPgInd>false</LastPgInd>"))
        #expect(unfinished?.reason == .pageMissing(after: 3))
        let skipped = try CamtSample.refusal(
            whole.replacing(last, with: "<PgNb>4</PgNb><LastPgInd>true</LastPgInd>"))
        #expect(skipped?.reason == .wrongPage(expected: 3, found: 4))
        let alone = try CamtSample.refusal(
            CamtSample.message(
                head: "<Id>S</Id><StmtPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>"))
        #expect(alone?.reason == .wrongPage(expected: 1, found: 2))
        #expect(alone?.place == "statement 1")
    }

    @Test(
        "What is no readable file is refused",
        arguments: ["/nowhere/bank.xml", "/tmp", "/dev/null"])
    func unreadable(path: String) {
        let error = #expect(throws: BankFileError.self) { try CamtFile(path: path) }
        guard case .unreadable = error?.reason else {
            Issue.record("\(path) gave \(String(describing: error))")
            return
        }
    }

    @Test(
        "Files that are not well-formed are refused",
        arguments: [
            "", " ", "<Document", "<Document></Dokument>", "<Document/><Document/>",
            CamtSample.message() + "junk", CamtSample.message() + "\0",
            CamtSample.message().replacing("</Ntry>", with: ""),
            CamtSample.message(entries: "<AddtlNtryInf>&nbsp;</AddtlNtryInf>"),
        ])
    func malformed(text: String) throws {
        let error = try #require(try CamtSample.refusal(text))
        guard case .malformed = error.reason else {
            Issue.record("\(error)")
            return
        }
        #expect((error.line ?? 0) >= 1)
    }
}
