import Evidence
import Testing

@Suite("Sealing personal data")
struct SaltedSealTests {
    @Test("hashes version, salt, length and value")
    func encoding() throws {
        let hasher = try SHA256Hasher()
        let salt = try #require(Salt(0..<16))
        let seal = try SaltedSeal(of: "F-01".utf8, salt: salt, using: hasher)
        let encoded: [UInt8] = [1] + Array(0..<16) + [0, 0, 0, 4] + Array("F-01".utf8)
        let expected = try hasher.digest(of: encoded)

        #expect(seal.digest == expected)
        #expect(seal.salt.bytes == Array(0..<16))
    }

    @Test("recognises its value and no other, and differs with the salt")
    func recognises() throws {
        let hasher = try SHA256Hasher()
        var salts = SaltSource()
        let (first, second) = (try salts.next(), try salts.next())
        let seal = try SaltedSeal(of: "DE89370400440532013000".utf8, salt: first, using: hasher)
        let same = try seal.seals("DE89370400440532013000".utf8, using: hasher)
        let other = try seal.seals("DE89370400440532013001".utf8, using: hasher)
        let again = try SaltedSeal(of: "DE89370400440532013000".utf8, salt: second, using: hasher)

        #expect(same)
        #expect(!other)
        #expect(again.digest != seal.digest)
    }

    @Test("no salt comes twice in four blocks of the generator")
    func distinct() throws {
        var salts = SaltSource()
        var seen: Set<Salt> = []
        for _ in 0..<1024 { seen.insert(try salts.next()) }

        #expect(seen.count == 1024)
    }

    @Test("a given source is drawn from in order, block after block")
    func given() throws {
        var salts = SaltSource { byteCount in (0..<byteCount).map { UInt8($0 / 16 % 256) } }
        var firstBytes: [UInt8?] = []
        for _ in 0..<257 { firstBytes.append(try salts.next().bytes.first) }

        #expect(firstBytes == (0...255).map { UInt8($0) } + [0])
    }

    @Test("a source that gives too little is refused")
    func tooLittle() throws {
        var salts = SaltSource { _ in [1, 2, 3] }
        var refused: EvidenceError?
        do { _ = try salts.next() } catch { refused = error }

        #expect(refused == .noRandomBytes(reason: "the source gave 3 bytes"))
    }
}
