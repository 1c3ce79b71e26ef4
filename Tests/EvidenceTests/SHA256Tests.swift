import EscrowTestSupport
import Evidence
import Foundation
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let hex: String
        var testDescription: String { name }
    }

    /// The examples published with FIPS 180-4.
    static let cases = [
        Case(
            name: "nothing", text: "",
            hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        Case(
            name: "one block", text: "abc",
            hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Case(
            name: "two blocks", text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            hex: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
        Case(
            name: "four blocks",
            text: "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            hex: "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"),
        Case(
            name: "a million times a", text: String(repeating: "a", count: 1_000_000),
            hex: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ]

    @Test("agrees with the published examples", arguments: cases)
    func publishedExamples(_ example: Case) throws {
        let hasher = try SHA256Hasher()
        let digest = try hasher.digest(of: Array(example.text.utf8))

        #expect(digest.description == example.hex)
        #expect(digest == Digest(hex: example.hex.uppercased()))
    }

    @Test("a stream fed in pieces gives the digest of the whole", arguments: UInt64(1)...50)
    func pieces(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var hasher = try SHA256Hasher()
        let bytes = (0..<Int.random(in: 0...5000, using: &random)).map { _ in
            UInt8.random(in: .min ... .max, using: &random)
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...700, using: &random))
            try hasher.update(piece)
            // A digest of something else in between leaves the stream alone.
            _ = try hasher.digest(of: piece)
            rest = rest.dropFirst(piece.count)
        }
        let streamed = try hasher.finish()
        let whole = try hasher.digest(of: bytes)
        let afterwards = try hasher.finish()

        #expect(streamed == whole)
        #expect(afterwards.description == Self.cases[0].hex)
    }

    @Test("agrees with the openssl command", arguments: UInt64(1)...3)
    func secondOpinion(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<Int.random(in: 1...3_000_000, using: &random)).map { _ in
            UInt8.random(in: .min ... .max, using: &random)
        }
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("evidence-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let hasher = try SHA256Hasher()
        let whole = try hasher.digest(of: bytes)

        #expect(try FileDigest.sha256(path: file.path) == whole)
        #expect(try Self.openssl("dgst", "-sha256", "-r", file.path).prefix(64) == "\(whole)")
    }

    private static func openssl(_ arguments: String...) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}

@Suite("Digests of files")
struct FileDigestTests {
    @Test("a file that is missing is named with the reason")
    func missing() throws {
        let error = try #require(throws: EvidenceError.self) {
            try FileDigest.sha256(path: "/nonexistent/statement.xml")
        }

        #expect(error == .cannotOpen(path: "/nonexistent/statement.xml", code: ENOENT))
        #expect(
            error.description
                == "Cannot open /nonexistent/statement.xml: No such file or directory. "
                + "Check the path and its permissions.")
    }

    @Test("a folder is no file")
    func folder() {
        #expect(throws: EvidenceError.cannotRead(path: "/", code: EISDIR)) {
            try FileDigest.sha256(path: "/")
        }
    }
}

@Suite("The text of digests")
struct DigestTests {
    @Test(
        "is refused unless it is 64 hexadecimal digits",
        arguments: [
            "", "e3b0", String(repeating: "g", count: 64), String(repeating: "0", count: 63),
            String(repeating: "0", count: 65), String(repeating: "0", count: 62) + "é",
        ])
    func refused(text: String) {
        #expect(Digest(hex: text) == nil)
    }

    @Test("and its bytes lead back to it", arguments: UInt64(1)...20)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let digest = try #require(Digest(bytes))

        #expect(digest.bytes == bytes)
        #expect(Digest(hex: digest.description) == digest)
        #expect(digest.withUnsafeBytes { Digest($0) } == digest)
        #expect(Digest(bytes + [0]) == nil)
        #expect(Digest(bytes.dropLast()) == nil)
    }
}
