import EscrowCore
package import Evidence
import LedgerCore
import MoneyCore

extension Engine {
    private static let namedMax = 5

    /// Compares every derived table with its rebuild, and names rows that differ.
    func compare(
        _ digests: [Digest], _ scratch: any LedgerStore, _ findings: inout Findings
    ) async throws {
        let rebuilt = try await scratch.read { try $0.tableDigests() }
        for (index, table) in DerivedTables.all.enumerated()
        where index < digests.count && digests[index] != rebuilt[index] {
            let kept = Set(try await store.read { try $0.described(index) })
            let right = Set(try await scratch.read { try $0.described(index) })
            for row in kept.subtracting(right).sorted().prefix(Self.namedMax) {
                findings.add(
                    nil, "table \(table.table.name) has a row that the log does not give: \(row)")
            }
            for row in right.subtracting(kept).sorted().prefix(Self.namedMax) {
                findings.add(
                    nil, "table \(table.table.name) misses a row that the log gives: \(row)")
            }
        }
    }

    /// The equations that hold after every posting.
    ///
    /// - Source: docs/spec/chart.md#invariants
    func checkInvariants(_ findings: inout Findings) async throws {
        let trial = try await store.read { try $0.trialBalance(.now) }
        func sum(_ take: (Account) -> Bool) -> Int64 {
            trial.filter { take($0.account) }.reduce(0) { $0 + $1.amount.minor }
        }
        let resource = sum { $0.kind == .resource } + sum { $0.kind == .cashClaim }
        let requirement = sum { $0.kind == .entitlement }
        if resource != requirement {
            findings.add(
                nil,
                "I2: resource and shortfall are \(resource), entitlements \(requirement) minor units"
            )
        }
        if sum({ $0.kind == .backedClaim }) != sum({ $0.kind == .backedContra }) {
            findings.add(nil, "I2b: backed claims and their contra account differ")
        }
        if sum({ $0 == .expectedReceipts }) != sum({ $0.kind == .memo && $0 != .expectedReceipts })
        {
            findings.add(nil, "I10: what is expected from clients and for others differs")
        }
        if sum({ $0.kind == .rounding }) != 0 { findings.add(nil, "I4: 2990 is not zero") }
    }

    /// Unpacks every kept file and hashes it again.
    ///
    /// - Returns: How many files the book keeps.
    func checkFiles(_ findings: inout Findings) async throws -> Int {
        let files = try await store.read { try $0.rows(FileRow.self, .all) }
        for file in files {
            let problem = try await store.read { try $0.fileProblem(file) }
            if let problem { findings.add(file.sequence, problem) }
        }
        return files.count
    }
}

extension BookReader {
    /// Hands over the original bytes of a kept file, piece by piece.
    package func forEachPiece(of file: Digest, _ body: ([UInt8]) throws -> Void) throws {
        var index = 0
        while let piece = try filePiece(file, index: index) {
            try body(try Deflate.decompress(piece.compressed, originalByteCount: piece.size))
            index += 1
        }
    }

    /// The original bytes of a kept file.
    package func bytes(of file: Digest) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachPiece(of: file) { bytes += $0 }
        return bytes
    }

    func fileProblem(_ file: FileRow) throws -> String? {
        guard let digest = Digest(file.digest) else { return "a kept file has no valid SHA-256" }
        let name = "the kept file \(file.name) of record \(file.sequence)"
        var hasher = try SHA256Hasher()
        var size: Int64 = 0
        do {
            try forEachPiece(of: digest) { bytes in
                try hasher.update(bytes)
                size += Int64(bytes.count)
            }
        } catch let error as EvidenceError {
            return "\(name) cannot be unpacked: \(error)"
        }
        guard try hasher.finish() == digest, size == file.size else {
            return "\(name) is not the file whose SHA-256 the log has"
        }
        return nil
    }
}
