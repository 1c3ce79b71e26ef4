/// A PDF file, as far as its attachments need it.
///
/// Objects are found by the cross-reference tables and streams; where these are broken, by looking
/// through the file.
///
/// - Source: ISO 32000-1, 7.5; docs/spec/invoice-files.md#pdf
struct PDFFile {
    let bytes: [UInt8]
    /// Positions in the file count from its header.
    let origin: Int
    var places: [Int: Place] = [:]
    var trailer: [String: PDFObject] = [:]
    /// Object streams that were restored already.
    var unpacked: [Int: PackedObjects] = [:]
    /// How many bytes may still be restored from compressed ones.
    var budget = PDFFile.inflatedMax
    /// How many bytes may still be looked at, so that objects which overlap take no longer than
    /// those that do not.
    private var work: Int

    /// So much may all streams of a file that are looked into have together.
    static let inflatedMax = 64 << 20
    static let objectsMax = 1_000_000
    private static let workPerByte = 16

    /// Where an object lies.
    enum Place: Hashable {
        case at(Int)
        case packed(in: Int, index: Int)
        case free
    }

    /// The objects of an object stream.
    struct PackedObjects {
        let bytes: [UInt8]
        let offsets: [Int]
    }

    static func isPDF(_ bytes: [UInt8]) -> Bool { header(of: bytes) != nil }

    /// The header stands in the first kilobyte, behind what some mail program put there.
    private static func header(of bytes: [UInt8]) -> Int? {
        let mark = Array("%PDF-".utf8)
        let last = min(bytes.count - mark.count, 1024)
        guard last >= 0 else { return nil }
        return (0...last).first { bytes[$0] == mark[0] && bytes[$0...].starts(with: mark) }
    }

    init(_ bytes: [UInt8]) throws(InvoiceFileError) {
        guard let origin = Self.header(of: bytes) else {
            throw InvoiceFileError(.brokenPDF("it has no header"))
        }
        self.bytes = bytes
        self.origin = origin
        work = Self.workPerByte * bytes.count + Self.inflatedMax / Self.workPerByte
        if !readReferences() || catalog() == nil {
            places = [:]
            unpacked = [:]
            lookThrough()
        }
        guard trailer["Encrypt"] == nil else { throw InvoiceFileError(.encryptedPDF) }
        guard catalog() != nil else {
            throw InvoiceFileError(.brokenPDF("its catalog cannot be found"))
        }
    }

    /// The root of the document.
    mutating func catalog() -> [String: PDFObject]? {
        guard let root = trailer["Root"] else { return nil }
        return resolved(root).dictionary
    }

    /// What a value is, behind references.
    mutating func resolved(_ object: PDFObject?) -> PDFObject {
        var object = object ?? .null
        for _ in 0..<16 {
            guard case .reference(let number) = object else { return object }
            object = self.object(number) ?? .null
        }
        return .null
    }

    /// An object by its number.
    mutating func object(_ number: Int) -> PDFObject? {
        switch places[number] {
        case .at(let offset):
            var parser = PDFParser(bytes, at: offset)
            guard work > 0, let found = parser.indirect(), spend(parser.position - offset),
                found.number == number
            else { return nil }
            return found.object
        case .packed(let container, let index):
            guard let objects = objects(in: container), index < objects.offsets.count else {
                return nil
            }
            var parser = PDFParser(objects.bytes, at: objects.offsets[index])
            let found = parser.object()
            return spend(parser.position - objects.offsets[index]) ? found : nil
        case .free, nil: return nil
        }
    }

    /// Counts bytes that were looked at; false when there were too many.
    mutating func spend(_ count: Int) -> Bool {
        work -= max(0, count)
        return work > 0
    }

    private mutating func objects(in number: Int) -> PackedObjects? {
        if let known = unpacked[number] { return known }
        guard case .at = places[number], let container = object(number),
            let members = container.dictionary, let count = members["N"]?.integer,
            let first = members["First"]?.integer, count >= 0, first >= 0,
            let content = content(of: container)
        else { return nil }
        var parser = PDFParser(content)
        var offsets: [Int] = []
        while offsets.count < count, parser.plainInteger() != nil,
            let offset = parser.plainInteger()
        {
            offsets.append(first + offset)
        }
        let objects = PackedObjects(bytes: content, offsets: offsets)
        unpacked[number] = objects
        return objects
    }

    /// The bytes of a stream, restored; nil where they are broken, too many or in another form.
    mutating func content(of object: PDFObject) -> [UInt8]? {
        guard case .stream(let members, let start) = object, start <= bytes.count else {
            return nil
        }
        let raw = bytes[start..<end(of: members, from: start)]
        let filter = resolved(members["Filter"] ?? members["F"])
        let filters = filter.array ?? (filter.name == nil ? [] : [filter])
        let parameter = resolved(members["DecodeParms"] ?? members["DP"])
        let parameters = parameter.array ?? [parameter]
        guard !filters.isEmpty else {
            budget -= raw.count
            return budget >= 0 ? Array(raw) : nil
        }
        guard filters.count == 1, ["FlateDecode", "Fl"].contains(resolved(filters[0]).name ?? ""),
            let inflated = PDFStream.inflate(raw, limit: budget)
        else { return nil }
        budget -= inflated.count
        return PDFStream.unpredict(
            inflated, parameters.first.flatMap { resolved($0).dictionary } ?? [:])
    }

    /// Where a stream ends: by its length if that is true, else before the next `endstream`.
    private mutating func end(of members: [String: PDFObject], from start: Int) -> Int {
        if let length = resolved(members["Length"]).integer, length >= 0,
            length <= bytes.count - start
        {
            var parser = PDFParser(bytes, at: start + length)
            if parser.take("endstream") { return start + length }
        }
        let end = find("endstream", from: start) ?? bytes.count
        return spend(end - start) ? end : start
    }

    /// The first place of a word, from a position on.
    func find(_ word: String, from start: Int) -> Int? {
        let mark = Array(word.utf8)
        guard start >= 0, bytes.count - mark.count >= start else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index <= bytes.count - mark.count {
                if bytes[index] == mark[0], bytes[index...].starts(with: mark) { return index }
                index += 1
            }
            return nil
        }
    }
}
