import BankFormats
import EscrowCore
import MoneyCore
import Testing

@Suite("Oddities of real bank files are read around")
struct CamtOddityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        var amount: Int64 = 5_00
        var days = "2013-03-22/2013-03-23"
        var kind = BankLine.Kind.transfer
        var warnings: [String] = []
    }

    private static func entry(_ name: String, _ entry: String, warnings: [String] = []) -> Case {
        Case(testDescription: name, text: CamtSample.message(entries: entry), warnings: warnings)
    }

    private static let debitBalances =
        CamtSample.balance("OPBD", "10.00") + CamtSample.balance("CLBD", "5.00")

    private static func coded(
        _ code: String, debit: Bool = false, rest: String = "", kind: BankLine.Kind
    ) -> Case {
        let direction = debit ? "DBIT" : "CRDT"
        return Case(
            testDescription: "code \(code), \(direction)\(rest.isEmpty ? "" : ", RtrInf")",
            text: CamtSample.message(
                balances: debit
                    ? debitBalances
                    : CamtSample.balance("OPBD", "10.00") + CamtSample.balance("CLBD", "15.00"),
                entries: CamtSample.entry(
                    direction: "<CdtDbtInd>\(direction)</CdtDbtInd>",
                    rest: "<BkTxCd>\(code)</BkTxCd>\(rest)")),
            amount: debit ? -5_00 : 5_00, kind: kind)
    }

    private static func domain(_ code: String) -> String {
        "<Domn><Cd>PMNT</Cd><Fmly><Cd>MCOP</Cd><SubFmlyCd>\(code)</SubFmlyCd></Fmly></Domn>"
    }

    private static func own(_ code: String) -> String { "<Prtry><Cd>\(code)</Cd></Prtry>" }

    private static let written: [Case] = [
        entry("whole amount", CamtSample.entry(amount: "<Amt Ccy=\"EUR\">5</Amt>")),
        entry("point at the end", CamtSample.entry(amount: "<Amt Ccy=\"EUR\">5.</Amt>")),
        entry("five decimals", CamtSample.entry(amount: "<Amt Ccy=\"EUR\">5.00000</Amt>")),
        entry(
            "amount with what binary fractions leave behind",
            CamtSample.entry(amount: "<Amt Ccy=\"EUR\">4.9999999999998</Amt>"),
            warnings: [
                "statement 1, entry 1: the amount \"4.9999999999998\" has more digits than its currency; the rest is taken off"
            ]),
        entry("amount without currency", CamtSample.entry(amount: "<Amt>5.00</Amt>")),
        entry(
            "amount on its own line", CamtSample.entry(amount: "<Amt Ccy=\"EUR\">\n 5.00 \n</Amt>")),
        entry(
            "amount with a comment inside",
            CamtSample.entry(amount: "<Amt Ccy=\"EUR\">5<!-- . -->.00</Amt>")),
        entry(
            "amount in CDATA", CamtSample.entry(amount: "<Amt Ccy=\"EUR\"><![CDATA[5.00]]></Amt>")),
        entry("status as text", CamtSample.entry(status: "<Sts>BOOK</Sts>")),
        entry(
            "no status", CamtSample.entry(status: ""),
            warnings: ["statement 1, entry 1: no status; read as booked"]),
        entry(
            "a reversal keeps its direction",
            CamtSample.entry(status: "<RvslInd>true</RvslInd><Sts>BOOK</Sts>")),
        entry(
            "elements that nobody knows",
            CamtSample.entry(rest: "<Odd><Ntry><Amt>9</Amt></Ntry></Odd>")),
        Case(
            testDescription: "envelope, prefix never declared, wrong namespace",
            text: CamtSample.message()
                .replacing("<Document>", with: "<BizMsg xmlns=\"urn:x\"><AppHdr/><q:Document>")
                .replacing("</Document>", with: "</q:Document></BizMsg>")),
        Case(
            testDescription: "byte order mark", text: "\u{FEFF}" + CamtSample.message()),
        Case(
            testDescription: "balances without direction have the sign of their amount",
            text: CamtSample.message(
                balances: CamtSample.balance("OPBD", "-2.00", direction: "")
                    + CamtSample.balance("CLBD", "3.00", direction: ""))),
        Case(
            testDescription: "interim and available balances are never looked at",
            text: CamtSample.message(
                balances: CamtSample.balance("ITBD", "x", currency: "??")
                    + CamtSample.balance("OPBD", "10.00") + CamtSample.balance("CLBD", "15.00")
                    + CamtSample.balance("FWAV", "99.00", date: "<Dt><Dt>never</Dt></Dt>"))),
        Case(
            testDescription: "an opening balance goes before the previous closing one",
            text: CamtSample.message(
                balances: CamtSample.balance("PRCD", "77.00") + CamtSample.balance("OPBD", "10.00")
                    + CamtSample.balance("CLBD", "15.00"))),
        Case(
            testDescription: "a pending entry in another currency moves nothing",
            text: CamtSample.message(
                entries: CamtSample.entry()
                    + CamtSample.entry(
                        amount: "<Amt Ccy=\"USD\">7</Amt>", status: "<Sts>PDNG</Sts>"))),
        Case(
            testDescription: "a statement without id", text: CamtSample.message(head: ""),
            warnings: ["statement 1: the statement has no id"]),
    ]

    private static func dated(
        _ name: String, _ dates: String, _ days: String, _ warnings: [String] = []
    )
        -> Case
    {
        Case(
            testDescription: name,
            text: CamtSample.message(entries: CamtSample.entry(dates: dates)), days: days,
            warnings: warnings)
    }

    private static let days: [Case] = [
        dated(
            "date with time and milliseconds after a colon",
            "<BookgDt><DtTm>2013-03-21T11:17:11:735</DtTm></BookgDt>", "2013-03-21/2013-03-21"),
        dated(
            "date with zone", "<BookgDt><Dt>2013-03-21+01:00</Dt></BookgDt>",
            "2013-03-21/2013-03-21"),
        dated(
            "time just before midnight elsewhere keeps the bank's day",
            "<BookgDt><DtTm>2013-03-21T23:59:59-11:00</DtTm></BookgDt>", "2013-03-21/2013-03-21"),
        dated(
            "no booking date", "<ValDt><Dt>2013-03-20</Dt></ValDt>", "2013-03-20/2013-03-20",
            ["statement 1, entry 1: no booking date; the value date is taken"]),
        dated(
            "no date at all", "<BookgDt/>", "2013-03-22/2013-03-22",
            ["statement 1, entry 1: no booking date; the statement's day is taken"]),
    ]

    private static let kinds: [Case] =
        ["CHRG", "FEES", "COMM", "INTR"].map { coded(domain($0), debit: true, kind: .bankCharge) }
        + ["805", "NTRF+808+0000", "809", "810", "811", "814"].map {
            coded(own($0), debit: true, kind: .bankCharge)
        }
        + ["RRTN", "UPCT"].map { coded(domain($0), kind: .returned) }
        + [
            coded(own("NTRF+159+00931"), kind: .returned),
            coded(
                domain("ESCT"),
                rest: CamtSample.detail("<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"),
                kind: .returned),
            coded(
                "", rest: CamtSample.detail("<BkTxCd>\(domain("RRTN"))</BkTxCd>"), kind: .returned),
            coded(domain("RRTN"), debit: true, kind: .takenBack),
            coded(
                domain("ESDD"), debit: true,
                rest: CamtSample.detail("<RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf>"),
                kind: .takenBack),
            coded(domain("UPDD"), debit: true, kind: .takenBack),
            coded(domain("UPDD"), kind: .transfer),
            coded(own("NTRF+109+00931"), debit: true, kind: .takenBack),
            coded(domain("ESDD"), kind: .directDebit),
            coded(domain("ESDD"), debit: true, kind: .transfer),
            coded(domain("BBDD"), kind: .businessDirectDebit),
            coded(own("NDDT+171+00931"), kind: .directDebit),
            coded(own("174"), kind: .businessDirectDebit),
            coded(domain("INTR"), kind: .interest),
            coded(own("814"), kind: .interest),
            coded(domain("CHRG"), kind: .transfer),
            coded(own("177"), debit: true, kind: .transfer),
            coded("", kind: .transfer),
        ]

    @Test(
        "One line with the expected amount, days, kind and warnings",
        arguments: written + days + kinds)
    func reads(_ example: Case) throws {
        let (file, lines) = try CamtSample.read(example.text)
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        #expect(line.amount == Money(minor: example.amount, .eur))
        #expect("\(line.bookingDay)/\(line.valueDay)" == example.days)
        #expect(line.kind == example.kind)
        #expect(file.warnings == example.warnings)
    }

    @Test("Parties in both shapes, and the counterparty by direction")
    func parties() throws {
        for shape in ["<Nm>N</Nm>", "<Pty><Nm>N</Nm></Pty>"] {
            let rest = CamtSample.detail(
                "<RltdPties><Dbtr>\(shape.replacing("N<", with: "client C-01<"))</Dbtr>"
                    + "<Cdtr>\(shape.replacing("N<", with: "freelancer F-01<"))</Cdtr></RltdPties>")
            let credit = try CamtSample.read(
                CamtSample.message(entries: CamtSample.entry(rest: rest)))
            #expect(credit.lines.first?.counterpartyName == "client C-01")
            let debit = try CamtSample.read(
                CamtSample.message(
                    balances: Self.debitBalances,
                    entries: CamtSample.entry(
                        direction: "<CdtDbtInd>DBIT</CdtDbtInd>", rest: rest)))
            #expect(debit.lines.first?.counterpartyName == "freelancer F-01")
        }
    }

    @Test("White space inside a text is kept, whatever stands around it")
    func blanksInTexts() throws {
        let rest = CamtSample.detail(
            "<RmtInf>\n <Ustrd>INV-1 &amp; <![CDATA[INV-2]]> <!-- and --> of&#32;March</Ustrd>\n</RmtInf>"
        )
        let (_, lines) = try CamtSample.read(
            CamtSample.message(entries: CamtSample.entry(rest: rest)))
        #expect(lines.first?.remittance == "INV-1 & INV-2  of March")
    }

    @Test("UTF-16 is read like UTF-8")
    func utf16() throws {
        let text = CamtSample.message().replacing("UTF-8", with: "UTF-16")
        let bytes =
            [UInt8]([0xFF, 0xFE]) + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        try CamtSample.withFile(bytes) { path in
            let file = try CamtFile(path: path)
            #expect(try CamtSample.lines(of: file).map(\.line.amount.minor) == [5_00])
        }
    }

    @Test("More than a hundred warnings are counted, not kept")
    func manyWarnings() throws {
        let entries = String(
            repeating: CamtSample.entry(amount: "<Amt Ccy=\"EUR\">0.01</Amt>", status: ""),
            count: 500)
        let (file, lines) = try CamtSample.read(CamtSample.message(entries: entries))
        #expect(lines.count == 500)
        #expect(file.warnings.count == 101)
        #expect(file.warnings.last == "and 400 more")
    }

    @Test("An entry of 500 payments is one line with all texts")
    func manyDetails() throws {
        let details = (1...500).map { "<TxDtls><RmtInf><Ustrd>INV-\($0)</Ustrd></RmtInf></TxDtls>" }
        let rest = "<NtryDtls>\(details.joined())</NtryDtls>"
        let (_, lines) = try CamtSample.read(
            CamtSample.message(entries: CamtSample.entry(rest: rest)))
        #expect(lines.count == 1)
        #expect(lines.first?.remittance == (1...500).map { "INV-\($0)" }.joined(separator: " "))
    }

    @Test("Remittance texts beyond one mebibyte are left off and named")
    func longRemittance() throws {
        let text = String(repeating: "x", count: 600_000)
        let rest = CamtSample.detail(
            "<RmtInf><Ustrd>\(text)</Ustrd><Ustrd>\(text)</Ustrd></RmtInf>")
        let (file, lines) = try CamtSample.read(
            CamtSample.message(entries: CamtSample.entry(rest: rest)))
        #expect(lines.first?.remittance == text)
        #expect(
            file.warnings == [
                "statement 1, entry 1: the remittance texts are too long; the last ones are left off"
            ])
    }
}
