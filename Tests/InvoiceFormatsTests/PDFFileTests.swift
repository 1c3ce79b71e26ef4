import InvoiceFormats
import Testing

@Suite("Invoices inside of PDF files")
struct PDFFileTests {
    @Test(
        "An invoice is found however objects are found and attachments are named",
        arguments: PDFSample.References.allCases, PDFSample.Naming.allCases)
    func forms(references: PDFSample.References, naming: PDFSample.Naming) throws {
        let xml = try InvoiceSample.bytes("invoice-cii")
        let expected = try InvoiceFile.read(xml)
        for isDeflated in [true, false] {
            for lengthIsWrong in [false, true] {
                var pdf = PDFSample(xml)
                pdf.references = references
                pdf.naming = naming
                pdf.isDeflated = isDeflated
                pdf.lengthIsWrong = lengthIsWrong
                let found = try InvoiceFile.read(pdf.bytes())
                #expect(found.attachment == "factur-x.xml")
                #expect(found.document == expected.document)
                #expect(found.findings == [])
            }
        }
    }

    @Test(
        "Names in any case and form",
        arguments: [
            ("(Factur-X.XML)", "Factur-X.XML"), ("(ZUGFeRD-invoice.xml)", "ZUGFeRD-invoice.xml"),
            ("(xrechnung.xml)", "xrechnung.xml"), ("(in\\\\factur-x.xml)", "in\\factur-x.xml"),
            ("<66616374 75722d782e786d6c>", "factur-x.xml"),
            ("(fact\\165r-x\\\n.xml)", "factur-x.xml"),
            ("<FEFF0066006100630074007500720078002E0078006D006C>", "facturx.xml"),
            ("<FEFF0066006100630074007500720020002D0078>", nil), ("(invoice.xml)", "invoice.xml"),
            ("(terms.txt)", nil),
        ])
    func names(written: String, read: String?) throws {
        let pdf = PDFSample(try InvoiceSample.bytes("zugferd-1"), named: written).bytes()
        guard let read else {
            #expect(InvoiceSample.refusal(pdf) == .noAttachment)
            return
        }
        #expect(try InvoiceFile.read(pdf).attachment == read)
    }

    @Test("Among several attachments the invoice is found; two of them are named")
    func several() throws {
        let xml = try InvoiceSample.bytes("invoice-cii")
        let other = PDFSample([
            ("(data.xml)", Array("<Order/>".utf8)), ("(sheet.csv)", [65]), ("(factur-x.xml)", xml),
        ])
        #expect(try InvoiceFile.read(other.bytes()).findings == [])
        let twice = PDFSample([
            ("(xrechnung.xml)", try InvoiceSample.bytes("invoice-ubl")), ("(factur-x.xml)", xml),
        ])
        let found = try InvoiceFile.read(twice.bytes())
        #expect(found.document.syntax == .ublInvoice)
        #expect(found.findings.map(\.rule) == ["PDF"])
    }

    @Test("An encrypted PDF is refused", arguments: PDFSample.References.allCases)
    func encrypted(references: PDFSample.References) throws {
        var pdf = PDFSample(try InvoiceSample.bytes("invoice-cii"))
        pdf.references = references
        pdf.isEncrypted = true
        #expect(InvoiceSample.refusal(pdf.bytes()) == .encryptedPDF)
    }

    @Test(
        "Bytes in front of the header move all positions", arguments: PDFSample.References.allCases)
    func prefix(references: PDFSample.References) throws {
        var pdf = PDFSample(try InvoiceSample.bytes("invoice-cii"))
        pdf.references = references
        pdf.prefix = Array("From: somebody\r\n\r\n".utf8)
        #expect(try InvoiceFile.read(pdf.bytes()).findings == [])
    }

    @Test("An update at the end of the file counts")
    func update() throws {
        let old = PDFSample(try InvoiceSample.bytes("minimum-cii")).bytes()
        let text = String(decoding: old, as: UTF8.self)
        let tail = try #require(text.split(separator: "startxref\n").last)
        let previous = tail.prefix { $0.isNumber }
        let data = PDFSample.deflate(try InvoiceSample.bytes("zugferd-1"))
        var new = old
        let offset = "\(new.count)"
        new += Array(
            "10 0 obj << /Filter [/FlateDecode] /Length \(data.count) >> stream\n".utf8)
        new += data + Array("\nendstream endobj\n".utf8)
        let start = new.count
        let padded = String(repeating: "0", count: 10 - offset.utf8.count) + offset
        new += Array(
            ("xref\n10 1\n\(padded) 00000 n \ntrailer << /Root 1 0 R /Prev \(previous) >>\n"
                + "startxref\n\(start)\n%%EOF\n").utf8)
        #expect(try InvoiceFile.read(new).document.number == "Z-1")
    }

    @Test("What unfolds to more than 64 MiB is refused")
    func bomb() {
        let pdf = PDFSample([UInt8](repeating: 32, count: (64 << 20) + 1)).bytes()
        #expect(pdf.count < 1 << 20)
        #expect(
            InvoiceSample.refusal(pdf) == .brokenPDF("factur-x.xml in it cannot be restored"))
    }

    @Test("Objects that overlap, or refer to each other, come to an end")
    func hostile() {
        let texts = [
            String(repeating: "1 0 obj(", count: 50_000),
            String(repeating: "1 0 obj<<", count: 50_000),
            "1 0 obj << /Type /Catalog /Names 1 0 R >> endobj trailer << /Root 1 0 R >>",
            "1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj trailer << /Root 1 0 R >>",
            "1 0 obj" + String(repeating: "[", count: 100_000),
            "xref\n0 99999999999\ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n",
            "1 0 obj << /Type /Catalog /Names << /EmbeddedFiles << /Kids [2 0 R] >> >> >> endobj "
                + "2 0 obj << /Kids [2 0 R 2 0 R] >> endobj trailer << /Root 1 0 R >>",
            "9 0 obj << /Type /ObjStm /N 9223372036854775807 /First -1 /Length 3 >> stream\n1 2\n"
                + "endstream endobj",
            String(repeating: "trailer <<", count: 50_000),
        ]
        for text in texts {
            let reason = InvoiceSample.refusal(Array("%PDF-1.7\n\(text)".utf8))
            #expect(reason != nil, "\(text.prefix(60))")
        }
    }
}
