import Evidence
import Foundation
import Testing

/// docs/spec/actors.md#keys: RFC 8032's own numbers, and what the command openssl says.
@Suite("Ed25519")
struct Ed25519Tests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let seed: String
        let key: String
        let message: String
        let signature: String
        var testDescription: String { name }
    }

    /// RFC 8032, section 7.1.
    static let vectors = [
        Vector(
            name: "TEST 1",
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        Vector(
            name: "TEST 2",
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        Vector(
            name: "TEST 3",
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ]

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
    }

    @Test("signs and verifies as RFC 8032 does", arguments: vectors)
    func published(_ vector: Vector) throws {
        let key = try #require(SigningKey(seed: Self.bytes(vector.seed)))
        let message = Self.bytes(vector.message)
        let signature = Self.bytes(vector.signature)
        #expect(try key.publicKey().bytes == Self.bytes(vector.key))
        #expect(try key.sign(message) == signature)
        let publicKey = try #require(PublicKey(Self.bytes(vector.key)))
        #expect(try publicKey.verifies(signature, of: message))
        #expect(try !publicKey.verifies(signature, of: message + [0]))
        for place in [0, 31, 32, 63] {
            var other = signature
            other[place] ^= 1
            #expect(try !publicKey.verifies(other, of: message))
        }
        #expect(try !publicKey.verifies([], of: message))
        #expect(try !publicKey.verifies(Array(signature.dropLast()), of: message))
    }

    @Test("a key of small order, with which everybody could sign, is none")
    func smallOrder() throws {
        let one: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
        #expect(PublicKey(one) == nil)
        #expect(PublicKey(one.dropLast() + [0x80]) == nil)
        #expect(PublicKey([UInt8](repeating: 0, count: 32)) == nil)
        #expect(PublicKey([UInt8](repeating: 1, count: 31)) == nil)
    }

    @Test("a private key does not print itself")
    func silent() throws {
        let key = try #require(SigningKey(seed: Self.bytes(Self.vectors[0].seed)))
        var text = ""
        dump(key, to: &text)
        #expect("\(key) \(String(reflecting: key)) \(text)".contains("157") == false)
        #expect(text.contains("seed") == false)
    }

    // MARK: The command openssl

    @Test("openssl's keys are read, and each verifies what the other signed")
    func secondOpinion() throws {
        try Self.inFolder { folder in
            try Self.openssl(["genpkey", "-algorithm", "ed25519", "-out", "\(folder)/key.pem"])
            try Self.openssl([
                "pkey", "-in", "\(folder)/key.pem", "-pubout", "-out", "\(folder)/key.pub",
            ])
            let key = try SigningKey(pem: Self.read("\(folder)/key.pem"))
            let publicKey = try PublicKey(pem: Self.read("\(folder)/key.pub"))
            #expect(try key.publicKey() == publicKey)

            let message = Array("what is decided".utf8)
            try Data(message).write(to: URL(fileURLWithPath: "\(folder)/message"))
            try Data(try key.sign(message)).write(to: URL(fileURLWithPath: "\(folder)/ours"))
            try Self.openssl([
                "pkeyutl", "-verify", "-pubin", "-inkey", "\(folder)/key.pub", "-rawin", "-in",
                "\(folder)/message", "-sigfile", "\(folder)/ours",
            ])
            try Self.openssl([
                "pkeyutl", "-sign", "-inkey", "\(folder)/key.pem", "-rawin", "-in",
                "\(folder)/message", "-out", "\(folder)/theirs",
            ])
            #expect(try publicKey.verifies(Self.read("\(folder)/theirs"), of: message))

            try Self.openssl([
                "pkey", "-pubin", "-in", "\(folder)/key.pub", "-outform", "DER", "-out",
                "\(folder)/key.der",
            ])
            let der = try SHA256Hasher().digest(of: Self.read("\(folder)/key.der"))
            #expect(try publicKey.fingerprint() == der)
        }
    }

    @Test(
        "another algorithm, an encrypted key, the wrong half and nonsense are refused",
        arguments: [
            ["genpkey", "-algorithm", "ed448"], ["genpkey", "-algorithm", "x25519"],
            ["genpkey", "-algorithm", "ed25519", "-aes-256-cbc", "-pass", "pass:words"],
        ])
    func refused(_ arguments: [String]) throws {
        try Self.inFolder { folder in
            try Self.openssl(arguments + ["-out", "\(folder)/key.pem"])
            let pem = try Self.read("\(folder)/key.pem")
            #expect(throws: EvidenceError.self) { try SigningKey(pem: pem) }
            #expect(throws: EvidenceError.self) { try PublicKey(pem: pem) }
        }
        for text in ["", "x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            #expect(throws: EvidenceError.self) { try SigningKey(pem: Array(text.utf8)) }
            #expect(throws: EvidenceError.self) { try PublicKey(pem: Array(text.utf8)) }
        }
    }

    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("ringfence-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments)")
    }
}
