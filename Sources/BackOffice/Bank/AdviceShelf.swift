import BankFormats
import EscrowCore
import EscrowEngine
import Evidence
import Glibc
import LedgerCore
import MoneyCore

/// What reports and notifications say of lines that statements give bare: those of the same file,
/// and those whose originals the book keeps.
///
/// - Source: docs/spec/bank-import.md#lumps
struct AdviceShelf: Sendable {
    private var lines: [Key: [BankLine]] = [:]

    private struct Key: Hashable {
        let account: String
        let reference: String
        let amount: Money
    }

    /// Advice is read again up to this size, and from this many days before the statements.
    private static let sizeMax: Int64 = 64 << 20
    private static let reach = 10

    /// Gathers the advice that can tell of a document's statements.
    init(_ document: BankDocument, _ engine: Engine) async throws {
        try add(document)
        let days = document.statements.compactMap { statement in
            statement.format.isAdvice ? nil : statement.opening?.day
        }
        guard let first = days.min() else { return }
        let kept = try await engine.look { reader in
            try Self.kept(since: first.adding(days: -Self.reach), reader)
        }
        for file in kept {
            let copy = try await engine.look { reader in
                try TemporaryCopy(of: file, reader)
            }
            defer { unlink(copy.path) }
            guard let old = try? BankFileReader(path: copy.path, name: file.name) else { continue }
            try add(old.document)
            _ = consume old
        }
    }

    /// What is told of a bare line; nil where nothing is, or where two messages differ.
    func explain(_ line: BankLine, of account: String) -> BankLine? {
        guard line.isBare, let reference = line.bankReference else { return nil }
        let key = Key(account: account, reference: reference, amount: line.amount)
        let told = (lines[key] ?? []).compactMap(line.explained)
        guard let first = told.first, told.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    private mutating func add(_ document: BankDocument) throws {
        guard document.statements.contains(where: \.format.isAdvice) else { return }
        var found = lines
        try document.forEachLine { index, line in
            let statement = document.statements[index]
            guard statement.format.isAdvice, let account = statement.account?.electronic,
                let reference = line.bankReference
            else { return }
            let key = Key(account: account, reference: reference, amount: line.amount)
            found[key, default: []].append(line)
        }
        lines = found
    }

    /// The kept files that were imported as advice since a day.
    private static func kept(since day: Day, _ reader: any BookReader) throws -> [FileRow] {
        try reader.rows(FileRow.self, .all).filter { file in
            guard file.size <= sizeMax, let digest = Digest(file.digest),
                let answer = try reader.row(AnswerRow.self, key: [.text("bank \(digest)")]),
                answer.answer.contains("announced"),
                let record = try reader.record(at: file.sequence)
            else { return false }
            return record.recordedDay >= day
        }.sorted { $0.sequence < $1.sequence }
    }

    /// A kept file, unpacked to be read once more.
    private struct TemporaryCopy: Sendable {
        let path: String

        init(of file: FileRow, _ reader: any BookReader) throws {
            let copy = try TemporaryFile.create("ringfence-advice")
            path = copy.path
            defer { close(copy.descriptor) }
            guard let digest = Digest(file.digest) else { return }
            do {
                try reader.forEachPiece(of: digest) { piece in
                    try FileProblem.writeAll(piece[...], to: copy.descriptor, "unpack \(file.name)")
                }
            } catch {
                unlink(copy.path)
                throw error
            }
        }
    }
}
