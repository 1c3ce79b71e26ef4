/// The way from a node of a Merkle tree up to its root.
///
/// - Source: RFC 9162, sections 2.1.3.2 and 2.1.4.2.
struct Climb {
    /// On which side of the node its sibling stands.
    enum Side { case left, right }

    private var index: Int
    private var last: Int

    /// Begins at the node of an index, where `last` is the index of the last node of its level.
    init(from index: Int, last: Int) {
        self.index = index
        self.last = last
    }

    var isAtTop: Bool { last == 0 }

    /// Leaves out the levels on which the node is a right child.
    mutating func skipRightChildren() {
        while index & 1 == 1 { raise() }
    }

    /// Goes up to the next level where the node has a sibling; nil at the top.
    mutating func step() -> Side? {
        guard !isAtTop else { return nil }
        guard index & 1 == 1 || index == last else {
            raise()
            return .right
        }
        // The last node of a level without a right neighbour rises until it is a right child.
        while index & 1 == 0, index != 0 { raise() }
        raise()
        return .left
    }

    private mutating func raise() {
        index >>= 1
        last >>= 1
    }
}
