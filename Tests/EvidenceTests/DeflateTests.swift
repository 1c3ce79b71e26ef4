import EscrowTestSupport
import Evidence
import Testing

@Suite("Compressing chunks")
struct DeflateTests {
    @Test("what was compressed comes back", arguments: UInt64(1)...60)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let alphabet = UInt8.random(in: 0...255, using: &random)
        let chunk = (0..<Int.random(in: 0...20_000, using: &random)).map { _ in
            UInt8.random(in: 0...alphabet, using: &random)
        }
        let compressed = try Deflate.compress(chunk)

        #expect(try Deflate.decompress(compressed, originalByteCount: chunk.count) == chunk)
    }

    @Test("an empty chunk, one byte and a mebibyte of zeros come back", arguments: [0, 1, 1 << 20])
    func extremes(count: Int) throws {
        let chunk = [UInt8](repeating: 0, count: count)
        let compressed = try Deflate.compress(chunk)

        #expect(try Deflate.decompress(compressed, originalByteCount: count) == chunk)
    }

    @Test(
        "a wrong original size is refused, and none is filled beyond it",
        arguments: [-1, 0, 1, 999, 1001, 50_000, Int.max])
    func wrongSize(stated: Int) throws {
        let compressed = try Deflate.compress((0..<1000).map { UInt8($0 % 7) })

        #expect(throws: EvidenceError.self) {
            try Deflate.decompress(compressed, originalByteCount: stated)
        }
    }

    @Test("damaged, shortened and lengthened bytes are refused")
    func damaged() throws {
        let chunk = (0..<1000).map { UInt8($0 % 7) }
        let compressed = try Deflate.compress(chunk)
        var changed = compressed
        changed[compressed.count - 1] ^= 1

        for bytes in [changed, compressed.dropLast(), compressed + [0], []] {
            #expect(throws: EvidenceError.self) {
                try Deflate.decompress(bytes, originalByteCount: 1000)
            }
        }
    }
}
