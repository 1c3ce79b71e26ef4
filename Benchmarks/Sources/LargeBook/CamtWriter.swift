import EscrowCore
import Glibc
package import MoneyCore

/// Writes a camt.053.001.08 file of any size in bounded memory: one statement of one day.
///
/// Of twenty lines nineteen pay an invoice of the series in full; the twentieth has a reference
/// that no invoice has.
package struct CamtWriter {
    private let series: InvoiceSeries
    private let issued: Day
    private let day: Day

    package init(_ series: InvoiceSeries, issued: Day, paid day: Day) {
        self.series = series
        self.issued = issued
        self.day = day
    }

    /// How many lines make so many bytes, nearly.
    package func lineCount(bytes: Int) throws -> Int {
        max(20, bytes / (try entry(7).text.utf8.count))
    }

    /// How many invoices so many lines pay.
    package static func invoiceCount(lines: Int) -> Int { lines - lines / 20 }

    /// Writes the file.
    package func write(_ path: String, lines: Int) throws {
        guard let file = fopen(path, "w") else {
            throw LargeBookError.file("\(path) cannot be written")
        }
        var total: Int64 = 0
        for index in 0..<lines { total += try amount(index) }
        fputs(heading(closing: Money(minor: total, .eur)), file)
        for index in 0..<lines { fputs(try entry(index).text, file) }
        fputs("    </Stmt>\n  </BkToCstmrStmt>\n</Document>\n", file)
        let failed = ferror(file) != 0
        guard fclose(file) == 0, !failed else {
            throw LargeBookError.file("\(path) could not be written whole")
        }
    }

    private static func isStrange(_ index: Int) -> Bool { index % 20 == 19 }

    private func amount(_ index: Int) throws -> Int64 {
        guard !Self.isStrange(index) else { return 1_00 + Int64(index) }
        return try series.invoice(index - index / 20, on: issued).gross.minor
    }

    private func entry(_ index: Int) throws -> (text: String, minor: Int64) {
        let invoice = try series.invoice(index - index / 20, on: issued)
        let minor = try amount(index)
        let reference =
            Self.isStrange(index)
            ? CreditorReference(for: "X\(index)")?.description ?? ""
            : invoice.reference.description
        let account = InvoiceSeries.account(of: invoice.client)?.electronic ?? ""
        let sum = Money(minor: minor, .eur).plain
        let text = """
                  <Ntry>
                    <NtryRef>\(index + 1)</NtryRef>
                    <Amt Ccy="EUR">\(sum)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                    <BookgDt><Dt>\(day)</Dt></BookgDt><ValDt><Dt>\(day)</Dt></ValDt>
                    <AcctSvcrRef>BANK-\(index + 1)</AcctSvcrRef>
                    <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
                    <NtryDtls><TxDtls>
                      <Refs><EndToEndId>E2E-\(index + 1)</EndToEndId></Refs>
                      <Amt Ccy="EUR">\(sum)</Amt><CdtDbtInd>CRDT</CdtDbtInd>
                      <RltdPties>
                        <Dbtr><Pty><Nm>client \(invoice.client.sequence)</Nm></Pty></Dbtr>
                        <DbtrAcct><Id><IBAN>\(account)</IBAN></Id></DbtrAcct>
                      </RltdPties>
                      <RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>\(reference)</Ref></CdtrRefInf></Strd></RmtInf>
                    </TxDtls></NtryDtls>
                  </Ntry>

            """
        return (text, minor)
    }

    private func heading(closing: Money) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
          <BkToCstmrStmt>
            <GrpHdr><MsgId>LARGE-1</MsgId><CreDtTm>\(day)T20:15:00+01:00</CreDtTm></GrpHdr>
            <Stmt>
              <Id>LARGE-1</Id>
              <ElctrncSeqNb>1</ElctrncSeqNb>
              <CreDtTm>\(day)T20:15:00+01:00</CreDtTm>
              <Acct><Id><IBAN>\(InvoiceSeries.trustIBAN)</IBAN></Id><Ccy>EUR</Ccy></Acct>
              <Bal>
                <Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>
                <Amt Ccy="EUR">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt>
              </Bal>
              <Bal>
                <Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp>
                <Amt Ccy="EUR">\(closing.plain)</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt>
              </Bal>

        """
    }
}
