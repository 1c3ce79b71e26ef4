/// The proof that a tree only grew: that its first leaves are those of an older root.
///
/// - Source: RFC 6962, section 2.1.2; the check is that of RFC 9162, section 2.1.4.2.
package struct ConsistencyProof: Hashable, Sendable {
    package let olderSize: Int
    package let newerSize: Int
    /// Roots of subtrees, the deepest first.
    package let path: [Digest]

    package init(olderSize: Int, newerSize: Int, path: [Digest]) {
        self.olderSize = olderSize
        self.newerSize = newerSize
        self.path = path
    }

    /// Builds the proof between the tree of the first leaves and the tree of all.
    ///
    /// `leaves` are the hashes of all leaves of the newer tree.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(*n*) in the number of leaves.
    package init(
        olderSize: Int, leaves: [Digest], using hasher: borrowing SHA256Hasher
    ) throws(EvidenceError) {
        precondition((0...leaves.count).contains(olderSize), "the older tree is part of the newer")
        var path: [Digest] = []
        var range = leaves.startIndex..<leaves.endIndex
        // An empty older tree and an equal one need no hashes at all.
        while olderSize > 0, range.upperBound != olderSize {
            let middle = range.lowerBound + MerkleTree.split(range.count)
            let isLeft = olderSize <= middle
            let far = isLeft ? middle..<range.upperBound : range.lowerBound..<middle
            path.append(try MerkleTree.root(of: leaves[far], using: hasher))
            range = isLeft ? range.lowerBound..<middle : middle..<range.upperBound
        }
        // The subtree that both trees end with is known to the reader if it is the older tree.
        if olderSize > 0, range.lowerBound > 0 {
            path.append(try MerkleTree.root(of: leaves[range], using: hasher))
        }
        self.init(olderSize: olderSize, newerSize: leaves.count, path: path.reversed())
    }

    /// Whether the newer root extends the older one.
    ///
    /// - Throws: `openSSL`.
    /// - Complexity: O(log *n*) in the size of the newer tree.
    package func verifies(
        olderRoot: Digest, newerRoot: Digest, using hasher: borrowing SHA256Hasher
    ) throws(EvidenceError) -> Bool {
        guard (0...newerSize).contains(olderSize) else { return false }
        if olderSize == 0 {
            let empty = try RightEdge().root(using: hasher)
            return path.isEmpty && olderRoot == empty && (newerSize > 0 || newerRoot == empty)
        }
        if olderSize == newerSize { return path.isEmpty && olderRoot == newerRoot }
        let isComplete = olderSize.nonzeroBitCount == 1
        guard let start = isComplete ? olderRoot : path.first else { return false }
        var climb = Climb(from: olderSize - 1, last: newerSize - 1)
        climb.skipRightChildren()
        var (older, newer) = (start, start)
        for node in path.dropFirst(isComplete ? 0 : 1) {
            guard let side = climb.step() else { return false }
            switch side {
            case .left:
                older = try MerkleTree.node(node, older, using: hasher)
                newer = try MerkleTree.node(node, newer, using: hasher)
            case .right: newer = try MerkleTree.node(newer, node, using: hasher)
            }
        }
        return climb.isAtTop && older == olderRoot && newer == newerRoot
    }
}
