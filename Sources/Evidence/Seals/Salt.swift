/// Sixteen random bytes that keep a short value from being guessed by its hash.
package struct Salt: Hashable, Sendable {
    // The bytes in memory order; the words have no meaning as numbers.
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    package static let byteCount = 16

    /// Takes 16 bytes; nil for any other number.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        Swift.withUnsafeMutableBytes(of: &self) { $0.copyBytes(from: bytes) }
    }

    package func withUnsafeBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try Swift.withUnsafeBytes(of: self, body)
    }

    /// The 16 bytes as an array.
    package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
}
