import BankFormats
package import EscrowCore
package import EscrowEngine
package import Evidence
package import LedgerCore
import MoneyCore

/// Payout plans with their files: planned with the writer of pain.001, exported to disk.
package enum PayoutFiles {
    /// The writer that plans use.
    package static let render: @Sendable (PaymentOrder) throws -> [UInt8] = { order in
        do throws(PaymentFileError) {
            return try PaymentFile.write(order)
        } catch {
            throw Refusal(
                "payout.file", "the payment file cannot be written: \(error)",
                remedy: "correct the party or the plan that is named")
        }
    }

    /// Posts the export once, then writes the plan's bytes: the same bytes every time.
    ///
    /// Without a path the file gets its own name, `<plan>.xml`, in the working folder.
    package static func export(
        _ plan: PlanID, to path: String?, _ call: CommandCall, _ engine: Engine
    ) async throws -> Answer {
        let (name, digest, bytes) = try await file(of: plan, engine)
        let answer = try await engine.exportPayout(plan, call)
        let target = path ?? name
        if answer.isDryRun { return answer.noting(["would write \(target), SHA-256 \(digest)"]) }
        do {
            try FileWriting.write(bytes, to: target)
        } catch let refusal as Refusal {
            throw Refusal(
                refusal.code, "the export is posted, but \(refusal.message)",
                remedy:
                    "mend the cause and run the same command again: it posts nothing and writes the same file"
            )
        }
        return answer.noting(["wrote \(target), \(bytes.count) bytes, SHA-256 \(digest)"])
    }

    /// Reads a SHA-256 as people paste it.
    package static func digest(_ text: String) throws -> Digest {
        guard let digest = Digest(hex: text.lowercased()) else {
            throw Refusal(
                "payout.hash-form", "\(text) is no SHA-256",
                remedy: "give the 64 hexadecimal digits of the payment file's hash")
        }
        return digest
    }

    /// A SHA-256 as people read it.
    package static func hex(_ digest: [UInt8]) -> String { Digest(digest)?.description ?? "" }

    /// A plan's payment file as the book keeps it.
    package static func file(
        of plan: PlanID, _ engine: Engine
    ) async throws -> (
        name: String, digest: Digest, bytes: [UInt8]
    ) {
        try await engine.look { reader in
            guard let row = try reader.row(PlanRow.self, key: [.integer(plan.sequence)]),
                let digest = Digest(row.file),
                let file = try reader.row(FileRow.self, key: [.bytes(row.file)])
            else {
                throw Refusal(
                    "payout.unknown", "there is no plan \(plan.sequence)",
                    remedy: "see `ringfence payout list`")
            }
            let bytes = try reader.bytes(of: digest)
            guard try SHA256Hasher().digest(of: bytes) == digest else {
                throw EngineError.broken(
                    "the kept file of plan \(plan.sequence) is not the one that was planned")
            }
            return (file.name, digest, bytes)
        }
    }
}
