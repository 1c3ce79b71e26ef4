import BankFormats
import EscrowCore
import MoneyCore
import Testing

/// docs/spec/bank-import.md#debits: what a file tells of the payments that one debit is.
@Suite("Debits of many payments, as files tell of them")
struct DebitLumpTests {
    private static let balances =
        CamtSample.balance("OPBD", "10.00") + CamtSample.balance("CLBD", "5.00")

    private static func debit(_ details: String) throws -> BankLine {
        try #require(
            try CamtSample.read(
                CamtSample.message(
                    balances: balances,
                    entries: CamtSample.entry(
                        direction: "<CdtDbtInd>DBIT</CdtDbtInd>", rest: details))
            ).lines.first)
    }

    private static func payment(_ id: String, _ amount: String?) -> String {
        let money = amount.map { "<Amt Ccy=\"EUR\">\($0)</Amt>" } ?? ""
        return "<TxDtls><Refs><PmtInfId>PF-1</PmtInfId><EndToEndId>\(id)</EndToEndId></Refs>"
            + "\(money)</TxDtls>"
    }

    @Test("the payments inside, with their amounts where the bank gives them")
    func listed() throws {
        let line = try Self.debit(
            "<NtryDtls>\(Self.payment("E-1", "3.00"))\(Self.payment("E-2", nil))</NtryDtls>")
        #expect(line.endToEndID == nil && line.isBare)
        #expect(
            line.lump
                == BankLump(
                    orderIDs: ["PF-1"],
                    payments: [
                        BankLump.Payment(endToEndID: "E-1", amount: Money(minor: -3_00, .eur)),
                        BankLump.Payment(endToEndID: "E-2", amount: nil),
                    ]))
    }

    @Test("ids of message and block, of the batch or of the one payment")
    func named() throws {
        let batch = try Self.debit(
            "<NtryDtls><Btch><MsgId>M-1</MsgId><PmtInfId>PF-1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>"
        )
        #expect(batch.lump == BankLump(orderIDs: ["M-1", "PF-1"]))
        let single = try Self.debit(
            "<NtryDtls><TxDtls><Refs><MsgId>M-1</MsgId><PmtInfId>M-1</PmtInfId></Refs></TxDtls></NtryDtls>"
        )
        #expect(single.lump == BankLump(orderIDs: ["M-1"]))
        #expect(try Self.debit("").lump == nil)
    }

    @Test("money that comes, and a batch that is too large to be kept, list nothing")
    func unlisted() throws {
        let both = Self.payment("E-1", "2.00") + Self.payment("E-2", "3.00")
        let receipt = try CamtSample.read(
            CamtSample.message(
                entries: CamtSample.entry(rest: "<NtryDtls>\(both)</NtryDtls>"))
        ).lines
        #expect(receipt.map(\.lump) == [nil])
        let many = (0...10_000).map { Self.payment("E-\($0)", nil) }.joined()
        let large = try Self.debit("<NtryDtls>\(many)</NtryDtls>")
        #expect(large.lump == BankLump(orderIDs: ["PF-1"]))
        let ids = (0..<5_000).map {
            "<TxDtls><Refs><PmtInfId>I-\($0)</PmtInfId></Refs></TxDtls>"
        }.joined()
        #expect(try Self.debit("<NtryDtls>\(ids)</NtryDtls>").lump?.orderIDs.count == 100)
    }

    @Test("MT940 gives the reference of the order back in the entry, or as KREF")
    func text() throws {
        let file = """
            :20:S
            :25:DE89370400440532013000
            :28C:1
            :60F:C130322EUR10,00
            :61:1303220322D5,00NMSCPF-1//B-1
            :86:191?00SAMMLER?20KREF+PF-2?21SVWZ+2 POSTEN
            :62F:C130322EUR5,00
            -
            """
        try CamtSample.withFile(Array(file.utf8)) { path in
            let reader = try BankFileReader(path: path, name: "day.sta")
            try reader.document.prove()
            var lines: [BankLine] = []
            try reader.document.forEachLine { lines.append($1) }
            #expect(lines.map(\.lump) == [BankLump(orderIDs: ["PF-1", "PF-2"])])
            #expect(lines.first?.kind == .transfer)
        }
    }
}
