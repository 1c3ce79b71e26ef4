package import EscrowEngine
package import InvoiceFormats

/// What was read of an invoice file, without a book.
///
/// - Source: docs/spec/invoice-files.md#inspect
package struct InvoiceInspection: Sendable {
    /// The file as it was named.
    package let file: String
    package let result: Result<InvoiceFile.Found, Refusal>

    /// Reads a file, where `-` is standard input.
    ///
    /// What cannot be read is a result, too.
    package init(path: String) {
        file = path == "-" ? "standard input" : path
        result = Self.read(path)
    }

    private static func read(_ path: String) -> Result<InvoiceFile.Found, Refusal> {
        do {
            let input = try InputFile(path: path)
            do throws(InvoiceFileError) {
                return .success(try InvoiceFile.read(input.bytes))
            } catch {
                return .failure(
                    Refusal(
                        "invoice.file", "\(input.name): \(error.fact)", remedy: error.remedy))
            }
        } catch let refusal as Refusal {
            return .failure(refusal)
        } catch {
            return .failure(
                Refusal("file.read", "\(path): \(error)", remedy: "check that it can be read"))
        }
    }
}
