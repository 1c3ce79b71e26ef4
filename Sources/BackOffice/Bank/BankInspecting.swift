package import BankFormats
import EscrowEngine
import MoneyCore

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
            options: try options(layout: layout))
        try body(reader.document)
        // What the document reads from must outlive it.
        _ = consume reader
        _ = consume spool
    }

    /// What a person says of a file, read from the words of a command.
    ///
    /// - Parameters:
    ///   - layout: A known layout of a table by its name, or a file that describes one.
    ///   - turning: IBANs of accounts whose reversals are to be turned.
    ///   - opening: The balance before all entries, for a statement without balances.
    ///   - closing: The balance after them.
    /// - Returns: The options of reading.
    /// - Throws: A refusal, or `BankFileError` for a layout that is not whole.
    package static func options(
        layout: String? = nil, turning: [String] = [], opening: String? = nil,
        closing: String? = nil
    ) throws -> ReadingOptions {
        var options = ReadingOptions()
        options.layout = try layout.map(self.layout)
        for text in turning {
            guard let iban = try? IBAN(text) else {
                throw Refusal(
                    "bank.no-iban", "\"\(text)\" is no valid IBAN",
                    remedy: "give the IBAN of the account whose reversals are to be turned")
            }
            options.turning.insert(iban)
        }
        switch (opening, closing) {
        case (nil, nil): break
        case (let opening?, let closing?):
            options.given = GivenBalances(opening: opening, closing: closing)
        case (_?, nil), (nil, _?):
            throw Refusal(
                "bank.one-balance", "one balance proves nothing",
                remedy: "give both --opening and --closing, as the bank shows them")
        }
        return options
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
