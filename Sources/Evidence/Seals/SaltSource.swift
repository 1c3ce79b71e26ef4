import COpenSSL

/// Draws salts, a block of random bytes at a time.
///
/// Not copyable: a copy would give the same salts again.
package struct SaltSource: ~Copyable, Sendable {
    /// Gives so many random bytes.
    package typealias Draw = @Sendable (_ byteCount: Int) throws(EvidenceError) -> [UInt8]

    private static let blockByteCount = 256 * Salt.byteCount

    private let draw: Draw
    private var block: ArraySlice<UInt8> = []

    /// Draws from OpenSSL, or in tests from a given source.
    package init(draw: @escaping Draw = SaltSource.randomBytes) {
        self.draw = draw
    }

    /// Returns the next salt.
    ///
    /// - Throws: `noRandomBytes`.
    package mutating func next() throws(EvidenceError) -> Salt {
        if block.isEmpty { block = try draw(Self.blockByteCount)[...] }
        guard let salt = Salt(block.prefix(Salt.byteCount)) else {
            throw .noRandomBytes(reason: "the source gave \(block.count) bytes")
        }
        block = block.dropFirst(Salt.byteCount)
        return salt
    }

    /// Returns bytes of OpenSSL's generator, which the system seeds.
    ///
    /// - Throws: `noRandomBytes`.
    package static func randomBytes(_ byteCount: Int) throws(EvidenceError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        guard let count = Int32(exactly: byteCount), RAND_bytes(&bytes, count) == 1 else {
            throw .noRandomBytes(reason: OpenSSL.lastReason())
        }
        return bytes
    }
}
