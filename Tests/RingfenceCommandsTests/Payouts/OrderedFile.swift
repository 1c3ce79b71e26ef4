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

    let messageID: String
    let day: String
    let transfers: [Transfer]
    var minor: Int64 { transfers.reduce(0) { $0 + $1.minor } }

    init(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        messageID = try Self.value("MsgId", in: text)
        day = try Self.value("ReqdExctnDt><Dt", in: text)
        transfers = try text.components(separatedBy: "<CdtTrfTxInf>").dropFirst().map { part in
            let amount = try Self.value("InstdAmt Ccy=\"EUR\"", in: part)
            return Transfer(
                endToEnd: try Self.value("EndToEndId", in: part),
                minor: try #require(Money(amount, .eur)).minor,
                name: try Self.value("Cdtr><Nm", in: part), iban: try Self.value("IBAN", in: part))
        }
        #expect(text.contains("<NbOfTxs>\(transfers.count)</NbOfTxs>"))
    }

    private static func value(_ element: String, in text: String) throws -> String {
        let start = try #require(text.range(of: "<\(element)>"))
        let end = try #require(text.range(of: "</", range: start.upperBound..<text.endIndex))
        return String(text[start.upperBound..<end.lowerBound])
    }
}
