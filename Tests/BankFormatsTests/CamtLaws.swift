import BankFormats
import EscrowCore
import EscrowTestSupport
import Foundation
import MoneyCore
import Testing

@Suite("Laws of reading bank files")
struct CamtLaws {
    /// Reads a file and checks that its lines lead from balance to balance; the error if refused.
    private func prove(_ path: String) throws -> BankFileError? {
        do {
            let file = try CamtFile(path: path)
            var sums = file.statements.map(\.opening.minor)
            var counts = file.statements.map { _ in 0 }
            try file.forEachLine { index, line in
                sums[index] += line.amount.minor
                counts[index] += 1
            }
            #expect(sums == file.statements.map(\.closing.minor))
            #expect(counts == file.statements.map(\.bookedCount))
            return nil
        } catch let error as BankFileError {
            #expect(!error.description.isEmpty)
            return error
        }
    }

    @Test("A file cut at any byte is refused", arguments: CamtSample.names)
    func truncation(name: String) throws {
        let bytes = try CamtSample.bytes(name)
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
        try CamtSample.withFile(bytes) { path in
            #expect(try prove(path) == nil)
            for length in (0..<end + 1).reversed() {
                #expect(truncate(path, length) == 0)
                if length <= end, try prove(path) == nil {
                    Issue.record("\(name) cut to \(length) bytes was accepted")
                }
            }
        }
    }

    @Test(
        "Flipped bits give an error or lines that balance, never a crash", arguments: UInt64(1)...60
    )
    func bitFlips(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for name in CamtSample.names {
            let original = try CamtSample.bytes(name)
            for _ in 0..<15 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                }
                _ = try CamtSample.withFile(bytes) { try prove($0) }
            }
        }
    }

    @Test("Elements lost or doubled give an error or lines that balance", arguments: UInt64(1)...40)
    func lostAndDoubledLines(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for name in CamtSample.names {
            var lines = try CamtSample.bytes(name).split(separator: UInt8(ascii: "\n"))
            let index = Int.random(in: 0..<lines.count, using: &random)
            if Bool.random(using: &random) {
                lines.remove(at: index)
            } else {
                lines.insert(lines[index], at: index)
            }
            let bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            _ = try CamtSample.withFile(bytes) { try prove($0) }
        }
    }
}
