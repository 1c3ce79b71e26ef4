import BankFormats
import EscrowCore
import EscrowTestSupport
import MoneyCore
import Testing

/// What `make fuzz` looks for at random, here over seeds: a result or an error, never more.
///
/// - Source: docs/spec/payment-status.md#refused
@Suite("Broken answers of banks give a result or an error")
struct StatusReplay {
    /// Reads bytes; an answer that is read can be applied to any payouts.
    static func prove(_ bytes: some Collection<UInt8>) throws {
        do {
            let reports = try StatusSample.read(bytes)
            #expect(!reports.isEmpty)
            for report in reports {
                let payouts = ["8", "9", "A"].enumerated().map { index, letter in
                    OrderedPayout(
                        id: ID(sequence: Int64(8 + index)), endToEndID: "PO-00000001-\(letter)",
                        amount: .zero(.eur), state: .exported)
                }
                let reading = StatusReading(report, of: payouts, messageID: "PF-00000001-7")
                #expect(
                    reading.statuses.count + reading.knownCount + reading.waitingCount
                        <= payouts.count)
            }
        } catch let error as StatusFileError {
            #expect(!error.description.isEmpty)
        }
    }

    @Test("a file cut at any byte is refused", arguments: StatusSample.names)
    func truncation(name: String) throws {
        let bytes = try StatusSample.bytes(name)
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
        for length in 0...end {
            #expect(try StatusSample.refusal(bytes[..<length]) != nil, "\(length) bytes")
        }
    }

    @Test("flipped, doubled, lost and huge parts, 10,000 files", arguments: UInt64(1)...10)
    func mutations(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let originals = try StatusSample.names.map(StatusSample.bytes)
        for _ in 0..<1_000 {
            guard var bytes = originals.randomElement(using: &random) else { return }
            for _ in 0..<Int.random(in: 1...4, using: &random) { Self.mutate(&bytes, &random) }
            try Self.prove(bytes)
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        guard !bytes.isEmpty else { return }
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 1...60, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 3: bytes[start] = UInt8.random(in: 0...255, using: &random)
        case 4: bytes[start] = Array("<>/&:\"0".utf8).randomElement(using: &random) ?? 0
        default: bytes.insert(contentsOf: repeatElement(bytes[start], count: 500), at: start)
        }
    }

    @Test("deep nesting and endless fields", arguments: 0..<4)
    func extremes(number: Int) throws {
        let many = 100_000
        let texts = [
            String(repeating: "<a>", count: many),
            StatusSample.text(String(repeating: "<TxInfAndSts><StsRsnInf>", count: many)),
            StatusSample.text(
                "<OrgnlGrpInfAndSts><GrpSts>" + String(repeating: "A", count: 3 << 20)
                    + "</GrpSts></OrgnlGrpInfAndSts>"),
            StatusSample.text(
                String(repeating: "<TxInfAndSts><TxSts>ACCP</TxSts></TxInfAndSts>", count: many)),
        ]
        try Self.prove(Array(texts[number].utf8))
    }
}
