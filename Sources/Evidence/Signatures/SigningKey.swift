import COpenSSL

/// An Ed25519 private key, for as long as one command runs.
///
/// It says nothing of itself when printed.
///
/// - Source: RFC 8032, section 5.1; OpenSSL 3, EVP_PKEY-ED25519(7).
package struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let seed: [UInt8]

    /// Reads `-----BEGIN PRIVATE KEY-----`; one that is encrypted is refused, because nobody is
    /// asked for its words.
    ///
    /// - Throws: `noKey`.
    package init(pem: [UInt8]) throws(EvidenceError) {
        let handle = try KeyHandle.read(pem: pem, what: "private") {
            PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil)
        }
        seed = try handle.raw(what: "private") { EVP_PKEY_get_raw_private_key($0, $1, $2) }
    }

    /// Takes the 32 bytes of RFC 8032's private key; nil for any other number.
    package init?(seed: [UInt8]) {
        guard seed.count == PublicKey.byteCount else { return nil }
        self.seed = seed
    }

    /// The key that others verify with.
    ///
    /// - Throws: `openSSL`.
    package func publicKey() throws(EvidenceError) -> PublicKey {
        let bytes = try handle().raw(what: "public") { EVP_PKEY_get_raw_public_key($0, $1, $2) }
        guard let key = PublicKey(bytes) else {
            throw .noKey(what: "private", reason: "everybody could sign with it")
        }
        return key
    }

    /// The 64 bytes of a signature over the message.
    ///
    /// - Throws: `openSSL`.
    package func sign(_ message: [UInt8]) throws(EvidenceError) -> [UInt8] {
        let key = try handle()
        let context = try SigningContext()
        guard EVP_DigestSignInit(context.pointer, nil, nil, nil, key.pointer) == 1 else {
            throw OpenSSL.failure("begin to sign")
        }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        guard
            EVP_DigestSign(context.pointer, &signature, &count, message, message.count) == 1,
            count == signature.count
        else { throw OpenSSL.failure("sign") }
        return signature
    }

    private func handle() throws(EvidenceError) -> KeyHandle {
        guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
        else { throw OpenSSL.failure("take a private key") }
        return KeyHandle(owning: key)
    }

    package var description: String { "private key" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
