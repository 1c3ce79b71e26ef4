package import EscrowEngine
package import Evidence
import Glibc

/// Keys as files in PEM.
package enum KeyFile {
    /// More than any key has.
    private static let sizeMax: Int64 = 1 << 16

    /// The same command, with the private key that signs what it decides.
    package static func sign(_ call: CommandCall, with path: String?) throws -> CommandCall {
        guard let path else { return call }
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileProblem.cannot("read \(path)") }
        guard status.st_mode & 0o077 == 0 else {
            throw Refusal(
                "key.readable", "others may read the private key \(path)",
                remedy: "run `chmod 600 \(path)`, and take a new key if somebody may have read it")
        }
        var call = call
        call.signer = try key(path) { pem throws(EvidenceError) in try SigningKey(pem: pem) }
        return call
    }

    /// Reads a public key.
    package static func publicKey(_ path: String) throws -> PublicKey {
        try key(path) { pem throws(EvidenceError) in try PublicKey(pem: pem) }
    }

    private static func key<Key>(
        _ path: String, _ read: ([UInt8]) throws(EvidenceError) -> Key
    ) throws -> Key {
        var pem: [UInt8] = []
        try FileReading.forEachPiece(path) { piece in
            guard Int64(pem.count + piece.count) <= sizeMax else {
                throw Refusal(
                    "key.size", "\(path) is too long for a key", remedy: "name the key's file")
            }
            pem += piece
        }
        do throws(EvidenceError) {
            return try read(pem)
        } catch {
            throw Refusal("key.form", sentences: "\(path): \(error)")
        }
    }
}

extension KeyFile {
    /// The fingerprint of a key, as people compare it.
    package static func text(_ key: PublicKey) throws -> String {
        try key.fingerprint().description
    }
}
