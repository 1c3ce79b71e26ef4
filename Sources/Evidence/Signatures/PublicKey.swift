import COpenSSL

/// An Ed25519 public key: 32 bytes.
///
/// - Source: RFC 8032, section 5.1; OpenSSL 3, EVP_PKEY-ED25519(7).
package struct PublicKey: Hashable, Sendable {
    package static let byteCount = 32

    package let bytes: [UInt8]

    /// Takes 32 bytes; nil for any other number, and for a point of small order, with which
    /// everybody could sign.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount, !Self.isOfSmallOrder(bytes) else { return nil }
        self.bytes = bytes
    }

    /// Reads `-----BEGIN PUBLIC KEY-----`.
    ///
    /// - Throws: `noKey`.
    package init(pem: [UInt8]) throws(EvidenceError) {
        let handle = try KeyHandle.read(pem: pem, what: "public") {
            PEM_read_bio_PUBKEY($0, nil, nil, nil)
        }
        let bytes = try handle.raw(what: "public") { EVP_PKEY_get_raw_public_key($0, $1, $2) }
        guard let key = PublicKey(bytes) else {
            throw .noKey(what: "public", reason: "everybody could sign with it")
        }
        self = key
    }

    /// Whether the signature is one of this key over the message.
    ///
    /// - Throws: `openSSL` when OpenSSL cannot say.
    package func verifies(
        _ signature: [UInt8], of message: [UInt8]
    ) throws(EvidenceError) -> Bool {
        guard
            let pointer = EVP_PKEY_new_raw_public_key(
                EVP_PKEY_ED25519, nil, bytes, bytes.count)
        else { throw OpenSSL.failure("take a public key") }
        let key = KeyHandle(owning: pointer)
        let context = try SigningContext()
        guard EVP_DigestVerifyInit(context.pointer, nil, nil, nil, key.pointer) == 1 else {
            throw OpenSSL.failure("begin to verify")
        }
        let result = EVP_DigestVerify(
            context.pointer, signature, signature.count, message, message.count)
        ERR_clear_error()
        return result == 1
    }

    /// SHA-256 of the key as DER, as `openssl pkey -pubin -outform DER | sha256sum` gives it: what
    /// two people compare.
    package func fingerprint() throws(EvidenceError) -> Digest {
        try SHA256Hasher().digest(of: Self.derPrefix + bytes)
    }

    /// SubjectPublicKeyInfo of an Ed25519 key, but for the key itself.
    ///
    /// - Source: RFC 8410, section 4.
    private static let derPrefix: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
}

extension PublicKey {
    /// Whether the point's order divides 8: OpenSSL takes such keys, and a signature that fits
    /// every message is easily made for them.
    static func isOfSmallOrder(_ bytes: [UInt8]) -> Bool {
        var point = bytes
        point[31] &= 0x7F
        return smallPoints.contains(point)
    }

    /// All encodings of the y of such points, without the sign of x.
    ///
    /// - Source: RFC 7748 has the field; orders 1, 2, 4 and 8, and those of y that are at most p.
    private static let smallPoints: Set<[UInt8]> = {
        let ones = [UInt8](repeating: 0xFF, count: 30)
        let zeros = [UInt8](repeating: 0, count: 31)
        return [
            [0] + zeros, [1] + zeros, [0xEC] + ones + [0x7F], [0xED] + ones + [0x7F],
            [0xEE] + ones + [0x7F],
            [
                0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF,
                0x98, 0xF0, 0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88,
                0x6D, 0x53, 0xFC, 0x05,
            ],
            [
                0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10,
                0x67, 0x0F, 0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77,
                0x92, 0xAC, 0x03, 0x7A,
            ],
        ]
    }()
}
