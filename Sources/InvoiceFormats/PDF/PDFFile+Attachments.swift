extension PDFFile {
    /// A file inside the PDF.
    struct Attachment: Hashable {
        let name: String
        let bytes: [UInt8]
    }

    /// Names under which Factur-X, ZUGFeRD and XRechnung attach the invoice.
    ///
    /// - Source: docs/spec/invoice-files.md#pdf
    static let names: Set<String> = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"]

    private static let attachmentsMax = 1000

    /// What may be an invoice: the attachments of one of the names, else all that end in `.xml`.
    ///
    /// - Throws: `brokenPDF` where such an attachment is there but cannot be restored.
    mutating func invoiceAttachments() throws(InvoiceFileError) -> [Attachment] {
        let all = specifications()
        let named = all.filter { Self.names.contains(Self.base($0.name)) }
        let wanted = named.isEmpty ? all.filter { Self.base($0.name).hasSuffix(".xml") } : named
        var attachments: [Attachment] = []
        var broken: String?
        for (name, stream) in wanted.prefix(16) {
            if let bytes = content(of: stream) {
                attachments.append(Attachment(name: name, bytes: bytes))
            } else {
                broken = broken ?? name
            }
        }
        if attachments.isEmpty, let broken {
            throw InvoiceFileError(.brokenPDF("\(broken) in it cannot be restored"))
        }
        return attachments
    }

    /// The last part of a path, in lower case.
    private static func base(_ name: String) -> String {
        name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map { $0.lowercased() } ?? ""
    }

    /// Names and streams of all attachments, each once: of the name tree, of the associated files,
    /// and where neither has one, of any object.
    private mutating func specifications() -> [(name: String, stream: PDFObject)] {
        guard let catalog = catalog() else { return [] }
        var found: [(name: String, stream: PDFObject)] = []
        var seen: Set<PDFObject> = []
        func add(_ specification: PDFObject, _ file: inout PDFFile) {
            guard found.count < Self.attachmentsMax,
                let (name, stream) = file.specification(specification),
                seen.insert(stream).inserted
            else { return }
            found.append((name, stream))
        }
        let names = resolved(catalog["Names"]).dictionary ?? [:]
        for entry in treeEntries(names["EmbeddedFiles"] ?? .null) { add(entry, &self) }
        for entry in resolved(catalog["AF"]).array ?? [] { add(entry, &self) }
        guard found.isEmpty else { return found }
        for number in places.keys.sorted().prefix(50_000) { add(.reference(number), &self) }
        return found
    }

    /// The values of a name tree.
    private mutating func treeEntries(_ root: PDFObject) -> [PDFObject] {
        var entries: [PDFObject] = []
        var waiting = [root]
        var seen: Set<PDFObject> = []
        while let next = waiting.popLast(), entries.count < Self.attachmentsMax {
            guard seen.count < 10_000, seen.insert(next).inserted else { continue }
            let node = resolved(next).dictionary ?? [:]
            waiting += (resolved(node["Kids"]).array ?? []).reversed()
            let names = resolved(node["Names"]).array ?? []
            for index in stride(from: 1, to: names.count, by: 2) { entries.append(names[index]) }
        }
        return entries
    }

    /// A file specification with an embedded file: its name and stream.
    private mutating func specification(_ object: PDFObject) -> (String, PDFObject)? {
        guard let members = resolved(object).dictionary,
            let embedded = resolved(members["EF"]).dictionary
        else { return nil }
        let stream = resolved(embedded["UF"] ?? embedded["F"])
        guard case .stream = stream else { return nil }
        let name = resolved(members["UF"]).words ?? resolved(members["F"]).words ?? ""
        return (name, stream)
    }
}
