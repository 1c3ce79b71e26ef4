import BankFormats
import EscrowCore
import MoneyCore
import Testing

@Suite("What stands inside of an entry")
struct StatementDetailTests {
    private func entries(_ name: String) throws -> [StatementEntry] {
        let reader = try BankFileReader(path: try StatementFile.path(name), name: name)
        var entries: [StatementEntry] = []
        try reader.document.forEachEntry { entries.append($1) }
        return entries
    }

    private func eur(_ cents: Int64) -> Money { Money(minor: cents, .eur) }

    @Test("a batch is one line with its payments, of which one may have no amount")
    func batch() throws {
        let entries = try entries("batch.xml")
        let lump = entries[0]
        #expect(lump.amount == eur(60_00))
        #expect(lump.batchCount == 3)
        #expect(lump.details.map(\.endToEndID) == ["E-1", "E-2", "E-3"])
        #expect(lump.details.map(\.amount) == [eur(10_00), eur(20_00), nil])
        #expect(lump.details.map(\.remittance) == ["INV-1", "INV-2", "INV-3"])
        #expect(lump.details[0].counterparty.name == "client C-01")
        #expect(lump.details[2].mandateID == "MND-3")
        #expect(lump.endToEndID == nil && lump.remittance == "INV-1 INV-2 INV-3")
        #expect(
            entries[1].charges == [
                EntryCharge(amount: eur(3_00), isCredit: false, isIncluded: true)
            ])
    }

    @Test("what was ordered in another currency, its rate, and a charge without a sign")
    func foreign() throws {
        let entry = try entries("foreign.xml")[0]
        let dollars = try #require(Currency("USD")).map125
        #expect(entry.exchange == EntryExchange(instructed: dollars, rate: "0.744"))
        #expect(entry.details[0].exchange == EntryExchange(instructed: dollars, rate: nil))
        #expect(
            entry.details[0].charges == [
                EntryCharge(amount: eur(1_50), isCredit: nil, isIncluded: nil)
            ])
        #expect(entry.amount == eur(91_50))
    }

    @Test("500 payments in one entry are all there, in memory that is bounded")
    func manyPayments() throws {
        let details = (1...500).map {
            "<TxDtls><Refs><EndToEndId>E-\($0)</EndToEndId></Refs><Amt Ccy=\"EUR\">0.01</Amt></TxDtls>"
        }
        let text = CamtSample.message(
            entries: CamtSample.entry(rest: "<NtryDtls>\(details.joined())</NtryDtls>"))
        try CamtSample.withFile(Array(text.utf8)) { path in
            let reader = try BankFileReader(path: path, name: "bank.xml")
            try reader.document.forEachEntry { _, entry in
                #expect(entry.details.map(\.endToEndID) == (1...500).map { "E-\($0)" })
                #expect(entry.details.allSatisfy { $0.amount == eur(1) })
            }
        }
    }

    @Test(
        "every version of the three messages is read",
        arguments: ["052", "053", "054"],
        ["02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"])
    func versions(kind: String, version: String) throws {
        let names = [
            "052": ("BkToCstmrAcctRpt", "Rpt"), "053": ("BkToCstmrStmt", "Stmt"),
            "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
        ]
        let (message, part) = try #require(names[kind])
        let isOld = (Int(version) ?? 0) < 4
        let text = CamtSample.message(
            entries: CamtSample.entry(
                status: isOld ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>",
                rest: CamtSample.detail(
                    "<RltdPties><Dbtr>\(isOld ? "<Nm>N</Nm>" : "<Pty><Nm>N</Nm></Pty>")</Dbtr></RltdPties>"
                ))
        ).replacing("BkToCstmrStmt", with: message).replacing("Stmt>", with: "\(part)>")
            .replacing(
                "<Document>",
                with:
                    "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.\(kind).001.\(version)\">"
            )
        try CamtSample.withFile(Array(text.utf8)) { path in
            let shown = try StatementFile.show(path: path, name: "bank.xml")
            #expect(
                shown.statements == ["camt.\(kind) DE89370400440532013000 S 10.00..15.00 balanced"])
            #expect(shown.entries == ["22/23 5.00 EUR BOOK | - | - | N | - | -"])
            #expect(shown.warnings == [])
        }
    }

    @Test(
        "every reason of a return is kept and known",
        arguments: [
            "AC01", "AC04", "AC06", "AC13", "AG01", "AM04", "AM05", "AM09", "BE05", "CNOR", "DNOR",
            "DUPL", "FOCR", "FRAD", "MD06", "MD07", "MS02", "MS03", "NARR", "RC01", "RR04",
        ])
    func reasons(code: String) throws {
        #expect(ReturnReason.meaning(code) != nil)
        let rest = CamtSample.detail("<RtrInf><Rsn><Cd>\(code)</Cd></Rsn></RtrInf>")
        let (_, lines) = try CamtSample.read(
            CamtSample.message(entries: CamtSample.entry(rest: rest)))
        #expect(lines.first?.returnReason == code)
        #expect(lines.first?.kind == .returned)
    }

    @Test("twice the reversals is said to be the difference")
    func reversals() throws {
        let reader = try BankFileReader(
            path: try StatementFile.path("reversals-off.xml"), name: "reversals-off.xml")
        let statement = try #require(reader.document.statements.first)
        #expect(statement.difference == eur(-3_00))
        #expect(statement.isOffByReversals)
    }

    @Test("26 statements in one MT940 file are 26")
    func manyStatements() throws {
        let text = (1...26).map { number in
            """
            :20:REF
            :25:DE89370400440532013000
            :28C:\(number)/1
            :60F:C130321EUR\(number - 1),
            :61:1303220322C1,NTRFA
            :62F:C130322EUR\(number),
            -

            """
        }
        try CamtSample.withFile(Array(text.joined().utf8)) { path in
            let reader = try BankFileReader(path: path, name: "bank.sta")
            #expect(reader.document.statements.map(\.number) == (1...26).map { Int64($0) })
            #expect(reader.document.statements.allSatisfy { $0.isBalanced == true })
            #expect(reader.document.findings.texts == [])
        }
    }

    @Test("a gap between two statements is named by number, balance and day")
    func gaps() throws {
        let first = CamtSample.message(
            head: "<Id>S-1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2013-03-22T20:00:00</CreDtTm>"
        )
        let third = CamtSample.message(
            head:
                "<Id>S-3</Id><ElctrncSeqNb>3</ElctrncSeqNb><CreDtTm>2013-03-24T20:00:00</CreDtTm>",
            balances: CamtSample.balance("OPBD", "18.00", date: "<Dt><Dt>2013-03-24</Dt></Dt>")
                + CamtSample.balance("CLBD", "23.00", date: "<Dt><Dt>2013-03-24</Dt></Dt>"))
        var gaps = StatementGaps()
        var found: [String] = []
        for text in [first, third, third] {
            try CamtSample.withFile(Array(text.utf8)) { path in
                let reader = try BankFileReader(path: path, name: "bank.xml")
                for statement in reader.document.statements {
                    found += gaps.take(statement)
                }
            }
        }
        #expect(
            found == [
                "gap: opens with 18.00 EUR, the one before it closed with 15.00 EUR; 3.00 EUR is missing, between 2013-03-22 and 2013-03-24",
                "gap: number 3 follows number 1", "the same statement as statement 1 before it",
            ])
    }

    @Test("a ZIP file that grows out of proportion, is cut or damaged is refused")
    func archives() throws {
        func reason(_ bytes: [UInt8]) throws -> BankFileError.Reason? {
            try CamtSample.withFile(bytes) { path in
                let error = #expect(throws: BankFileError.self) {
                    let reader = try BankFileReader(path: path, name: "bank.zip")
                    _ = consume reader
                }
                return error?.reason
            }
        }
        #expect(
            try reason(StatementFile.bytes("bomb.zip"))
                == .tooLarge(what: "bomb.xml", limit: 16 << 20))
        var bytes = try StatementFile.bytes("statements.zip")
        #expect(
            try reason(Array(bytes.dropLast(30))) == .brokenArchive("its directory is missing"))
        bytes[80] ^= 0xFF
        guard case .brokenArchive = try reason(bytes) else {
            Issue.record("a damaged member was read")
            return
        }
    }
}

extension Currency {
    fileprivate var map125: Money { Money(minor: 125_00, self) }
}
