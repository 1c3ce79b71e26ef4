import EscrowTestSupport
import Foundation
import MoneyCore

/// What the bank answers to a file: pain.002 of several versions.
extension AnsweringBank {
    /// How an answer is written: for the file as a whole, for the block, or for each transfer.
    private enum Level: CaseIterable { case file, block, transfer }

    private static let versions = [
        "pain.002.001.03", "pain.002.001.10", "pain.002.001.12", "pain.002.001.14",
    ]

    mutating func status(_ order: OrderedFile, _ fates: [Fate], isLate: Bool) -> String {
        let words = fates.map { fate in
            switch fate {
            case .rejected: "RJCT"
            case .rejectedLate: isLate ? "RJCT" : "ACSP"
            case .settled, .returned, .returnedShort, .returnedFirst, .returnedLater:
                pick(["ACCP", "ACTC", "ACSP", "ACSC", "ACWC"])
            }
        }
        let isRefused = words.allSatisfy { $0 == "RJCT" }
        let level = pick(Level.allCases)
        let reason = reason()
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
        let all = isRefused ? "RJCT" : words.contains("RJCT") ? "PART" : pick(["ACCP", "ACTC"])
        let group =
            level == .file || isRefused
            ? "<GrpSts>\(all)</GrpSts>" + (isRefused ? reason : "") : ""
        // A group of which a part is rejected says so of itself, and of the rest that it goes well.
        let block =
            level == .block || level == .file && all == "PART"
            ? "<PmtInfSts>\(isRefused ? "RJCT" : "ACSP")</PmtInfSts>"
            : level == .transfer ? "<PmtInfSts>PART</PmtInfSts>" : ""
        return report(order, group: group, block + details, pick(Self.versions))
    }

    private mutating func reason() -> String {
        let codes = ["AC04", "AC01", "AM04", "BE04", "MS03", "RR04"]
        let inside =
            chance(80) ? "<Cd>\(pick(codes))</Cd>" : "<Prtry>account closed</Prtry>"
        return "<StsRsnInf><Rsn>\(inside)</Rsn></StsRsnInf>"
    }

    /// The answer before anything is executed: the names were compared.
    mutating func checked(_ order: OrderedFile) -> String {
        report(
            order, group: "<GrpSts>\(pick(["RVCM", "RCVC"]))</GrpSts>",
            order.transfers.map { transfer in
                "<TxInfAndSts><OrgnlEndToEndId>\(transfer.endToEnd)</OrgnlEndToEndId><TxSts>"
                    + pick(["RCVC", "RVNM", "RVMC", "RVNA"]) + "</TxSts></TxInfAndSts>"
            }.joined(), "pain.002.001.10")
    }

    /// The bank has it and decides later.
    mutating func waiting(_ order: OrderedFile) -> String {
        let word = pick(["PDNG", "RCVD"])
        return chance(50)
            ? report(order, group: "<GrpSts>\(word)</GrpSts>", "", pick(Self.versions))
            : report(order, group: "", "<PmtInfSts>PDNG</PmtInfSts>", pick(Self.versions))
    }

    private mutating func report(
        _ order: OrderedFile, group: String, _ rest: String, _ version: String
    ) -> String {
        let prefix = chance(50) ? "" : "p:"
        let number = Int.random(in: 0..<1_000_000_000, using: &random)
        let text =
            "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>ST-\(number)</MsgId><CreDtTm>2013-03-01T12:00:00Z"
            + "</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>\(order.messageID)</OrgnlMsgId>"
            + "<OrgnlMsgNmId>\(order.version)</OrgnlMsgNmId>"
            + "<OrgnlNbOfTxs>\(order.transfers.count)</OrgnlNbOfTxs>"
            + "<OrgnlCtrlSum>\(Money(minor: order.minor, .eur).plain)</OrgnlCtrlSum>\(group)"
            + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>\(order.paymentID)"
            + "</OrgnlPmtInfId>\(rest)</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
        let named = text.replacing("</", with: "\u{1}").replacing("<", with: "<\(prefix)")
            .replacing("\u{1}", with: "</\(prefix)")
        let attribute = prefix.isEmpty ? "xmlns" : "xmlns:p"
        return named.replacing(
            "<\(prefix)Document>",
            with: "<\(prefix)Document \(attribute)=\"urn:iso:std:iso:20022:tech:xsd:\(version)\">")
    }
}
