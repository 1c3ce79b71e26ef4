import CLibXML2
import Glibc

/// A well-formed XML file, read node by node in bounded memory.
///
/// The parser loads nothing but the file: no DTD, no entities, no network. Names come as pointers
/// into its dictionary, so that the same name is the same pointer for as long as the stream lives.
///
/// - Source: docs/spec/bank-import.md#refused
struct XMLStream: ~Copyable {
    let identity: FileIdentity
    private let reader: xmlTextReaderPtr
    private let descriptor: Int32

    /// What can go wrong below the level of any message.
    enum Fault: Error, Equatable {
        case unreadable(String)
        case malformed(line: Int, String)
        /// The bytes are not in the encoding that the file names.
        case encoding(line: Int, String)
    }

    /// What the stream stands on.
    enum Node {
        case start, end, text, blank, documentType, reference, other
    }

    /// Opens a file; an encoding goes before what the file says of itself.
    init(path: String, encoding: String? = nil) throws(Fault) {
        xmlInitParser()
        // Faults of an encoding are printed past the options of the reader.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        guard let identity = FileIdentity(descriptor: descriptor) else {
            close(descriptor)
            throw .unreadable("it is not a regular file")
        }
        Self.skipBlanks(descriptor)
        guard let reader = xmlReaderForFd(descriptor, nil, encoding, Self.options) else {
            close(descriptor)
            throw .unreadable("the XML parser could not be started")
        }
        self.identity = identity
        self.reader = reader
        self.descriptor = descriptor
    }

    deinit {
        xmlFreeTextReader(reader)
        close(descriptor)
    }

    /// Goes to where the XML begins: some banks leave blank lines before it, which XML forbids.
    private static func skipBlanks(_ descriptor: Int32) {
        var head = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &head, head.count)
        var start = head.prefix(max(0, count))[...]
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if start.starts(with: mark) { start = start.dropFirst(mark.count) }
        let rest = start.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        let isSkipped = rest.first == UInt8(ascii: "<") && rest.startIndex > start.startIndex
        lseek(descriptor, isSkipped ? off_t(rest.startIndex) : 0, SEEK_SET)
    }

    /// Without HUGE the parser itself bounds depth, names and texts; NOBLANKS spares the white space
    /// between elements and keeps all of it beside a text.
    private static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOBLANKS.rawValue | XML_PARSE_NOCDATA.rawValue
            | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_BIG_LINES.rawValue)
}

extension XMLStream {
    /// Moves to the next node; false at the end of a file that is well-formed as a whole.
    mutating func advance() throws(Fault) -> Bool {
        switch xmlTextReaderRead(reader) {
        case 1: return true
        case 0: return false
        default: throw lastFault()
        }
    }

    var node: Node {
        switch xmlTextReaderNodeType(reader) {
        case 1: .start
        case 15: .end
        case 3, 4: .text
        case 13, 14: .blank
        case 10: .documentType
        case 5: .reference
        default: .other
        }
    }

    /// Whether the start stands for its end too: `<Nm/>`.
    var isEmptyElement: Bool { xmlTextReaderIsEmptyElement(reader) == 1 }

    /// The name without prefix; the pointer is good for as long as the stream.
    var localName: UnsafePointer<UInt8>? { xmlTextReaderConstLocalName(reader) }

    /// The name of the element around the text that the stream stands on.
    var parentName: String? {
        xmlTextReaderCurrentNode(reader)?.pointee.parent?.pointee.name.map { String(cString: $0) }
    }

    /// The bytes of a text, in UTF-8, good until the next move.
    var value: UnsafeBufferPointer<UInt8> {
        guard let bytes = xmlTextReaderConstValue(reader) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(
            start: bytes,
            count: strlen(
                UnsafeRawPointer(bytes)
                    .assumingMemoryBound(to: CChar.self)))
    }

    /// The value of an attribute of the element that has just begun.
    mutating func attribute(_ name: String) -> String? {
        guard let value = xmlTextReaderGetAttribute(reader, name) else { return nil }
        defer { free(value) }
        return String(cString: value)
    }

    /// The line on which the node stands, from 1.
    var line: Int {
        let ofNode = xmlTextReaderCurrentNode(reader).map { Int(xmlGetLineNo($0)) } ?? 0
        return ofNode > 0 ? ofNode : max(1, Int(xmlTextReaderGetParserLineNumber(reader)))
    }

    /// How many bytes of the file have been read.
    var bytesConsumed: Int { max(0, Int(xmlTextReaderByteConsumed(reader))) }

    private func lastFault() -> Fault {
        let parserLine = max(1, Int(xmlTextReaderGetParserLineNumber(reader)))
        guard let error = xmlGetLastError(), let text = error.pointee.message else {
            return .malformed(line: parserLine, "it ends or breaks in the middle")
        }
        let line = Int(error.pointee.line)
        // The parser calls both by one name: content behind the end, and an end that never comes.
        let message =
            error.pointee.code == Int32(XML_ERR_DOCUMENT_END.rawValue)
            ? "it is cut off, or something stands behind its end"
            : String(cString: text).split(separator: "\n").joined(separator: ", ")
        // The parser gives a wrong byte and a forbidden character one code.
        let isEncoding =
            Self.encodingErrors.contains(error.pointee.code)
            || message.hasPrefix("Input is not proper UTF-8")
        let place = line > 0 ? line : parserLine
        return isEncoding
            ? .encoding(line: place, message) : .malformed(line: place, message)
    }

    private static let encodingErrors: Set<Int32> = [
        Int32(XML_ERR_INVALID_ENCODING.rawValue), Int32(XML_I18N_CONV_FAILED.rawValue),
    ]
}
