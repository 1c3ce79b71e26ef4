import CZlib

/// Makes small PDF files with attachments, of every form that a reader has to know.
struct PDFSample {
    /// How objects are found.
    enum References: String, CaseIterable, Sendable {
        case table, stream, packed, hybrid, broken, none
    }

    /// Where attachments are named.
    enum Naming: String, CaseIterable, Sendable { case tree, kids, associated, annotation }

    var references = References.table
    var naming = Naming.tree
    var isDeflated = true
    var isEncrypted = false
    /// Whether the stream's length is stated wrongly.
    var lengthIsWrong = false
    /// What stands in front of the header.
    var prefix: [UInt8] = []
    /// Name and bytes of each attachment; a name is written as it is, with its brackets.
    var attachments: [(name: String, bytes: [UInt8])]

    init(_ attachments: [(name: String, bytes: [UInt8])]) { self.attachments = attachments }

    init(_ bytes: [UInt8], named name: String = "(factur-x.xml)") { self.init([(name, bytes)]) }

    private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(count))
        compress2(&packed, &count, bytes, uLong(bytes.count), 9)
        return Array(packed[..<Int(count)])
    }

    /// The file.
    func bytes() -> [UInt8] {
        var objects = plainObjects()
        var streams: [Int: [UInt8]] = [:]
        for (index, attachment) in attachments.enumerated() {
            let data = isDeflated ? Self.deflate(attachment.bytes) : attachment.bytes
            let filter = isDeflated ? "/Filter /FlateDecode " : ""
            let length = lengthIsWrong ? data.count + 7 : data.count
            streams[10 + index] =
                Self.ascii("<< /Type /EmbeddedFile \(filter)/Length \(length) >>\nstream\r\n")
                + data
                + Self.ascii("\nendstream")
        }
        var file = prefix + Self.ascii("%PDF-1.7\n%\u{e2}\u{e3}\n")
        var offsets: [Int: Int] = [:]
        func write(_ number: Int, _ body: [UInt8]) {
            offsets[number] = file.count - prefix.count
            file += Self.ascii("\(number) 0 obj\n") + body + Self.ascii("\nendobj\n")
        }
        for number in streams.keys.sorted() { write(number, streams[number] ?? []) }
        var packed: [Int] = []
        if references == .packed || references == .hybrid {
            packed = objects.keys.sorted()
            write(90, objectStream(packed.map { ($0, objects[$0] ?? "") }))
            objects = [:]
        }
        for number in objects.keys.sorted() { write(number, Self.ascii(objects[number] ?? "")) }
        return file + ending(offsets, packed, at: file.count - prefix.count)
    }

    private func plainObjects() -> [Int: String] {
        var objects: [Int: String] = [2: "<< /Type /Pages /Count 0 /Kids [] >>"]
        let files = attachments.indices.map { "(a\($0)) \(20 + $0) 0 R" }.joined(separator: " ")
        let references = attachments.indices.map { "\(20 + $0) 0 R" }.joined(separator: " ")
        var catalog = "/Type /Catalog /Pages 2 0 R "
        switch naming {
        case .tree: catalog += "/Names << /EmbeddedFiles << /Names [\(files)] >> >> "
        case .kids:
            catalog += "/Names 3 0 R "
            objects[3] = "<< /EmbeddedFiles 4 0 R >>"
            objects[4] = "<< /Kids [5 0 R] >>"
            objects[5] = "<< /Limits [(a) (b)] /Names [\(files)] >>"
        case .associated: catalog += "/AF [\(references)] "
        case .annotation: break
        }
        objects[1] = "<< \(catalog)>> % the root"
        for (index, attachment) in attachments.enumerated() {
            objects[20 + index] =
                "<< /Type /Filespec /F \(attachment.name) /UF \(attachment.name) "
                + "/AFRelationship /Data /EF << /F \(10 + index) 0 R >> >>"
        }
        return objects
    }

    private func objectStream(_ objects: [(Int, String)]) -> [UInt8] {
        var head = ""
        var body = ""
        for (number, text) in objects {
            head += "\(number) \(body.utf8.count) "
            body += "\(text)\n"
        }
        let data = Self.deflate(Self.ascii(head + body))
        return Self.ascii(
            "<< /Type /ObjStm /N \(objects.count) /First \(head.utf8.count) /Filter /FlateDecode "
                + "/Length \(data.count) >>\nstream\n") + data + Self.ascii("\nendstream")
    }

    private func ending(_ offsets: [Int: Int], _ packed: [Int], at start: Int) -> [UInt8] {
        let encrypt = isEncrypted ? "/Encrypt << /Filter /Standard /V 2 >> " : ""
        let trailer = "/Root 1 0 R /Size 100 \(encrypt)"
        switch references {
        case .none: return Self.ascii("trailer << \(trailer)>>\n%%EOF\n")
        case .broken:
            return Self.ascii("trailer << \(trailer)>>\nstartxref\n17\n%%EOF\n")
        case .table:
            return table(offsets, trailer) + Self.ascii("startxref\n\(start)\n%%EOF\n")
        case .stream, .packed:
            return stream(offsets, packed, trailer, at: start)
                + Self.ascii("startxref\n\(start)\n%%EOF\n")
        case .hybrid:
            let hidden = stream(offsets, packed, trailer, at: start)
            let position = start + hidden.count
            return hidden + table(offsets, "\(trailer)/XRefStm \(start) ")
                + Self.ascii("startxref\n\(position)\n%%EOF\n")
        }
    }

    private func table(_ offsets: [Int: Int], _ trailer: String) -> [UInt8] {
        var text = "xref\n0 1\n0000000000 65535 f \n"
        for number in offsets.keys.sorted() {
            let digits = String(offsets[number] ?? 0)
            let padded = String(repeating: "0", count: 10 - digits.utf8.count) + digits
            text += "\(number) 1\n\(padded) 00000 n \n"
        }
        return Self.ascii("\(text)trailer\n<< \(trailer)>>\n")
    }

    /// Rows of 1, 4 and 2 bytes, each after the one above it (PNG's predictor 12).
    private func stream(
        _ offsets: [Int: Int], _ packed: [Int], _ trailer: String, at start: Int
    ) -> [UInt8] {
        var rows: [Int: [UInt8]] = [:]
        func row(_ type: UInt8, _ value: Int, _ index: Int) -> [UInt8] {
            [type] + (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) }
                + [UInt8(index >> 8), UInt8(index & 0xFF)]
        }
        for (number, offset) in offsets { rows[number] = row(1, offset, 0) }
        for (index, number) in packed.enumerated() { rows[number] = row(2, 90, index) }
        rows[99] = row(1, start, 0)
        var data: [UInt8] = []
        var above = [UInt8](repeating: 0, count: 7)
        for number in rows.keys.sorted() {
            let row = rows[number] ?? []
            data += [2] + zip(row, above).map { $0 &- $1 }
            above = row
        }
        let index = rows.keys.sorted().map { "\($0) 1" }.joined(separator: " ")
        let content = Self.deflate(data)
        return Self.ascii(
            "99 0 obj\n<< /Type /XRef \(trailer)/W [1 4 2] /Index [\(index)] /Filter /FlateDecode "
                + "/DecodeParms << /Predictor 12 /Columns 7 >> /Length \(content.count) >>\nstream\n"
        )
            + content + Self.ascii("\nendstream\nendobj\n")
    }
}
