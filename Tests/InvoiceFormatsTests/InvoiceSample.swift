import Foundation
import InvoiceFormats

/// Files for the tests, and what reading them gives.
enum InvoiceSample {
    /// Each is sound, and of another kind.
    static let names = [
        "invoice-ubl", "invoice-cii", "credit-note-ubl", "minimum-cii", "zugferd-1",
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        struct NoFixture: Error { let name: String }
        guard
            let path = Bundle.module.path(
                forResource: name, ofType: "xml", inDirectory: "Fixtures")
        else { throw NoFixture(name: name) }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    static func read(_ text: String) throws -> InvoiceFile.Found {
        try InvoiceFile.read(Array(text.utf8))
    }

    /// Why a file is refused; nil if it is read.
    static func refusal(_ bytes: [UInt8]) -> InvoiceFileError.Reason? {
        do throws(InvoiceFileError) {
            _ = try InvoiceFile.read(bytes)
            return nil
        } catch {
            return error.reason
        }
    }
}
