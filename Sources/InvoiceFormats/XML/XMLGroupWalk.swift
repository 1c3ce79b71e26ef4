import CLibXML2
import Glibc

/// The state of a walk over the nodes of a file.
struct XMLGroupWalk {
    private let groups: XMLGroups
    private let reader: xmlTextReaderPtr
    /// How many containers stand open, and how deep below a skipped element it is.
    private var outer = 0
    private var skippedDepth = 0
    private var stack: [XMLElement] = []
    private var size = 0
    private var count = 0
    private var root: String?
    private var finished: XMLElement?

    init(_ groups: XMLGroups, _ reader: xmlTextReaderPtr) {
        self.groups = groups
        self.reader = reader
    }

    /// The root's name, once, when it has just been met.
    mutating func takeRoot() -> String? {
        defer { root = nil }
        return root
    }

    /// The group that has just ended.
    mutating func takeGroup() -> XMLElement? {
        defer { finished = nil }
        return finished
    }

    /// Moves on by one node; false at the end of a well-formed file.
    mutating func advance() throws(InvoiceFileError) -> Bool {
        switch xmlTextReaderRead(reader) {
        case 1: break
        case 0: return false
        default: throw fault()
        }
        switch xmlTextReaderNodeType(reader) {
        case 1: try start(isEmpty: xmlTextReaderIsEmptyElement(reader) == 1)
        case 15: try end()
        case 3, 4, 13, 14: try text()
        case 10: throw InvoiceFileError(.documentType, line: line)
        case 5: throw InvoiceFileError(.malformed("an entity that is not defined"), line: line)
        default: break
        }
        return true
    }

    private mutating func start(isEmpty: Bool) throws(InvoiceFileError) {
        guard skippedDepth == 0 else {
            if !isEmpty { skippedDepth += 1 }
            return try check(skippedDepth + stack.count + outer)
        }
        try check(stack.count + outer + 1)
        let written = xmlTextReaderConstLocalName(reader).map { String(cString: $0) } ?? ""
        let name = groups.aliases[written] ?? written
        if outer == 0 {
            root = name
            outer = isEmpty ? 0 : 1
            return
        }
        if groups.skipped.contains(name) {
            if !isEmpty { skippedDepth = 1 }
            return
        }
        if stack.isEmpty, groups.containers.contains(name) {
            if !isEmpty { outer += 1 }
            return
        }
        size += 1
        guard size <= XMLGroups.groupSizeMax else {
            throw InvoiceFileError(
                .tooMany(what: "elements in one group", limit: XMLGroups.groupSizeMax), line: line)
        }
        var element = XMLElement(name, line: line)
        for attribute in XMLElement.Attribute.allCases where xmlTextReaderHasAttributes(reader) == 1
        {
            guard let value = xmlTextReaderGetAttribute(reader, attribute.rawValue) else {
                continue
            }
            element.attributes[attribute] = String(cString: value)
            free(value)
        }
        stack.append(element)
        if isEmpty { try close() }
    }

    private mutating func end() throws(InvoiceFileError) {
        if skippedDepth > 0 {
            skippedDepth -= 1
        } else if stack.isEmpty {
            outer -= 1
        } else {
            try close()
        }
    }

    private mutating func close() throws(InvoiceFileError) {
        guard let element = stack.popLast() else { return }
        guard stack.isEmpty else {
            stack[stack.count - 1].children.append(element)
            return
        }
        size = 0
        count += 1
        guard count <= XMLGroups.groupsMax else {
            throw InvoiceFileError(
                .tooMany(what: "lines and groups", limit: XMLGroups.groupsMax), line: line)
        }
        finished = element
    }

    /// A text of more than a page belongs to no term of an invoice.
    private mutating func text() throws(InvoiceFileError) {
        guard skippedDepth == 0, !stack.isEmpty, let bytes = xmlTextReaderConstValue(reader) else {
            return
        }
        let text = UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
        guard stack[stack.count - 1].text.utf8.count + strlen(text) <= Self.textMax else {
            throw InvoiceFileError(
                .tooMany(what: "bytes in a text", limit: Self.textMax), line: line)
        }
        stack[stack.count - 1].text += String(cString: text)
    }

    private static let textMax = 1 << 20

    private func check(_ depth: Int) throws(InvoiceFileError) {
        guard depth <= XMLGroups.depthMax else {
            throw InvoiceFileError(.nestedTooDeep(limit: XMLGroups.depthMax), line: line)
        }
    }

    private var line: Int {
        let node = xmlTextReaderCurrentNode(reader).map { Int(xmlGetLineNo($0)) } ?? 0
        return node > 0 ? node : max(1, Int(xmlTextReaderGetParserLineNumber(reader)))
    }

    private func fault() -> InvoiceFileError {
        let parserLine = max(1, Int(xmlTextReaderGetParserLineNumber(reader)))
        guard let error = xmlGetLastError(), let text = error.pointee.message else {
            return InvoiceFileError(.malformed("it ends or breaks in the middle"), line: parserLine)
        }
        let line = Int(error.pointee.line)
        let message = String(cString: text).split(separator: "\n").joined(separator: ", ")
        return InvoiceFileError(.malformed(message), line: line > 0 ? line : parserLine)
    }
}
