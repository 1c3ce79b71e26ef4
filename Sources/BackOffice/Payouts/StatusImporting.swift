import BankFormats
import EscrowCore
package import EscrowEngine
import Evidence

/// Importing the bank's answer to a payment file.
package enum StatusImporting {
    /// Imports a pain.002 file.
    ///
    /// The path `-` is standard input.
    ///
    /// - Source: docs/spec/payment-status.md
    package static func run(
        _ path: String, by actor: String, _ engine: Engine
    ) async throws -> Answer {
        let spool = try Spool(path)
        let (spooled, name) = (spool.path, spool.name)
        let digest = try FileDigest.sha256(path: spooled)
        if try await isKnown(digest, engine) {
            var answer = Answer(
                "Imported before, nothing taken.", ["accepted": "0", "rejected": "0"])
            answer.isRepeated = true
            return answer
        }
        let reports = try StatusFile.read(path: spooled, name: name)
        let file = AnswerFile(
            name: name, digest: digest, size: try FileReading.size(spooled), reports: reports,
            forEachPiece: { body in
                try FileReading.forEachCompressed(spooled, expecting: digest, body)
            })
        let answer = try await engine.importStatus(file, by: actor)
        // The spool must outlive the import.
        withExtendedLifetime(spooled) {}
        _ = consume spool
        return answer.noting(reports.flatMap(words))
    }

    private static func isKnown(_ digest: Digest, _ engine: Engine) async throws -> Bool {
        try await engine.look { reader in
            try reader.row(AnswerRow.self, key: [.text("status \(digest)")]) != nil
        }
    }

    /// What the bank says in words: it may name people, so it is told and not kept in the log.
    private static func words(of report: StatusReport) -> [String] {
        let levels =
            [("the file", report.status)]
            + report.payments.flatMap { payment in
                [("the payment information", payment.status)]
                    + payment.transactions.map { ($0.endToEndID ?? $0.place, $0.status) }
            }
        return levels.flatMap { place, stated in
            stated.reasons.filter { !$0.texts.isEmpty }.map { reason in
                let code = [stated.code, reason.code].compactMap(\.self).joined(separator: " ")
                return "\(place): \(code): \(reason.texts.joined(separator: " "))"
            }
        }
    }
}
