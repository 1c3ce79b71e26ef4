import Foundation
import MoneyCore
import Testing

/// What a bank reads out of a payment file of ours: by plain searching, with nothing of the writer.
struct OrderedFile {
    struct Transfer: Hashable {
        let endToEnd: String
        let minor: Int64
        let name: String
        let iban: String
    }

    /// `pain.001.001.09`.
    let version: String
    let messageID: String
    let paymentID: String
    let day: String
    let isInstant: Bool
    let debtor: String
    let transfers: [Transfer]
    var minor: Int64 { transfers.reduce(0) { $0 + $1.minor } }

    init(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        version = try Self.between("xsd:", "\"", in: text)
        messageID = try Self.value("MsgId", in: text)
        let day = try Self.between("<ReqdExctnDt>", "</ReqdExctnDt>", in: text)
        // The newer version has a choice of day and time inside.
        let isNew = version == "pain.001.001.09"
        self.day = isNew ? try Self.value("Dt", in: day) : day
        #expect(isNew || day.count == 10)
        let parts = text.components(separatedBy: "<CdtTrfTxInf>")
        let head = parts[0]
        paymentID = try Self.value("PmtInfId", in: head)
        isInstant = head.contains("<LclInstrm><Cd>INST</Cd></LclInstrm>")
        debtor = try Self.value("IBAN", in: head)
        #expect(head.components(separatedBy: "<PmtInf>").count == 2)
        #expect(head.contains("<BtchBookg>false</BtchBookg>"))
        transfers = try parts.dropFirst().map { part in
            let amount = try Self.value("InstdAmt Ccy=\"EUR\"", in: part)
            return Transfer(
                endToEnd: try Self.value("EndToEndId", in: part),
                minor: try #require(Money(amount, .eur)).minor,
                name: try Self.value("Nm", in: Self.between("<Cdtr>", "</Cdtr>", in: part)),
                iban: try Self.value("IBAN", in: part))
        }
        // Both heads count the same, and rightly.
        let sum = Money(minor: minor, .eur).plain
        for (element, value) in [("NbOfTxs", "\(transfers.count)"), ("CtrlSum", sum)] {
            let counted = head.components(separatedBy: "<\(element)>\(value)</\(element)>").count
            #expect(counted == 3, "\(element)")
        }
        #expect(Set(transfers.map(\.endToEnd)).count == transfers.count)
    }

    private static func value(_ element: String, in text: String) throws -> String {
        try between("<\(element)>", "</", in: text)
    }

    private static func between(_ left: String, _ right: String, in text: String) throws -> String {
        let start = try #require(text.range(of: left), "\(left)")
        let end = try #require(text.range(of: right, range: start.upperBound..<text.endIndex))
        return String(text[start.upperBound..<end.lowerBound])
    }
}
