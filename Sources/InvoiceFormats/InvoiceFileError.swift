/// Why an invoice file is refused as a whole.
///
/// - Source: docs/spec/invoice-files.md#refused
package struct InvoiceFileError: Error, Hashable, Sendable {
    /// The line of the XML, from 1; nil where the file as a whole is meant.
    package let line: Int?
    package let reason: Reason

    package init(_ reason: Reason, line: Int? = nil) {
        self.reason = reason
        self.line = line
    }

    /// The reasons in the order in which they are found out.
    package enum Reason: Hashable, Sendable {
        case tooLarge(limit: Int)
        case empty
        case brokenPDF(String)
        case encryptedPDF
        case noAttachment
        case malformed(String)
        case documentType
        case nestedTooDeep(limit: Int)
        case tooMany(what: String, limit: Int)
        case notAnInvoice(root: String)
        case wrongCurrency(String)
    }
}

extension InvoiceFileError {
    /// What happened.
    package var fact: String {
        let text =
            switch reason {
            case .tooLarge(let limit): "it has more than \(limit / 1_048_576) MiB"
            case .empty: "it is empty"
            case .brokenPDF(let what): "it is no readable PDF: \(what)"
            case .encryptedPDF: "the PDF is encrypted"
            case .noAttachment: "the PDF carries no invoice (factur-x.xml or its like)"
            case .malformed(let message): "it is no well-formed XML: \(message)"
            case .documentType: "it has a DOCTYPE, which an invoice never needs"
            case .nestedTooDeep(let limit): "its elements are nested more than \(limit) deep"
            case .tooMany(let what, let limit): "it has more than \(limit) \(what)"
            case .notAnInvoice(let root): "\(root) is no invoice in UBL or CII"
            case .wrongCurrency(let text):
                text.isEmpty ? "it names no currency" : "\"\(text)\" is no currency code"
            }
        return line.map { "line \($0): \(text)" } ?? text
    }

    /// What to do.
    package var remedy: String {
        switch reason {
        case .tooLarge, .tooMany: "ask the sender for an invoice without large attachments"
        case .empty, .brokenPDF, .malformed: "fetch the file from the sender again"
        case .encryptedPDF: "ask the sender for the invoice without a password"
        case .noAttachment: "ask the sender for an e-invoice: this is a picture of one"
        case .documentType, .nestedTooDeep: "do not use this file; ask the sender for the original"
        case .notAnInvoice: "give an invoice as UBL, CII or a PDF with one inside"
        case .wrongCurrency: "ask the sender for a corrected invoice"
        }
    }
}
