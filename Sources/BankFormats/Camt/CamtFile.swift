package import EscrowCore
import MoneyCore

/// A camt file of one or several parts: its statements as they were read, proved or not.
///
/// Making it is the first of two passes. It holds the heads of the statements, never the entries;
/// those flow out of the second pass, in memory that does not grow with the file.
///
/// - Source: docs/spec/bank-import.md
package struct CamtFile: Sendable {
    /// The file as its caller named it, for messages.
    package let name: String
    /// In file order; a statement of several pages stands once.
    package let read: [ReadStatement]
    /// The statements of a proved file.
    package let statements: [CamtStatement]
    /// How many bytes the file has.
    package let size: Int
    /// What was read around and what is wrong, each with its place.
    package let findings: Findings
    /// The first thing that is wrong; an import is refused with it.
    package let fault: BankFileError?
    let parts: [Part]
    let pages: [Int]
    let days: [Day?]

    /// One XML file; a ZIP file may have several, and a statement its pages in them.
    struct Part: Sendable {
        let path: String
        let name: String
        let identity: FileIdentity
        let encoding: String?
    }

    /// Tells how many bytes have been read so far, about once per mebibyte and at the end.
    package typealias Progress = (_ bytesConsumed: Int) -> Void

    /// Reads the whole file once and proves it.
    ///
    /// - Parameters:
    ///   - path: A regular file; what arrives on a pipe is spooled into one before.
    ///   - name: How messages call the file; the path itself if nil.
    ///   - progress: Called while reading.
    /// - Throws: The first reason to refuse the file as a whole.
    package init(
        path: String, name: String? = nil, progress: Progress? = nil
    )
        throws(BankFileError)
    {
        self = try CamtFile(
            reading: [(path, name ?? path)], name: name ?? path, progress: progress)
        if let fault { throw fault }
        if let advice = read.first(where: \.format.isAdvice) {
            throw BankFileError(
                file: self.name, line: nil, place: advice.place,
                reason: .advice(advice.format.rawValue))
        }
    }

    /// Reads all parts once, whatever is wrong with the statements in them.
    ///
    /// - Throws: Why the form of a part is broken.
    package init(
        reading files: [(path: String, name: String)], name: String,
        options: ReadingOptions = ReadingOptions(), progress: Progress? = nil
    ) throws(BankFileError) {
        var encodings: [String?] = files.map { _ in nil }
        var survey = try Self.survey(files, &encodings, progress)
        read = survey.survey.finish(options)
        statements = survey.survey.fault == nil ? read.compactMap(CamtStatement.init) : []
        self.name = name
        parts = survey.parts
        pages = survey.survey.pages
        days = survey.survey.days
        size = parts.reduce(0) { $0 + $1.identity.size }
        fault = survey.survey.fault
        var findings = survey.survey.findings
        for part in parts where part.encoding != nil {
            findings.add(
                part.name, "not written in the encoding that it names; read as windows-1252")
        }
        self.findings = findings
    }

    private struct Surveyed: ~Copyable {
        var survey: CamtSurvey
        var parts: [Part]
    }

    /// Reads the parts; one whose bytes are no UTF-8 is read again as what German banks mean then.
    private static func survey(
        _ files: [(path: String, name: String)], _ encodings: inout [String?],
        _ progress: Progress?
    ) throws(BankFileError) -> Surveyed {
        while true {
            var reading = 0
            do {
                return try read(files, encodings, &reading, progress)
            } catch {
                guard case .wrongEncoding = error.reason, encodings[reading] == nil else {
                    throw error
                }
                encodings[reading] = "windows-1252"
            }
        }
    }

    /// Reads the parts one after the other; says which one it is at.
    private static func read(
        _ files: [(path: String, name: String)], _ encodings: [String?], _ reading: inout Int,
        _ progress: Progress?
    ) throws(BankFileError) -> Surveyed {
        func walker(_ index: Int) throws(BankFileError) -> CamtWalker {
            try CamtWalker(
                path: files[index].path, file: files[index].name, encoding: encodings[index],
                progress: progress)
        }
        var survey = CamtSurvey(try walker(0), isOneOfMany: files.count > 1)
        var parts: [Part] = []
        for (index, file) in files.enumerated() {
            reading = index
            if index > 0 { survey.goOn(with: try walker(index)) }
            try survey.readPart()
            parts.append(
                Part(
                    path: file.path, name: file.name, identity: survey.identity,
                    encoding: encodings[index]))
        }
        return Surveyed(survey: survey, parts: parts)
    }

    /// Oddities that were read around, each with its place; the first hundred and a count.
    package var warnings: [String] { findings.texts }

    /// Opens a part again.
    ///
    /// - Throws: `unreadable`, or `changed` when the file is not the one that was read.
    func walker(_ part: Int, progress: Progress?) throws(BankFileError) -> CamtWalker {
        let part = parts[part]
        let walker = try CamtWalker(
            path: part.path, file: part.name, encoding: part.encoding, progress: progress)
        guard walker.identity == part.identity else {
            throw BankFileError(file: part.name, line: nil, place: nil, reason: .changed)
        }
        return walker
    }
}

// MARK: - The second pass

extension CamtFile {
    /// Begins the second pass over the booked lines of a proved file.
    ///
    /// - Throws: `unreadable`, or `changed` when the file is not the one that was proved.
    package func lines(progress: Progress? = nil) throws(BankFileError) -> CamtLines {
        CamtLines(
            try CamtEntries(self, progress: progress), bookedCounts: read.map(\.bookedCount))
    }

    /// Makes the second pass and hands on each booked line with the index of its statement.
    package func forEachLine(
        progress: Progress? = nil,
        _ body: (_ statementIndex: Int, _ line: BankLine) throws -> Void
    ) throws {
        var lines = try lines(progress: progress)
        while let element = try lines.next() { try body(element.statement, element.line) }
    }

    /// Makes the second pass and hands on every entry, booked or not.
    package func forEachEntry(
        _ body: (_ statementIndex: Int, _ entry: StatementEntry) throws -> Void
    ) throws {
        var entries = try CamtEntries(self, progress: nil)
        while let element = try entries.next() { try body(element.statement, element.entry) }
    }

    /// Whether the entries of each statement stand together, in the order of the statements.
    package var isInOrder: Bool { zip(pages, pages.dropFirst()).allSatisfy { $0 <= $1 } }
}
