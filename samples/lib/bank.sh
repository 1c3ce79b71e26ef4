# The bank of the samples: what it answers to a payment file, as camt.053.001.08.
# To be sourced by a sample's run.sh.
#
# A table has one line per booking, its fields separated by "|":
#   kind|amount|reference|name|iban|text
# iban      may be left empty
# kind      credit, debit, fee or returned
# amount    positive, with two decimals: 19040.00
# reference of a credit the creditor reference, of a debit or a return the end-to-end id
# text      remittance text; of a return its reason code, such as AC04

# bank_closing FILE: the closing balance of a statement.
bank_closing() {
    awk 'match($0, /<Bal>.*<Cd>CLBD<\/Cd>.*<Amt Ccy="EUR">[0-9.]+</) {
        sub(/.*<Amt Ccy="EUR">/, ""); sub(/<.*/, ""); print
    }' "$1"
}

# bank_statement NUMBER DAY IBAN OPENING <TABLE >FILE: a day's statement of an account.
bank_statement() {
    awk -F '|' -v number="$1" -v day="$2" -v iban="$3" -v opening="$4" '
        function cents(text) { gsub(/\./, "", text); return text + 0 }
        function euros(count) { return sprintf("%d.%02d", int(count / 100), count % 100) }
        function xml(text) {
            gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); gsub(/>/, "\\&gt;", text)
            return text
        }
        function person(tag, name) { return "<" tag "><Pty><Nm>" xml(name) "</Nm></Pty></" tag ">" }
        function account(tag, iban) {
            return iban == "" ? "" : "<" tag "><Id><IBAN>" iban "</IBAN></Id></" tag ">"
        }
        function balance(code, amount) {
            return "      <Bal><Tp><CdOrPrtry><Cd>" code "</Cd></CdOrPrtry></Tp>" \
                "<Amt Ccy=\"EUR\">" euros(amount) "</Amt><CdtDbtInd>CRDT</CdtDbtInd>" \
                "<Dt><Dt>" day "</Dt></Dt></Bal>\n"
        }
        function code(domain, family, sub_family) {
            return "        <BkTxCd><Domn><Cd>" domain "</Cd><Fmly><Cd>" family "</Cd>" \
                "<SubFmlyCd>" sub_family "</SubFmlyCd></Fmly></Domn></BkTxCd>\n"
        }
        function details(references, parties, rest) {
            return "        <NtryDtls><TxDtls>\n" \
                (references == "" ? "" : \
                    "          <Refs><EndToEndId>" references "</EndToEndId></Refs>\n") \
                "          <RltdPties>" parties "</RltdPties>\n" rest \
                "        </TxDtls></NtryDtls>\n"
        }
        function text(words) {
            return "          <RmtInf><Ustrd>" xml(words) "</Ustrd></RmtInf>\n"
        }
        function structured(reference) {
            return "          <RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry>" \
                "</Tp><Ref>" reference "</Ref></CdtrRefInf></Strd></RmtInf>\n"
        }
        NF == 0 { next }
        {
            direction = $1 == "credit" || $1 == "returned" ? "CRDT" : "DBIT"
            closing_change += (direction == "CRDT" ? 1 : -1) * cents($2)
            entries = entries "      <Ntry>\n        <NtryRef>" ++count "</NtryRef>\n" \
                "        <Amt Ccy=\"EUR\">" $2 "</Amt><CdtDbtInd>" direction "</CdtDbtInd>" \
                ($1 == "returned" ? "<RvslInd>true</RvslInd>" : "") "<Sts><Cd>BOOK</Cd></Sts>\n" \
                "        <BookgDt><Dt>" day "</Dt></BookgDt><ValDt><Dt>" day "</Dt></ValDt>\n" \
                "        <AcctSvcrRef>" day "-" count "</AcctSvcrRef>\n"
        }
        $1 == "credit" {
            entries = entries code("PMNT", "RCDT", "ESCT") \
                details("", person("Dbtr", $4) account("DbtrAcct", $5), \
                    $3 == "" ? text($6) : structured($3))
        }
        $1 == "debit" {
            entries = entries code("PMNT", "ICDT", "ESCT") \
                details($3, person("Cdtr", $4) account("CdtrAcct", $5), text($6))
        }
        $1 == "fee" {
            entries = entries code("ACMT", "MDOP", "CHRG") \
                "        <AddtlNtryInf>" xml($6) "</AddtlNtryInf>\n"
        }
        $1 == "returned" {
            entries = entries code("PMNT", "ICDT", "RRTN") \
                details($3, account("DbtrAcct", iban) person("Cdtr", $4) account("CdtrAcct", $5), \
                    "          <RtrInf><Rsn><Cd>" $6 "</Cd></Rsn></RtrInf>\n")
        }
        { entries = entries "      </Ntry>\n" }
        END {
            made = day "T18:00:00+01:00"
            printf "%s", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\n" \
                "  <BkToCstmrStmt>\n" \
                "    <GrpHdr><MsgId>MSG-" day "</MsgId><CreDtTm>" made "</CreDtTm></GrpHdr>\n" \
                "    <Stmt>\n      <Id>STMT-" day "</Id>\n" \
                "      <ElctrncSeqNb>" number "</ElctrncSeqNb>\n" \
                "      <CreDtTm>" made "</CreDtTm>\n" \
                "      <Acct><Id><IBAN>" iban "</IBAN></Id><Ccy>EUR</Ccy></Acct>\n" \
                balance("OPBD", cents(opening)) \
                balance("CLBD", cents(opening) + closing_change) entries \
                "    </Stmt>\n  </BkToCstmrStmt>\n</Document>\n"
        }'
}
