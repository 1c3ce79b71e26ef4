import EscrowCore
import Evidence
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
            let (head, isSample) = try await store.read { try $0.headForCheck() }
            var walk = LogWalk(against: against)
            var size = head.size
            var digests: [Digest]?
            while digests == nil {
                try await self.walk(&walk, through: size, scratch, progress)
                // Somebody may have written meanwhile: then the walk goes on before tables compare.
                let upTo = size
                (size, digests) = try await store.read { reader -> (Int64, [Digest]?) in
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
                size: walk.size, root: try walk.root, isSample: isSample,
                findings: findings.all, filesChecked: files, comparedEarlierHead: against != nil)
        } catch {
            throw EngineError(error)
        }
    }

    private func walk(
        _ walk: inout LogWalk, through size: Int64, _ scratch: any LedgerStore,
        _ progress: (Int64, Int64) -> Void
    ) async throws {
        while walk.size < size {
            let before = walk
            let (after, parts) = try await store.read { reader in
                var walk = before
                let parts = try Self.chunk(&walk, through: size, reader)
                return (walk, parts)
            }
            walk = after
            guard walk.size > before.size else { return }
            if walk.isReadable {
                do {
                    try await scratch.write { writer in try Rebuild.take(parts, &writer) }
                } catch {
                    walk.cannotRebuild(error)
                }
            }
            progress(walk.size, size)
        }
    }

    /// Walks over the next chunk, batch by batch.
    private static func chunk(
        _ walk: inout LogWalk, through size: Int64, _ reader: any BookReader
    ) throws -> [Rebuild.Part] {
        let hasher = try SHA256Hasher()
        let from = walk.size + 1
        let records = try reader.records(from: from, limit: chunkSize)
            .filter { $0.record.sequence <= size }
        guard let last = records.last?.record.sequence else {
            walk.findings.add(from, "record \(from) is missing")
            return []
        }
        var parts: [Rebuild.Part] = []
        var rest = records[...]
        for batch in try reader.batches(from: from, limit: chunkSize) where batch.header.first <= last {
            let part = Array(rest.prefix { $0.record.sequence <= batch.last })
            rest = rest.dropFirst(part.count)
            let facts = try walk.take(part, reader, using: hasher)
            parts.append(Rebuild.Part(records: part, facts: facts))
            if let end = part.last, end.record.sequence == batch.last {
                try walk.close(batch, using: hasher)
            }
        }
        if let orphan = rest.first {
            walk.findings.add(orphan.record.sequence, "record \(orphan.record.sequence) belongs to no batch")
        }
        return parts
    }
}

extension BookReader {
    /// The head, and whether it is a sample, as far as the first record can still be read.
    fileprivate func headForCheck() throws -> (Head, isSample: Bool) {
        guard let head = try head() else { return (try opened().0, false) }
        guard case .book(let book)? = try? fact(at: 1) else { return (head, false) }
        return (head, book.isSample)
    }
}
