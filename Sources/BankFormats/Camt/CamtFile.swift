package import EscrowCore

/// A camt.053 file that has proved itself: form, balances and every booked entry.
///
/// Making it is the first of two passes. It holds the heads of the statements, never the lines;
/// those flow out of the second pass, in memory that does not grow with the file.
///
/// - Source: docs/spec/bank-import.md
package struct CamtFile: Sendable {
    /// The file as its caller named it, for messages.
    package let name: String
    /// At least one, in file order; a statement of several pages stands once.
    package let statements: [CamtStatement]
    /// How many bytes the file has.
    package let size: Int
    private let oddities: PlaceList
    private let path: String
    private let identity: FileIdentity
    private let pages: [Int]

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
        let name = name ?? path
        var survey = CamtSurvey(try CamtWalker(path: path, file: name, progress: progress))
        statements = try survey.statements()
        self.name = name
        self.path = path
        identity = survey.identity
        size = identity.size
        pages = survey.pages
        oddities = survey.warnings
    }

    /// Oddities that were read around, each with its place; the first hundred and a count.
    package var warnings: [String] { oddities.texts }

    /// Begins the second pass.
    ///
    /// - Throws: `unreadable`, or `changed` when the file is not the one that was proved.
    package func lines(progress: Progress? = nil) throws(BankFileError) -> CamtLines {
        let walker = try CamtWalker(path: path, file: name, progress: progress)
        guard walker.identity == identity else {
            throw BankFileError(file: name, line: nil, place: nil, reason: .changed)
        }
        return CamtLines(walker, statements: statements, pages: pages)
    }

    /// Makes the second pass and hands on each booked line with the index of its statement.
    package func forEachLine(
        progress: Progress? = nil,
        _ body: (_ statementIndex: Int, _ line: BankLine) throws -> Void
    ) throws {
        var lines = try lines(progress: progress)
        while let element = try lines.next() { try body(element.statement, element.line) }
    }
}
