import MoneyCore

/// One booked line of an example, as a camt.053 statement of its own.
struct EventBankLine {
    let amount: Int64
    var day: String
    var valueDay: String?
    /// `transfer`, `charge`, `returned`, `interest` or `direct-debit`.
    var kind = "transfer"
    var account: String?
    /// The trust account whose statement it stands in.
    var trust = CommandFolder.trustIBAN
    var endToEnd: String?
    var text = ""

    init(amount: Int64, day: String) {
        self.amount = amount
        self.day = day
    }

    func statement(number: Int, openingCents: Int) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
        <Id>STMT-\(number)</Id><ElctrncSeqNb>\(number)</ElctrncSeqNb>
        <CreDtTm>\(day)T18:00:00Z</CreDtTm>
        <Acct><Id><IBAN>\(trust)</IBAN></Id><Ccy>EUR</Ccy></Acct>
        \(balance("OPBD", openingCents))
        \(balance("CLBD", openingCents + Int(amount)))
        \(entry(number))
        </Stmt></BkToCstmrStmt></Document>
        """
    }

    private func balance(_ type: String, _ cents: Int) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp>\(signed(Int64(cents)))"
            + "<Dt><Dt>\(day)</Dt></Dt></Bal>"
    }

    private func signed(_ minor: Int64) -> String {
        let text = Money(minor: abs(minor), .eur).plain
        return "<Amt Ccy=\"EUR\">\(text)</Amt><CdtDbtInd>\(minor < 0 ? "DBIT" : "CRDT")</CdtDbtInd>"
    }

    private func entry(_ number: Int) -> String {
        let isReturn = kind == "returned"
        let side = amount < 0 ? "Cdtr" : "Dbtr"
        let who =
            account.map { "<\(side)Acct><Id><IBAN>\($0)</IBAN></Id></\(side)Acct>" } ?? ""
        let reference = endToEnd.map { "<Refs><EndToEndId>\($0)</EndToEndId></Refs>" } ?? ""
        return "<Ntry>\(signed(amount))\(isReturn ? "<RvslInd>true</RvslInd>" : "")"
            + "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>\(day)</Dt></BookgDt>"
            + "<ValDt><Dt>\(valueDay ?? day)</Dt></ValDt><AcctSvcrRef>B-\(number)</AcctSvcrRef>"
            + "<BkTxCd><Domn>\(code)</Domn></BkTxCd>"
            + "<NtryDtls><TxDtls>\(reference)<RltdPties>\(who)</RltdPties>"
            + "<RmtInf><Ustrd>\(text)</Ustrd></RmtInf>"
            + (isReturn ? "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" : "")
            + "</TxDtls></NtryDtls></Ntry>"
    }

    /// The bank transaction code: domain, family, sub-family.
    private var code: String {
        let (domain, family, sub) =
            switch (kind, amount < 0) {
            case ("charge", _): ("ACMT", "MDOP", "CHRG")
            case ("returned", false): ("PMNT", "ICDT", "RRTN")
            case ("returned", true): ("PMNT", "RCDT", "RRTN")
            case ("interest", _): ("ACMT", "MCOP", "INTR")
            case ("direct-debit", _): ("PMNT", "IDDT", "ESDD")
            case (_, true): ("PMNT", "ICDT", "ESCT")
            case (_, false): ("PMNT", "RCDT", "ESCT")
            }
        return "<Cd>\(domain)</Cd><Fmly><Cd>\(family)</Cd><SubFmlyCd>\(sub)</SubFmlyCd></Fmly>"
    }
}
