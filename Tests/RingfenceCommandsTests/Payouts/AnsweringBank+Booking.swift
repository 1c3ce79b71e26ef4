import EscrowTestSupport
import MoneyCore

/// What the bank writes of its bookings: camt.053 of two versions.
extension AnsweringBank {
    /// One statement: it goes on where the last one ended.
    mutating func book(_ entries: [Entry], on day: String) -> String {
        statement += 1
        let opening = balance
        balance += entries.reduce(0) { $0 + $1.minor }
        let version = pick(["02", "08"])
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.\(version)"><BkToCstmrStmt><Stmt>
            <Id>S\(statement)</Id><CreDtTm>\(day)T20:00:00Z</CreDtTm>
            <Acct><Id><IBAN>\(SampleBook.trustIBAN)</IBAN></Id><Ccy>EUR</Ccy></Acct>
            \(Self.balance("OPBD", opening, day))\(Self.balance("CLBD", balance, day))
            \(entries.map { Self.written($0, day, isOld: version == "02") }.joined(separator: "\n"))
            </Stmt></BkToCstmrStmt></Document>
            """
    }

    private static func amount(_ minor: Int64) -> String {
        let money = Money(minor: Int64(minor.magnitude), .eur)
        return "<Amt Ccy=\"EUR\">\(money.plain)</Amt><CdtDbtInd>\(minor < 0 ? "DBIT" : "CRDT")"
            + "</CdtDbtInd>"
    }

    private static func balance(_ type: String, _ minor: Int64, _ day: String) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp>\(amount(minor))<Dt><Dt>\(day)</Dt></Dt></Bal>"
    }

    private static func written(_ entry: Entry, _ day: String, isOld: Bool) -> String {
        let family =
            entry.minor < 0
            ? ("ICDT", "ESCT")
            : entry.reason == nil
                ? ("RCDT", "ESCT") : ("ICDT", "RRTN")
        return
            "<Ntry>\(amount(entry.minor))<Sts>\(isOld ? "BOOK" : "<Cd>BOOK</Cd>")</Sts>"
            + "<BookgDt><Dt>\(day)</Dt></BookgDt><ValDt><Dt>\(day)</Dt></ValDt>"
            + "<AcctSvcrRef>\(entry.reference)</AcctSvcrRef>"
            + "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>\(family.0)</Cd>"
            + "<SubFmlyCd>\(family.1)</SubFmlyCd></Fmly></Domn></BkTxCd>"
            + details(of: entry)
            + (entry.text.map { "<AddtlNtryInf>\($0)</AddtlNtryInf>" } ?? "") + "</Ntry>"
    }

    private static func details(of entry: Entry) -> String {
        if let block = entry.block {
            return "<NtryDtls><Btch><PmtInfId>\(block)</PmtInfId></Btch></NtryDtls>"
        }
        if entry.reason == nil, !entry.inside.isEmpty {
            let inside = entry.inside.map { transfer in
                let money = Money(minor: transfer.minor, .eur).plain
                return "<TxDtls><Refs><EndToEndId>\(transfer.endToEnd)</EndToEndId></Refs>"
                    + "<Amt Ccy=\"EUR\">\(money)</Amt></TxDtls>"
            }
            return "<NtryDtls>\(inside.joined())</NtryDtls>"
        }
        guard entry.endToEnd != nil || entry.iban != nil else { return "" }
        let reason = entry.reason.map { "<RtrInf><Rsn><Cd>\($0)</Cd></Rsn></RtrInf>" } ?? ""
        let party =
            entry.iban.map {
                "<RltdPties><DbtrAcct><Id><IBAN>\($0)</IBAN></Id></DbtrAcct></RltdPties>"
            } ?? ""
        let text = entry.text.map { "<RmtInf><Ustrd>\($0)</Ustrd></RmtInf>" } ?? ""
        return "<NtryDtls><TxDtls><Refs><EndToEndId>\(entry.endToEnd ?? "NOTPROVIDED")"
            + "</EndToEndId></Refs>\(party)\(text)\(reason)</TxDtls></NtryDtls>"
    }
}
