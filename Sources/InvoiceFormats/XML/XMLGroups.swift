import CLibXML2
import Glibc

/// An XML file in memory, read group by group, so that only one group is held at a time.
///
/// The parser loads nothing else: no DTD, no entities, no network. What is deeper, longer or more
/// than an invoice needs is refused before it takes memory.
///
/// - Source: docs/spec/invoice-files.md#refused
struct XMLGroups {
    /// Elements whose children are groups of their own: the root is one in any case.
    var containers: Set<String> = []
    /// Elements that are passed over with all that is in them.
    var skipped: Set<String> = []
    /// Other names for the same element.
    var aliases: [String: String] = [:]

    static let depthMax = 64
    static let groupSizeMax = 100_000
    static let groupsMax = 250_000

    /// Whether reading goes on.
    enum Step { case next, stop }

    /// The local name of the root, found without reading on.
    static func root(of bytes: [UInt8]) throws(InvoiceFileError) -> String {
        var root = ""
        var groups = XMLGroups()
        groups.stopsAtRoot = true
        try groups.forEach(in: bytes, root: { root = $0 }) { _ in .stop }
        return root
    }

    private var stopsAtRoot = false

    init(
        containers: Set<String> = [], skipped: Set<String> = [], aliases: [String: String] = [:]
    ) {
        self.containers = containers
        self.skipped = skipped
        self.aliases = aliases
    }

    /// Hands over every group in order.
    ///
    /// The file is well-formed as a whole if this returns and nobody stopped it.
    func forEach(
        in bytes: [UInt8], root: (String) -> Void = { _ in },
        _ body: (XMLElement) throws(InvoiceFileError) -> Step
    ) throws(InvoiceFileError) {
        guard let size = Int32(exactly: bytes.count), size > 0 else {
            throw InvoiceFileError(.empty)
        }
        xmlInitParser()
        try bytes.withUnsafeBufferPointer { buffer throws(InvoiceFileError) in
            let start = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            guard let reader = xmlReaderForMemory(start, size, nil, nil, Self.options) else {
                throw InvoiceFileError(.malformed("the XML parser could not be started"))
            }
            defer { xmlFreeTextReader(reader) }
            var walk = XMLGroupWalk(self, reader)
            while try walk.advance() {
                if let name = walk.takeRoot() {
                    root(name)
                    if stopsAtRoot { return }
                }
                if let group = walk.takeGroup(), case .stop = try body(group) { return }
            }
        }
    }

    /// HUGE lets attachments of many megabytes pass over; depth, size and count are bounded here.
    private static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_BIG_LINES.rawValue
            | XML_PARSE_HUGE.rawValue)
}
