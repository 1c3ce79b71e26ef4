/// The hashes of a Merkle tree over a list of leaves.
///
/// A leaf is SHA-256 of 0x00 and its bytes, an inner node SHA-256 of 0x01 and its two children,
/// and the root of no leaves SHA-256 of nothing. A tree splits at the greatest power of two
/// smaller than its size.
///
/// - Source: RFC 6962, section 2.1; docs/spec/log.md
package enum MerkleTree {
    private static let leafPrefix: UInt8 = 0
    private static let nodePrefix: UInt8 = 1

    /// Returns the hash of a leaf.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package static func leaf(
        _ bytes: ArraySlice<UInt8>, using hasher: borrowing SHA256Hasher
    )
        throws(EvidenceError) -> Digest
    {
        try hasher.digest(prefix: leafPrefix, bytes)
    }

    /// Returns the hash of a leaf.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of bytes.
    package static func leaf(
        _ bytes: [UInt8], using hasher: borrowing SHA256Hasher
    )
        throws(EvidenceError) -> Digest
    {
        try leaf(bytes[...], using: hasher)
    }

    /// Returns the hash of an inner node.
    ///
    /// - Throws: `openSSL`.
    static func node(
        _ left: Digest, _ right: Digest, using hasher: borrowing SHA256Hasher
    )
        throws(EvidenceError) -> Digest
    {
        try hasher.digest(prefix: nodePrefix, left: left, right: right)
    }

    /// Returns the root over leaf hashes.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of leaves.
    package static func root(
        of leaves: ArraySlice<Digest>, using hasher: borrowing SHA256Hasher
    )
        throws(EvidenceError) -> Digest
    {
        var edge = RightEdge()
        for leaf in leaves { try edge.append(leaf, using: hasher) }
        return try edge.root(using: hasher)
    }

    /// Where a tree of at least two leaves splits: the greatest power of two below its size.
    static func split(_ size: Int) -> Int {
        precondition(size > 1, "a tree of one leaf does not split")
        return 1 << (Int.bitWidth - 1 - (size - 1).leadingZeroBitCount)
    }
}
