import BankFormats
import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

@Suite("A payment order becomes a pain.001.001.09 file")
struct PaymentFileTests {
    @Test("The whole file, byte by byte")
    func wholeFile() throws {
        let order = try PaymentSample.order(transfers: [
            PaymentSample.transfer("PO-1", 2380_00),
            PaymentSample.transfer(
                "PO-2", 1190_04, name: "freelancer F-02 Müller & Söhne", remittance: "INV-2"),
        ])
        #expect(String(decoding: try PaymentFile.write(order), as: UTF8.self) == Self.expected)
        #expect(try PaymentFile.controlSum(order) == Money(minor: 3570_04, .eur))
    }

    @Test("A third transfer of a cent")
    func sumOracle() throws {
        let order = try PaymentSample.order(transfers: [
            PaymentSample.transfer("PO-1", 2380_00), PaymentSample.transfer("PO-2", 1190_04),
            PaymentSample.transfer("PO-3", 1),
        ])
        let text = String(decoding: try PaymentFile.write(order), as: UTF8.self)
        #expect(text.matches(of: /<NbOfTxs>3<\/NbOfTxs>/).count == 2)
        #expect(text.matches(of: /<CtrlSum>3570\.05<\/CtrlSum>/).count == 2)
    }

    @Test("Without remittance text there is no RmtInf")
    func noRemittance() throws {
        let order = try PaymentSample.order(transfers: [
            PaymentSample.transfer("PO-1", 1, remittance: " ")
        ])
        let text = String(decoding: try PaymentFile.write(order), as: UTF8.self)
        #expect(!text.contains("RmtInf"))
    }

    @Test(
        "Any texts give basic characters only, and the same bytes again", arguments: UInt64(1)...100
    )
    func anyTexts(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        func text() -> String {
            var text = "x"
            for _ in 0..<20 {
                let value = UInt32.random(in: 0..<0x250, using: &random)
                text.unicodeScalars.append(Unicode.Scalar(value) ?? " ")
            }
            return text
        }
        let order = try PaymentSample.order(transfers: [
            PaymentSample.transfer("PO-1", 1, name: text(), remittance: text())
        ])
        let bytes = try PaymentFile.write(order)
        #expect(try PaymentFile.write(order) == bytes)
        let allowed = Set("<>=\"_\n /-?:().,'+".utf8)
        #expect(
            bytes.allSatisfy { byte in
                allowed.contains(byte) || (0x30...0x39).contains(byte)
                    || (0x41...0x5A).contains(byte & 0xDF)
            })
        let plain = try PaymentFile.write(
            PaymentSample.order(transfers: [PaymentSample.transfer("PO-1", 1)]))
        let tags = { (bytes: [UInt8]) in bytes.filter { $0 == UInt8(ascii: "<") }.count }
        #expect(tags(bytes) == tags(plain))
    }

    private static let expected = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
          <CstmrCdtTrfInitn>
            <GrpHdr>
              <MsgId>PF-00000001-7</MsgId>
              <CreDtTm>2013-03-22T09:00:00Z</CreDtTm>
              <NbOfTxs>2</NbOfTxs>
              <CtrlSum>3570.04</CtrlSum>
              <InitgPty><Nm>trust account</Nm></InitgPty>
            </GrpHdr>
            <PmtInf>
              <PmtInfId>PF-00000001-7</PmtInfId>
              <PmtMtd>TRF</PmtMtd>
              <BtchBookg>false</BtchBookg>
              <NbOfTxs>2</NbOfTxs>
              <CtrlSum>3570.04</CtrlSum>
              <PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>
              <ReqdExctnDt><Dt>2013-03-22</Dt></ReqdExctnDt>
              <Dbtr><Nm>trust account</Nm></Dbtr>
              <DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct>
              <DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>
              <ChrgBr>SLEV</ChrgBr>
              <CdtTrfTxInf>
                <PmtId><EndToEndId>PO-1</EndToEndId></PmtId>
                <Amt>
                  <InstdAmt Ccy="EUR">2380.00</InstdAmt>
                </Amt>
                <Cdtr><Nm>freelancer F-01</Nm></Cdtr>
                <CdtrAcct><Id><IBAN>AT611904300234573201</IBAN></Id></CdtrAcct>
                <RmtInf><Ustrd>INV-1</Ustrd></RmtInf>
              </CdtTrfTxInf>
              <CdtTrfTxInf>
                <PmtId><EndToEndId>PO-2</EndToEndId></PmtId>
                <Amt>
                  <InstdAmt Ccy="EUR">1190.04</InstdAmt>
                </Amt>
                <Cdtr><Nm>freelancer F-02 Mueller + Soehne</Nm></Cdtr>
                <CdtrAcct><Id><IBAN>AT611904300234573201</IBAN></Id></CdtrAcct>
                <RmtInf><Ustrd>INV-2</Ustrd></RmtInf>
              </CdtTrfTxInf>
            </PmtInf>
          </CstmrCdtTrfInitn>
        </Document>

        """
}
