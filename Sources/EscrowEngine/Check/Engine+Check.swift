import EscrowCore
package import Evidence
import LedgerCore
import MoneyCore

extension Engine {
    private static let chunkSize = 8_000

    /// Checks the whole book: every hash, every root, every record's rules, every derived table
    /// against a rebuild, the invariants, the kept files, and the store itself.
    ///
    /// - Parameter scratch: An empty store for the rebuild; the caller removes it.
    /// - Parameter against: A head that was kept earlier: the book must extend it.
    /// - Source: docs/spec/store.md#check
    package func check(
        rebuildingIn scratch: any LedgerStore, against: EarlierHead? = nil,
        progress: @Sendable (_ done: Int64, _ of: Int64) -> Void = { _, _ in }
    ) async throws(EngineError) -> CheckReport {
        do {
            let (head, book) = try await store.read { try $0.opened() }
            var walk = try LogWalk(against: against)
            var rebuild = Rebuild()
            var size = head.size
            var digests: [Digest]?
            while digests == nil {
                try await self.walk(&walk, &rebuild, through: size, scratch, progress)
                // Somebody may have written meanwhile: then the walk goes on before tables compare.
                let upTo = size
                (size, digests) = try await store.read { reader in
                    let now = try reader.head()?.size ?? 0
                    return (now, now == upTo ? try reader.tableDigests() : nil)
                }
            }
            walk.end()
            var findings = walk.findings
            if walk.isReadable {
                try await compare(digests ?? [], scratch, &findings)
                try await checkInvariants(&findings)
            }
            let files = try await checkFiles(&findings)
            for text in try await store.integrityFindings() { findings.add(nil, text) }
            return CheckReport(
                size: walk.size, root: try walk.root, isSample: book.isSample,
                findings: findings.all, filesChecked: files, comparedEarlierHead: against != nil)
        } catch {
            throw EngineError(error)
        }
    }

    private func walk(
        _ walk: inout LogWalk, _ rebuild: inout Rebuild, through size: Int64,
        _ scratch: any LedgerStore, _ progress: (Int64, Int64) -> Void
    ) async throws {
        while walk.size < size {
            let from = walk.size + 1
            let (records, batches) = try await store.read { reader in
                let records = try reader.records(from: from, limit: Self.chunkSize)
                let last = records.last?.record.sequence ?? from
                let batches = try reader.batches(from: from, limit: Self.chunkSize)
                return (records.filter { $0.record.sequence <= size }, batches.filter { $0.header.first <= last })
            }
            guard !records.isEmpty else {
                walk.findings.add(from, "record \(from) is missing")
                return
            }
            for batch in batches {
                let part = records.filter {
                    $0.record.sequence >= batch.header.first && $0.record.sequence <= batch.last
                }
                try await take(part, batch, &walk, &rebuild, scratch)
            }
            guard walk.size >= from else {
                walk.findings.add(from, "record \(from) belongs to no batch")
                return
            }
            progress(walk.size, size)
        }
    }
}
