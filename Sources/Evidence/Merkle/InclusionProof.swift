/// The proof that a leaf stands at its place in a tree of a known root.
///
/// - Source: RFC 6962, section 2.1.1; the check is that of RFC 9162, section 2.1.3.2.
package struct InclusionProof: Hashable, Sendable {
    /// Where the leaf stands, from 0.
    package let leafIndex: Int
    package let treeSize: Int
    /// The siblings on the way from the leaf to the root.
    package let path: [Digest]

    package init(leafIndex: Int, treeSize: Int, path: [Digest]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.path = path
    }

    /// Builds the proof for one of the leaves.
    ///
    /// `leaves` are the hashes of all leaves of the tree.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of leaves.
    package init(
        leafIndex: Int, leaves: [Digest], using hasher: borrowing SHA256Hasher
    ) throws(EvidenceError) {
        precondition(leaves.indices.contains(leafIndex), "the leaf stands in the tree")
        var path: [Digest] = []
        var range = leaves.startIndex..<leaves.endIndex
        while range.count > 1 {
            let middle = range.lowerBound + MerkleTree.split(range.count)
            let isLeft = leafIndex < middle
            let (near, far) =
                isLeft
                ? (range.lowerBound..<middle, middle..<range.upperBound)
                : (middle..<range.upperBound, range.lowerBound..<middle)
            path.append(try MerkleTree.root(of: leaves[far], using: hasher))
            range = near
        }
        self.init(leafIndex: leafIndex, treeSize: leaves.count, path: path.reversed())
    }

    /// Whether the path leads from the leaf's hash to the root.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(log *n*) in the size of the tree.
    package func verifies(
        _ leaf: Digest, root: Digest, using hasher: borrowing SHA256Hasher
    )
        throws(EvidenceError) -> Bool
    {
        guard (0..<treeSize).contains(leafIndex) else { return false }
        var climb = Climb(from: leafIndex, last: treeSize - 1)
        var node = leaf
        for sibling in path {
            guard let side = climb.step() else { return false }
            switch side {
            case .left: node = try MerkleTree.node(sibling, node, using: hasher)
            case .right: node = try MerkleTree.node(node, sibling, using: hasher)
            }
        }
        return climb.isAtTop && node == root
    }
}
