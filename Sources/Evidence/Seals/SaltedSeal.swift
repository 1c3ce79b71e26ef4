/// The hash that stands in the log for a piece of personal data.
///
/// The hash is over the version, the salt and the length-prefixed value. Value and salt are kept
/// apart from the log; once they are removed, the seal says nothing about the value any more,
/// and the log stays whole.
///
/// - Source: docs/spec/log.md
package struct SaltedSeal: Hashable, Sendable {
    private static let version: UInt8 = 1

    package let salt: Salt
    package let digest: Digest

    /// A seal as it was kept.
    package init(salt: Salt, digest: Digest) {
        self.salt = salt
        self.digest = digest
    }

    /// Seals a value, given as the bytes of its text in UTF-8.
    ///
    /// - Throws: `valueTooLong`, `openSSL`.
    /// - Complexity: O(*n*) in the length of the value.
    package init(
        of value: some Collection<UInt8>, salt: Salt, using hasher: borrowing SHA256Hasher
    ) throws(EvidenceError) {
        guard let length = UInt32(exactly: value.count) else {
            throw .valueTooLong(byteCount: value.count)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 + Salt.byteCount + 4 + value.count)
        bytes.append(Self.version)
        salt.withUnsafeBytes { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: value)
        self.init(salt: salt, digest: try hasher.digest(of: bytes))
    }

    /// Whether the seal was made of this value.
    ///
    /// - Throws: `valueTooLong`, `openSSL`.
    /// - Complexity: O(*n*) in the length of the value.
    package func seals(
        _ value: some Collection<UInt8>, using hasher: borrowing SHA256Hasher
    ) throws(EvidenceError) -> Bool {
        try SaltedSeal(of: value, salt: salt, using: hasher) == self
    }
}
