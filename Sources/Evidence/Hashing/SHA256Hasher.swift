import COpenSSL

/// SHA-256 with the algorithm fetched once and its contexts used again for every digest.
///
/// Not sendable: each task that hashes makes its own. A stream fed by `update` and the digests
/// of whole values do not disturb each other.
///
/// - Source: FIPS 180-4; OpenSSL 3, EVP_DigestInit(3).
package struct SHA256Hasher: ~Copyable {
    private let algorithm: OpaquePointer
    private let whole: OpaquePointer
    private let stream: OpaquePointer
    /// Room for a prefix and two digests, so that an inner node is hashed in one call.
    private let scratch: UnsafeMutableRawBufferPointer
    private var isStreaming = false

    /// Fetches the algorithm.
    ///
    /// - Throws: `openSSL`.
    package init() throws(EvidenceError) {
        guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else {
            throw OpenSSL.failure("find SHA-256")
        }
        guard let whole = EVP_MD_CTX_new() else {
            EVP_MD_free(algorithm)
            throw OpenSSL.failure("make a digest context")
        }
        guard let stream = EVP_MD_CTX_new() else {
            EVP_MD_CTX_free(whole)
            EVP_MD_free(algorithm)
            throw OpenSSL.failure("make a digest context")
        }
        self.algorithm = algorithm
        self.whole = whole
        self.stream = stream
        scratch = .allocate(byteCount: 1 + 2 * Digest.byteCount, alignment: 8)
    }

    deinit {
        scratch.deallocate()
        EVP_MD_CTX_free(stream)
        EVP_MD_CTX_free(whole)
        EVP_MD_free(algorithm)
    }
}

extension SHA256Hasher {
    /// Returns the digest of the bytes.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package borrowing func digest(of bytes: UnsafeRawBufferPointer) throws(EvidenceError) -> Digest
    {
        try start(whole)
        try feed(whole, bytes)
        return try close(whole)
    }

    /// Returns the digest of the bytes.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package borrowing func digest(of bytes: [UInt8]) throws(EvidenceError) -> Digest {
        try digest(of: bytes[...])
    }

    /// Returns the digest of the bytes.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package borrowing func digest(of bytes: ArraySlice<UInt8>) throws(EvidenceError) -> Digest {
        try start(whole)
        try feed(whole, bytes)
        return try close(whole)
    }

    /// Returns the digest of one byte followed by the others: the leaf of a Merkle tree.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package borrowing func digest(
        prefix: UInt8, _ bytes: ArraySlice<UInt8>
    )
        throws(EvidenceError) -> Digest
    {
        scratch[0] = prefix
        try start(whole)
        try feed(whole, UnsafeRawBufferPointer(rebasing: scratch[..<1]))
        try feed(whole, bytes)
        return try close(whole)
    }

    /// Returns the digest of one byte followed by two digests: the inner node of a Merkle tree.
    ///
    /// - Throws: `openSSL`.
    package borrowing func digest(
        prefix: UInt8, left: Digest, right: Digest
    )
        throws(EvidenceError) -> Digest
    {
        scratch.storeBytes(of: prefix, as: UInt8.self)
        scratch.storeBytes(of: left, toByteOffset: 1, as: Digest.self)
        scratch.storeBytes(of: right, toByteOffset: 1 + Digest.byteCount, as: Digest.self)
        return try digest(of: UnsafeRawBufferPointer(scratch))
    }

    /// Feeds the stream, and begins one if none is open.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) throws(EvidenceError) {
        try openStream()
        try feed(stream, bytes)
    }

    /// Feeds the stream, and begins one if none is open.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package mutating func update(_ bytes: ArraySlice<UInt8>) throws(EvidenceError) {
        try openStream()
        try feed(stream, bytes)
    }

    /// Feeds the stream, and begins one if none is open.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package mutating func update(_ bytes: [UInt8]) throws(EvidenceError) {
        try update(bytes[...])
    }

    /// Ends the stream and returns the digest of all it was fed; of nothing if it was fed nothing.
    ///
    /// - Throws: `openSSL`.
    package mutating func finish() throws(EvidenceError) -> Digest {
        try openStream()
        isStreaming = false
        return try close(stream)
    }
}

extension SHA256Hasher {
    private mutating func openStream() throws(EvidenceError) {
        guard !isStreaming else { return }
        try start(stream)
        isStreaming = true
    }

    private borrowing func start(_ context: OpaquePointer) throws(EvidenceError) {
        guard EVP_DigestInit_ex2(context, algorithm, nil) == 1 else {
            throw OpenSSL.failure("begin a digest")
        }
    }

    private borrowing func feed(
        _ context: OpaquePointer, _ bytes: UnsafeRawBufferPointer
    )
        throws(EvidenceError)
    {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
            throw OpenSSL.failure("feed a digest")
        }
    }

    private borrowing func feed(
        _ context: OpaquePointer, _ bytes: ArraySlice<UInt8>
    )
        throws(EvidenceError)
    {
        let result = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        guard result == 1 else { throw OpenSSL.failure("feed a digest") }
    }

    private borrowing func close(_ context: OpaquePointer) throws(EvidenceError) -> Digest {
        var digest = Digest()
        let result = digest.withUnsafeMutableBytes { bytes in
            EVP_DigestFinal_ex(
                context, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
        }
        guard result == 1 else { throw OpenSSL.failure("end a digest") }
        return digest
    }
}
