import MoneyCore

/// The text of a camt.053.001.08 file of one day, for an account that begins with nothing.
struct BankText: Sendable {
    static let otherIBAN = "DE02120300000000202051"

    var number = 1
    var day = "2013-02-01"
    var iban = CommandFolder.trustIBAN
    var currency = "EUR"
    var openingCents = 0
    var lines: [Line] = []
    var hasClosing = true

    /// One credit; a debit below zero.
    struct Line: Sendable {
        var cents: Int
        var creditorReference: String?
        var text = ""
        /// What the bank knows the line by; two lines with one are one line.
        var bankReference: String
        /// The statement's own if nil.
        var currency: String?
    }

    /// A file of one statement.
    var file: String { Self.file([self]) }

    static func file(_ statements: [BankText]) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
        <BkToCstmrStmt>
        \(statements.map(\.statement).joined(separator: "\n"))
        </BkToCstmrStmt>
        </Document>

        """
    }

    private var statement: String {
        let closing = lines.reduce(openingCents) { $0 + $1.cents }
        return """
            <Stmt>
            <Id>STMT-\(number)</Id><ElctrncSeqNb>\(number)</ElctrncSeqNb>
            <CreDtTm>\(day)T18:00:00+01:00</CreDtTm>
            <Acct><Id><IBAN>\(iban)</IBAN></Id><Ccy>\(currency)</Ccy></Acct>
            \(balance("OPBD", openingCents))
            \(hasClosing ? balance("CLBD", closing) : "")
            \(lines.map(entry).joined(separator: "\n"))
            </Stmt>
            """
    }

    private func balance(_ type: String, _ cents: Int) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp>" + amount(cents, currency)
            + "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>\(day)</Dt></Dt></Bal>"
    }

    private func amount(_ cents: Int, _ currency: String) -> String {
        let text = Money(minor: Int64(cents), .eur).plain
        return "<Amt Ccy=\"\(currency)\">\(text)</Amt>"
    }

    private func entry(_ line: Line) -> String {
        let words = line.creditorReference.map {
            "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>\($0)</Ref></CdtrRefInf></Strd>"
        }
        return "<Ntry>" + amount(abs(line.cents), line.currency ?? currency)
            + "<CdtDbtInd>\(line.cents < 0 ? "DBIT" : "CRDT")</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
            + "<BookgDt><Dt>\(day)</Dt></BookgDt><ValDt><Dt>\(day)</Dt></ValDt>"
            + "<AcctSvcrRef>\(line.bankReference)</AcctSvcrRef>"
            + "<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>client C-01</Nm></Pty></Dbtr></RltdPties>"
            + "<RmtInf>\(words ?? "<Ustrd>\(line.text)</Ustrd>")</RmtInf></TxDtls></NtryDtls></Ntry>"
    }
}

extension BankText.Line {
    /// 10.00 with the creditor reference of the book's invoice.
    static let paid = Self(
        cents: 10_00, creditorReference: CommandFolder.invoiceReference, bankReference: "B-1")
    /// 5.00 that nothing explains.
    static let unknown = Self(cents: 5_00, text: "thank you", bankReference: "B-2")
}

extension CommandFolder {
    static let invoiceReference = "RF8620130001"

    /// A sample book with invoice 2013-0001 of C-01 over 9,520.00, one engagement, nothing paid.
    func openBookWithInvoice() throws {
        try openBookWithWork()
        let days = (1...10).map { "E-01,2013-01-\($0 < 10 ? "0" : "")\($0),8\n" }
        try done(
            ["hours", "import", "-", "--at", "2013-01-31T08:00:00Z"], as: "clerk",
            input: "engagement,day,hours\n" + days.joined())
        try done(
            [
                "invoice", "issue", "--client", "C-01", "--day", "2013-01-31", "--at",
                "2013-02-01T09:00:00Z",
            ], as: "clerk")
    }
}
