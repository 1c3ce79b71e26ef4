import EscrowTestSupport
import Evidence
import Testing

@Suite("The Merkle tree")
struct MerkleTreeTests {
    /// The eight leaves which the reference implementation of RFC 6962 is tested with.
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Array(0x60...0x6F),
    ]

    /// The root over none of them, the first, the first two, and so on.
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("has the roots that RFC 6962 implementations agree on", arguments: 0...8)
    func knownRoots(size: Int) throws {
        let hasher = try SHA256Hasher()
        var edge = RightEdge()
        for leaf in Self.leaves.prefix(size) {
            try edge.append(MerkleTree.leaf(leaf, using: hasher), using: hasher)
        }
        let root = try edge.root(using: hasher)

        #expect(root.description == Self.roots[size])
        #expect(edge.size == Int64(size))
    }

    @Test("grown leaf by leaf has the root of the recursive definition", arguments: 0...200)
    func incremental(size: Int) throws {
        let hasher = try SHA256Hasher()
        let leaves = try Self.manyLeaves(size, using: hasher)
        var edge = RightEdge()
        for leaf in leaves { try edge.append(leaf, using: hasher) }
        let root = try edge.root(using: hasher)
        let defined = try Self.definition(leaves[...], using: hasher)

        #expect(root == defined)
        #expect(edge.roots.count == size.nonzeroBitCount)
    }

    @Test("goes on from the kept right edge as if it had never stopped", arguments: 0...66)
    func continued(size: Int) throws {
        let hasher = try SHA256Hasher()
        let leaves = try Self.manyLeaves(size + 37, using: hasher)
        var first = RightEdge()
        for leaf in leaves.prefix(size) { try first.append(leaf, using: hasher) }
        var second = try #require(RightEdge(first.bytes))
        for leaf in leaves.dropFirst(size) { try second.append(leaf, using: hasher) }
        let root = try second.root(using: hasher)
        let defined = try Self.definition(leaves[...], using: hasher)

        #expect(RightEdge(first.bytes) == first)
        #expect(root == defined)
    }

    @Test("is not read from bytes of another length or with a size below zero", arguments: 0...20)
    func damagedEdge(size: Int) throws {
        let hasher = try SHA256Hasher()
        var edge = RightEdge()
        for leaf in try Self.manyLeaves(size, using: hasher) {
            try edge.append(leaf, using: hasher)
        }

        #expect(RightEdge(edge.bytes.dropLast()) == nil)
        #expect(RightEdge(edge.bytes + [0]) == nil)
        #expect(RightEdge([0x80] + edge.bytes.dropFirst()) == nil)
    }

    /// RFC 6962, section 2.1, word for word.
    static func definition(
        _ leaves: ArraySlice<Digest>, using hasher: borrowing SHA256Hasher
    )
        throws -> Digest
    {
        guard leaves.count > 1 else { return try leaves.first ?? hasher.digest(of: []) }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let left = try definition(leaves.prefix(split), using: hasher)
        let right = try definition(leaves.dropFirst(split), using: hasher)
        return try hasher.digest(of: [1] + left.bytes + right.bytes)
    }

    static func manyLeaves(_ count: Int, using hasher: borrowing SHA256Hasher) throws -> [Digest] {
        var leaves: [Digest] = []
        for number in 0..<count {
            leaves.append(try MerkleTree.leaf(Array("leaf \(number)".utf8), using: hasher))
        }
        return leaves
    }
}
