import COpenSSL

/// An OpenSSL key while a call needs it.
struct KeyHandle: ~Copyable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }
}

extension KeyHandle {
    /// Reads a PEM block with the length given; OpenSSL's own reader decides what is one.
    static func read(
        pem: [UInt8], what: String, _ read: (OpaquePointer) -> OpaquePointer?
    )
        throws(EvidenceError) -> KeyHandle
    {
        guard let count = Int32(exactly: pem.count), count > 0 else {
            throw .noKey(what: what, reason: "the file is empty or too long")
        }
        let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
            guard let memory = BIO_new_mem_buf(bytes.baseAddress, count) else { return nil }
            defer { BIO_free(memory) }
            return read(memory)
        }
        guard let key else { throw .noKey(what: what, reason: OpenSSL.lastReason()) }
        let handle = KeyHandle(owning: key)
        guard EVP_PKEY_is_a(key, "ED25519") == 1 else {
            throw .noKey(what: what, reason: "it is a key of another algorithm")
        }
        return handle
    }

    /// 32 bytes of the key as the getter gives them.
    borrowing func raw(
        what: String,
        _ get: (OpaquePointer, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>) -> Int32
    ) throws(EvidenceError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: PublicKey.byteCount)
        var count = bytes.count
        guard get(pointer, &bytes, &count) == 1, count == bytes.count else {
            throw .noKey(what: what, reason: OpenSSL.lastReason())
        }
        return bytes
    }
}

/// A context for one signing or verifying.
struct SigningContext: ~Copyable {
    let pointer: OpaquePointer

    init() throws(EvidenceError) {
        guard let pointer = EVP_MD_CTX_new() else { throw OpenSSL.failure("make a context") }
        self.pointer = pointer
    }

    deinit { EVP_MD_CTX_free(pointer) }
}
