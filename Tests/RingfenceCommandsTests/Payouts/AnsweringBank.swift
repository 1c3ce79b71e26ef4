import EscrowTestSupport
import Foundation
import MoneyCore

/// A bank that answers payment files: what it does with each transfer is chance, what it writes of it
/// is a pain.002 and the entries of a camt.053.
struct AnsweringBank {
    /// What becomes of one transfer.
    enum Fate: CaseIterable {
        case settled, rejected, returned, returnedShort, returnedFirst, rejectedLate
    }

    /// How the answer is written: for the file as a whole, for the block, or for each transfer.
    enum Level: CaseIterable { case file, block, transfer }

    static let charge: Int64 = 2_50
    static let versions = [
        "pain.002.001.03", "pain.002.001.10", "pain.002.001.12", "pain.002.001.14",
    ]

    var random: SeededRandom
    /// Everybody's money that left for good, by account.
    private(set) var paid: [String: Int64] = [:]
    /// What the bank took for returns and the agency makes good.
    private(set) var charges: Int64 = 0
    private(set) var fates: [Fate: Int] = [:]
    private(set) var balance: Int64 = 0
    private var statement = 0

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// The files with which the bank answers one of ours, in the order of their arrival.
    ///
    /// - Parameters:
    ///   - order: What the bank got.
    ///   - day: The day on which it pays.
    ///   - isKind: Nothing goes wrong.
    /// - Returns: Its pain.002 files, then its camt.053.
    mutating func answer(
        _ order: OrderedFile, on day: String, isKind: Bool
    ) -> (statuses: [String], statement: String) {
        let fates = order.transfers.map { _ in
            isKind ? Fate.settled : Fate.allCases.randomElement(using: &random) ?? .settled
        }
        // Now and then the bank takes none of it.
        let isRefused = !isKind && Int.random(in: 0..<6, using: &random) == 0
        let decided = isRefused ? fates.map { _ in Fate.rejected } : fates
        for fate in decided { self.fates[fate, default: 0] += 1 }
        var statuses = [status(order, decided, isLate: false)]
        if decided.contains(.rejectedLate) { statuses.append(status(order, decided, isLate: true)) }
        if Bool.random(using: &random) { statuses.insert(checked(order), at: 0) }
        // Entries of one transfer keep their order; the transfers come in any.
        var booked: [[Entry]] = []
        for (transfer, fate) in zip(order.transfers, decided) {
            booked.append(entries(of: transfer, fate))
        }
        return (statuses, book(booked.shuffled(using: &random).flatMap { $0 }, on: day))
    }

    // MARK: pain.002

    private mutating func status(_ order: OrderedFile, _ fates: [Fate], isLate: Bool) -> String {
        let words = fates.map { fate in
            switch fate {
            case .rejected: "RJCT"
            case .rejectedLate: isLate ? "RJCT" : "ACSP"
            case .settled, .returned, .returnedShort, .returnedFirst:
                ["ACCP", "ACTC", "ACSP", "ACSC"].randomElement(using: &random) ?? "ACCP"
            }
        }
        let isRefused = words.allSatisfy { $0 == "RJCT" }
        let level = Level.allCases.randomElement(using: &random) ?? .transfer
        let reason = "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>"
        var details = ""
        for (transfer, word) in zip(order.transfers, words) {
            // What goes well is often left out where the block speaks for it.
            if level != .transfer, word != "RJCT" || isRefused { continue }
            details +=
                "<TxInfAndSts><OrgnlEndToEndId>\(transfer.endToEnd)</OrgnlEndToEndId>"
                + "<TxSts>\(word)</TxSts>\(word == "RJCT" ? reason : "")<OrgnlTxRef><Amt>"
                + "<InstdAmt Ccy=\"EUR\">\(Money(minor: transfer.minor, .eur).plain)</InstdAmt>"
                + "</Amt></OrgnlTxRef></TxInfAndSts>"
        }
        let all = isRefused ? "RJCT" : words.contains("RJCT") ? "PART" : "ACCP"
        let group = level == .file || isRefused ? "<GrpSts>\(all)</GrpSts>" : ""
        let block =
            level == .block
            ? "<PmtInfSts>\(isRefused ? "RJCT" : "ACSP")</PmtInfSts>"
            : level == .transfer ? "<PmtInfSts>PART</PmtInfSts>" : ""
        return report(
            order, group: group + (isRefused && !group.isEmpty ? reason : ""), block + details)
    }

    /// The answer before anything is executed: the names were compared.
    private mutating func checked(_ order: OrderedFile) -> String {
        report(
            order, group: "<GrpSts>RVCM</GrpSts>",
            order.transfers.map { transfer in
                "<TxInfAndSts><OrgnlEndToEndId>\(transfer.endToEnd)</OrgnlEndToEndId><TxSts>"
                    + (["RCVC", "RVNM", "RVMC", "RVNA"].randomElement(using: &random) ?? "RCVC")
                    + "</TxSts></TxInfAndSts>"
            }.joined())
    }

    private mutating func report(_ order: OrderedFile, group: String, _ rest: String) -> String {
        let version = Self.versions.randomElement(using: &random) ?? ""
        let prefix = Bool.random(using: &random) ? "" : "p:"
        let number = Int.random(in: 0..<1_000_000_000, using: &random)
        let text =
            "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>ST-\(number)</MsgId><CreDtTm>2013-03-01T12:00:00Z"
            + "</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>\(order.messageID)</OrgnlMsgId>"
            + "<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
            + "<OrgnlNbOfTxs>\(order.transfers.count)</OrgnlNbOfTxs>"
            + "<OrgnlCtrlSum>\(Money(minor: order.minor, .eur).plain)</OrgnlCtrlSum>\(group)"
            + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>\(order.messageID)"
            + "</OrgnlPmtInfId>\(rest)</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
        let named = text.replacing("</", with: "\u{1}").replacing("<", with: "<\(prefix)")
            .replacing("\u{1}", with: "</\(prefix)")
        let attribute = prefix.isEmpty ? "xmlns" : "xmlns:p"
        return named.replacing(
            "<\(prefix)Document>",
            with: "<\(prefix)Document \(attribute)=\"urn:iso:std:iso:20022:tech:xsd:\(version)\">")
    }

    // MARK: camt.053

    private mutating func entries(
        of transfer: OrderedFile.Transfer, _ fate: Fate
    ) -> [Entry] {
        let debit = Entry(minor: -transfer.minor, endToEnd: transfer.endToEnd, reason: nil)
        let back = Entry(minor: transfer.minor, endToEnd: transfer.endToEnd, reason: "AC06")
        switch fate {
        case .settled:
            paid[transfer.iban, default: 0] += transfer.minor
            return [debit]
        case .rejected, .rejectedLate: return []
        case .returned: return [debit, back]
        case .returnedFirst: return [back, debit]
        case .returnedShort:
            guard transfer.minor > Self.charge else { return [debit, back] }
            charges += Self.charge
            return [
                debit,
                Entry(
                    minor: transfer.minor - Self.charge, endToEnd: transfer.endToEnd,
                    reason: "AC06"),
            ]
        }
    }

    struct Entry {
        let minor: Int64
        let endToEnd: String
        let reason: String?
        var iban: String?
    }

    /// One statement: it goes on where the last one ended.
    mutating func book(_ entries: [Entry], on day: String) -> String {
        statement += 1
        let opening = balance
        balance += entries.reduce(0) { $0 + $1.minor }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
            <Id>S\(statement)</Id><CreDtTm>\(day)T20:00:00Z</CreDtTm>
            <Acct><Id><IBAN>\(SampleBook.trustIBAN)</IBAN></Id><Ccy>EUR</Ccy></Acct>
            \(Self.balance("OPBD", opening, day))\(Self.balance("CLBD", balance, day))
            \(entries.map { Self.written($0, day) }.joined(separator: "\n"))
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

    private static func written(_ entry: Entry, _ day: String) -> String {
        let family =
            entry.minor < 0
            ? ("ICDT", "ESCT")
            : entry.reason == nil
                ? ("RCDT", "ESCT") : ("ICDT", "RRTN")
        let reason = entry.reason.map { "<RtrInf><Rsn><Cd>\($0)</Cd></Rsn></RtrInf>" } ?? ""
        let party =
            entry.iban.map {
                "<RltdPties><DbtrAcct><Id><IBAN>\($0)</IBAN></Id></DbtrAcct></RltdPties>"
            } ?? ""
        return
            "<Ntry>\(amount(entry.minor))<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>\(day)</Dt></BookgDt>"
            + "<ValDt><Dt>\(day)</Dt></ValDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>\(family.0)</Cd>"
            + "<SubFmlyCd>\(family.1)</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>"
            + "<EndToEndId>\(entry.endToEnd)</EndToEndId></Refs>\(party)\(reason)</TxDtls></NtryDtls></Ntry>"
    }
}
