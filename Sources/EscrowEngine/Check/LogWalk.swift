import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// The walk over the log: every leaf hashed anew, every root, every fact read and judged.
struct LogWalk: Sendable {
    var findings = Findings()
    private var edge = RightEdge()
    private var leaf: [UInt8] = []
    private let against: EarlierHead?
    private var rules = RecordRules()
    private var signatures = SignatureRules()
    /// False once a record could not be read: then the tables cannot be built anew.
    private(set) var isReadable = true

    var size: Int64 { edge.size }
    var root: Digest { get throws { try edge.root(using: SHA256Hasher()) } }

    init(against: EarlierHead?) { self.against = against }

    /// Takes the records of one chunk in order and returns what they say.
    mutating func take(
        _ records: [StoredRecord], _ reader: any BookReader, using hasher: borrowing SHA256Hasher
    ) throws -> [(LogRecord, Fact)] {
        var facts: [(LogRecord, Fact)] = []
        facts.reserveCapacity(records.count)
        for stored in records {
            let record = stored.record
            if record.sequence != edge.size + 1 {
                findings.add(record.sequence, "the log has a gap before record \(record.sequence)")
            }
            try checkLeaf(stored, using: hasher)
            guard let fact = try read(record, reader, using: hasher) else {
                isReadable = false
                continue
            }
            let problems =
                rules.judge(fact, record) + (try signatures.judge(fact, record, using: hasher))
            for problem in problems { findings.add(record.sequence, problem) }
            facts.append((record, fact))
        }
        return facts
    }

    /// Compares a batch's root and edge, once its last record was taken.
    mutating func close(_ batch: Batch, using hasher: borrowing SHA256Hasher) throws {
        guard edge.size == batch.last else {
            findings.add(batch.last, "a batch ends with record \(batch.last), which is not there")
            return
        }
        let root = try edge.root(using: hasher)
        signatures.close(size: edge.size, root: root)
        if root != batch.root {
            findings.add(batch.last, "the root kept behind record \(batch.last) is not the log's")
        }
        if edge.bytes != batch.edge {
            findings.add(
                batch.last, "the tree's edge kept behind record \(batch.last) is not the log's")
        }
    }

    private mutating func checkLeaf(
        _ stored: StoredRecord, using hasher: borrowing SHA256Hasher
    ) throws {
        leaf.removeAll(keepingCapacity: true)
        stored.record.writeLeaf(to: &leaf)
        let digest = try hasher.digest(of: leaf)
        if digest != stored.leaf {
            findings.add(
                stored.record.sequence,
                "record \(stored.record.sequence) (\(stored.record.kind)) was changed: its hash is another"
            )
        }
        try edge.append(digest, using: hasher)
        if let against, edge.size == against.size, try edge.root(using: hasher) != against.root {
            findings.add(
                against.size,
                "the first \(against.size) records are not those that the earlier head committed to"
            )
        }
    }

    private mutating func read(
        _ record: LogRecord, _ reader: any BookReader, using hasher: borrowing SHA256Hasher
    ) throws -> Fact? {
        var opened: [Sealed] = []
        do {
            let fact = try FactReading.fact(record) { hash in
                guard let sealed = try reader.personal(hash) else { return nil }
                opened.append(sealed)
                return sealed
            }
            for sealed in opened where try !Self.isGenuine(sealed, using: hasher) {
                findings.add(
                    record.sequence,
                    "personal data of record \(record.sequence) (\(record.kind)) was changed: its hash is another"
                )
            }
            return fact
        } catch EngineError.broken(let text) {
            findings.add(record.sequence, text)
            return nil
        }
    }

    private static func isGenuine(
        _ sealed: Sealed, using hasher: borrowing SHA256Hasher
    ) throws -> Bool {
        guard let salt = Salt(sealed.salt) else { return false }
        return try SaltedSeal(salt: salt, digest: sealed.hash).seals(sealed.value, using: hasher)
    }

    /// The records can be read, and yet no book follows from them.
    mutating func cannotRebuild(_ error: any Error) {
        isReadable = false
        findings.add(nil, "the tables cannot be built anew behind record \(size): \(error)")
    }

    /// What a walk to the end still has to say.
    mutating func end() {
        if let against, edge.size < against.size {
            findings.add(
                nil, "the log has \(edge.size) records, the earlier head had \(against.size)")
        }
    }
}
