/// An invoice file: UBL or CII as XML, or a PDF with one inside.
///
/// - Source: docs/spec/invoice-files.md
package enum InvoiceFile {
    /// More than any invoice with its attachments.
    package static let sizeMax = 64 << 20

    /// One invoice that was found in a file.
    package struct Found: Hashable, Sendable {
        /// The attachment of a PDF it came from; nil where the file is the invoice.
        package let attachment: String?
        package let document: InvoiceDocument
        /// What could not be read, then what does not agree.
        package let findings: [InvoiceFinding]
    }

    /// Reads all invoices of a file.
    ///
    /// - Throws: What makes the file unreadable as a whole. Of the attachments of a PDF, the first
    ///   that is an invoice is enough; the others are named in a finding.
    package static func read(_ bytes: [UInt8]) throws(InvoiceFileError) -> Found {
        guard bytes.count <= sizeMax else { throw InvoiceFileError(.tooLarge(limit: sizeMax)) }
        guard !bytes.isEmpty else { throw InvoiceFileError(.empty) }
        guard PDFFile.isPDF(bytes) else { return try readXML(bytes, attachment: nil) }
        var pdf = try PDFFile(bytes)
        let attachments = try pdf.invoiceAttachments()
        var firstError: InvoiceFileError?
        for attachment in attachments {
            do throws(InvoiceFileError) {
                let found = try readXML(attachment.bytes, attachment: attachment.name)
                guard attachments.count > 1 else { return found }
                return Found(
                    attachment: found.attachment, document: found.document,
                    findings: found.findings + [
                        InvoiceFinding(
                            "PDF", .warning,
                            "the PDF carries \(attachments.count) invoices; \(attachment.name) is read"
                        )
                    ])
            } catch {
                firstError = firstError ?? error
            }
        }
        throw firstError ?? InvoiceFileError(.noAttachment)
    }

    private static func readXML(
        _ bytes: [UInt8], attachment: String?
    ) throws(InvoiceFileError) -> Found {
        let root = try XMLGroups.root(of: bytes)
        let draft: InvoiceDraft
        switch root {
        case "Invoice": draft = try UBLReader.read(bytes, syntax: .ublInvoice)
        case "CreditNote": draft = try UBLReader.read(bytes, syntax: .ublCreditNote)
        case "CrossIndustryInvoice": draft = try CIIReader.read(bytes, syntax: .cii)
        case "CrossIndustryDocument": draft = try CIIReader.read(bytes, syntax: .zugferd1)
        default: throw InvoiceFileError(.notAnInvoice(root: InvoiceDraft.short(root)))
        }
        return Found(
            attachment: attachment, document: draft.document,
            findings: draft.findings + InvoiceCheck.findings(of: draft.document))
    }
}
