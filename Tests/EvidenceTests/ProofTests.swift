import EscrowTestSupport
import Evidence
import Testing

@Suite("Proofs of the Merkle tree")
struct ProofTests {
    @Test("every leaf of every tree is proven, and no other", arguments: 1...40)
    func inclusion(size: Int) throws {
        let hasher = try SHA256Hasher()
        let leaves = try MerkleTreeTests.manyLeaves(size, using: hasher)
        let root = try MerkleTree.root(of: leaves[...], using: hasher)
        for (index, leaf) in leaves.enumerated() {
            let proof = try InclusionProof(leafIndex: index, leaves: leaves, using: hasher)
            let holds = try proof.verifies(leaf, root: root, using: hasher)
            let other = try proof.verifies(
                leaves[(index + 1) % size], root: root, using: hasher)

            #expect(holds)
            #expect(other == (size == 1))
        }
    }

    @Test("a proof of inclusion breaks with any byte of it", arguments: [1, 2, 7, 11, 32])
    func changedInclusion(size: Int) throws {
        let hasher = try SHA256Hasher()
        let leaves = try MerkleTreeTests.manyLeaves(size, using: hasher)
        let root = try MerkleTree.root(of: leaves[...], using: hasher)
        for index in leaves.indices {
            let proof = try InclusionProof(leafIndex: index, leaves: leaves, using: hasher)
            let extended = proof.path + [leaves[0]]
            var changed = try Self.damaged(proof.path) + [extended, proof.path.dropLast()]
            if size == 1 { changed.removeLast() }
            for path in changed {
                let proof = InclusionProof(leafIndex: index, treeSize: size, path: path)
                let holds = try proof.verifies(leaves[index], root: root, using: hasher)
                #expect(!holds)
            }
            for place in [-1, index + 1, size] {
                let moved = InclusionProof(leafIndex: place, treeSize: size, path: proof.path)
                let holds = try moved.verifies(leaves[index], root: root, using: hasher)
                #expect(!holds)
            }
        }
    }

    @Test("every tree is proven to extend each of its beginnings", arguments: 0...40)
    func consistency(size: Int) throws {
        let hasher = try SHA256Hasher()
        let leaves = try MerkleTreeTests.manyLeaves(size, using: hasher)
        let newer = try MerkleTree.root(of: leaves[...], using: hasher)
        for olderSize in 0...size {
            let older = try MerkleTree.root(of: leaves[..<olderSize], using: hasher)
            let proof = try ConsistencyProof(olderSize: olderSize, leaves: leaves, using: hasher)
            let holds = try proof.verifies(olderRoot: older, newerRoot: newer, using: hasher)

            #expect(holds)
        }
    }

    @Test("a proof of consistency breaks with any byte of it", arguments: [2, 7, 8, 11])
    func changedConsistency(size: Int) throws {
        let hasher = try SHA256Hasher()
        let leaves = try MerkleTreeTests.manyLeaves(size, using: hasher)
        let newer = try MerkleTree.root(of: leaves[...], using: hasher)
        for olderSize in 0...size {
            let older = try MerkleTree.root(of: leaves[..<olderSize], using: hasher)
            let proof = try ConsistencyProof(olderSize: olderSize, leaves: leaves, using: hasher)
            for path in try Self.damaged(proof.path) + [proof.path + [leaves[0]]] {
                let changed = ConsistencyProof(
                    olderSize: olderSize, newerSize: size, path: path)
                let holds = try changed.verifies(olderRoot: older, newerRoot: newer, using: hasher)
                #expect(!holds)
            }
            for forged in try Self.damaged([older]).compactMap(\.first) {
                let holds = try proof.verifies(olderRoot: forged, newerRoot: newer, using: hasher)
                #expect(!holds)
            }
        }
    }

    @Test("a tree whose past was rewritten is not proven")
    func rewrittenPast() throws {
        let hasher = try SHA256Hasher()
        var leaves = try MerkleTreeTests.manyLeaves(11, using: hasher)
        let older = try MerkleTree.root(of: leaves[..<6], using: hasher)
        leaves[3] = leaves[4]
        let newer = try MerkleTree.root(of: leaves[...], using: hasher)
        let proof = try ConsistencyProof(olderSize: 6, leaves: leaves, using: hasher)
        let holds = try proof.verifies(olderRoot: older, newerRoot: newer, using: hasher)

        #expect(!holds)
    }

    /// The path with one bit of one byte changed, for every byte.
    private static func damaged(_ path: [Digest]) throws -> [[Digest]] {
        var paths: [[Digest]] = []
        for step in path.indices {
            for place in 0..<Digest.byteCount {
                var bytes = path[step].bytes
                bytes[place] ^= 1
                var changed = path
                changed[step] = try #require(Digest(bytes))
                paths.append(changed)
            }
        }
        return paths
    }
}
