/// All that a Merkle tree must remember to grow: its size and the roots of its complete subtrees.
///
/// A tree of 11 leaves keeps the roots over 8, 2 and 1 of them. So a batch stores a few hundred
/// bytes, and the next one continues from there without reading the leaves again.
///
/// - Source: RFC 6962, section 2.1; docs/spec/log.md
package struct RightEdge: Hashable, Sendable {
    /// How many leaves the tree has.
    package private(set) var size: Int64
    /// One root per bit that is set in the size, the largest subtree first.
    package private(set) var roots: [Digest]

    /// The edge of a tree without leaves.
    package init() {
        size = 0
        roots = []
        roots.reserveCapacity(Int64.bitWidth)
    }

    /// Adds a leaf by its hash.
    ///
    /// - Throws: `openSSL`; the edge then is as it was before.
    /// - Complexity: O(1) amortised over many leaves, O(log *n*) for one.
    package mutating func append(
        _ leaf: Digest, using hasher: borrowing SHA256Hasher
    )
        throws(EvidenceError)
    {
        var node = leaf
        // Every trailing one of the size is a complete subtree that the new leaf completes.
        let merged = (~size).trailingZeroBitCount
        // By index: a slice would share the array, and removing from it would then copy it.
        for index in (roots.count - merged..<roots.count).reversed() {
            node = try MerkleTree.node(roots[index], node, using: hasher)
        }
        roots.removeLast(merged)
        roots.append(node)
        size += 1
    }

    /// Returns the root over all leaves.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(log *n*) in the number of leaves.
    package func root(using hasher: borrowing SHA256Hasher) throws(EvidenceError) -> Digest {
        guard var node = roots.last else { return try hasher.digest(of: []) }
        for root in roots.dropLast().reversed() {
            node = try MerkleTree.node(root, node, using: hasher)
        }
        return node
    }
}

extension RightEdge {
    /// What a batch keeps: the size as eight bytes, the most significant first, then the roots.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + roots.count * Digest.byteCount)
        withUnsafeBytes(of: size.bigEndian) { bytes.append(contentsOf: $0) }
        for root in roots {
            root.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// Reads what a batch kept; nil unless there are as many roots as the size asks for.
    package init?(_ bytes: some RandomAccessCollection<UInt8>) {
        guard bytes.count >= 8 else { return nil }
        let size = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let size = Int64(exactly: size),
            bytes.count == 8 + size.nonzeroBitCount * Digest.byteCount
        else { return nil }
        self.init()
        self.size = size
        var rest = bytes.dropFirst(8)
        while let root = Digest(rest.prefix(Digest.byteCount)) {
            roots.append(root)
            rest = rest.dropFirst(Digest.byteCount)
        }
    }
}
