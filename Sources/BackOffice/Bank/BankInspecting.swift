package import BankFormats
import EscrowEngine

/// Reading a bank file without any book.
///
/// - Source: docs/spec/bank-inspect.md
package enum BankInspecting {
    /// Hands on what a file holds; the path `-` is standard input.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - layout: A known layout of a table by its name, or a file that describes one.
    ///   - body: Takes the document, whose entries can be read while it runs.
    /// - Throws: `BankFileError` for a file of broken form, `Refusal` for one that is not there.
    package static func read(
        _ path: String, layout: String? = nil, _ body: (BankDocument) throws -> Void
    ) throws {
        let spool = try Spool(path)
        let reader = try BankFileReader(
            path: spool.path, name: path == "-" ? spool.name : path,
            layout: try layout.map(self.layout))
        try body(reader.document)
        // What the document reads from must outlive it.
        _ = consume reader
        _ = consume spool
    }

    /// A layout by its name, else from the file of that name.
    static func layout(_ text: String) throws -> CSVLayout {
        if let known = CSVLayout.known(text) { return known }
        let content = try FileReading.text(text, name: text)
        do {
            return try CSVLayout(content)
        } catch {
            throw BankFileError(file: text, line: nil, place: nil, reason: error)
        }
    }
}
