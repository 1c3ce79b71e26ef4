package import BankFormats
package import EscrowEngine
import Evidence
import MoneyCore

/// Importing a bank file: prove it, then let the engine take it as one batch.
package enum BankImporting {
    /// Which of the passes over the file runs.
    package enum Pass: String, Sendable {
        case checking = "checking"
        case importing = "importing"
    }

    /// Imports a bank file of any form that is read.
    ///
    /// The path `-` is standard input.
    ///
    /// - Source: docs/spec/bank-import.md
    package static func run(
        _ path: String, options: ReadingOptions = ReadingOptions(), by actor: String,
        _ engine: Engine,
        progress: @escaping @Sendable (Pass, _ done: Int64, _ of: Int64) -> Void = { _, _, _ in }
    ) async throws -> Answer {
        let spool = try Spool(path)
        let (spooled, name) = (spool.path, spool.name)
        let size = try FileReading.size(spooled)
        let digest = try FileDigest.sha256(path: spooled)
        if let done = try await before(digest, engine) { return done }
        let reader = try BankFileReader(
            path: spooled, name: name, options: options
        ) { progress(.checking, Int64($0), size) }
        let document = reader.document
        try document.prove()
        let shelf = try await AdviceShelf(document, engine)
        let file = BankFile(
            name: name, digest: digest, size: size,
            statements: document.statements.map(heading),
            forEachLine: { body in
                try document.forEachLine(
                    progress: { progress(.importing, Int64($0), size) }, body)
            },
            forEachPiece: { body in
                try FileReading.forEachCompressed(spooled, expecting: digest, body)
            },
            explain: { statement, line in
                document.statements[statement].account.flatMap {
                    shelf.explain(line, of: $0.electronic)
                }
            })
        let answer = try await engine.importBank(file, by: actor)
        // The spool, and what was unpacked, must outlive the import.
        _ = consume reader
        _ = consume spool
        return answer.noting(
            try await skipped(document, engine) + document.findings.texts
                + AdviceDetails.texts(of: document))
    }

    /// Names statements of other people's accounts; the book itself keeps nothing of them.
    private static func skipped(_ document: BankDocument, _ engine: Engine) async throws -> [String]
    {
        let own = try await engine.look { try $0.trustAccounts().map(\.iban) }
        return document.statements.enumerated().compactMap { index, statement in
            if let iban = statement.account?.electronic, own.contains(iban) { return nil }
            return
                "skipped statement \(index + 1): account \(statement.accountText) is not this book's"
        }
    }

    /// The same file again is answered without reading it a second time.
    private static func before(_ digest: Digest, _ engine: Engine) async throws -> Answer? {
        let batch = try await engine.look { reader -> Int64? in
            guard try reader.row(AnswerRow.self, key: [.text("bank \(digest)")]) != nil else {
                return nil
            }
            return try reader.row(FileRow.self, key: [.bytes(digest.bytes)])?.sequence
        }
        guard let batch else { return nil }
        var answer = Answer(
            "Imported as batch \(batch), nothing posted.",
            ["batch": "\(batch)", "posted": "0"])
        answer.isRepeated = true
        return answer
    }

    private static func heading(_ read: ReadStatement) -> BankFile.Heading {
        BankFile.Heading(
            accountText: read.accountText, currency: read.currency?.code ?? "",
            statement: read.format.isAdvice ? nil : read.statement, notBooked: read.unbooked.texts,
            adviceOf: read.format.isAdvice ? read.account?.electronic : nil, said: said(of: read))
    }

    /// What a person said of a statement, and what cannot be checked because of it.
    private static func said(of read: ReadStatement) -> [String] {
        var said: [String] = []
        if read.hasGivenBalances {
            said.append(
                "its balances were given by hand: that the bank has them is not checked, nor that "
                    + "no two entries are missing that cancel each other out")
        }
        if read.hasTurnedReversals {
            said.append("its reversals were turned by hand, as its bank means them")
        }
        return said
    }
}

extension Answer {
    /// The same answer with further notes for people.
    func noting(_ texts: [String]) -> Answer {
        var answer = Answer(summary, values: values + texts.map { Value(name: "note", text: $0) })
        answer.isRepeated = isRepeated
        answer.isDryRun = isDryRun
        return answer
    }
}
