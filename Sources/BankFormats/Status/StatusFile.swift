package import EscrowCore

/// A bank's answers to payment files (pain.002), of any version from .03 on, by local names.
///
/// - Source: docs/spec/payment-status.md#form
package enum StatusFile {
    /// Reads a file as a whole: XML, or a ZIP file of such.
    ///
    /// - Parameters:
    ///   - path: A regular file.
    ///   - name: How messages call it.
    /// - Returns: At least one answer, in file order.
    /// - Throws: Why the form of the file is broken.
    package static func read(
        path: String, name: String
    ) throws(StatusFileError) -> [StatusReport] {
        guard StatusArchive.isArchive(path) else { return try readMessage(path, name) }
        return try StatusArchive.read(path, name)
    }

    static func readMessage(
        _ path: String, _ name: String
    ) throws(StatusFileError) -> [StatusReport] {
        var stream: XMLStream
        do {
            stream = try XMLStream(path: path)
        } catch {
            throw StatusFileError(fault: error, file: name)
        }
        var draft = StatusDraft()
        var walker = StatusWalker()
        do throws(StatusFileError.Reason) {
            while try walker.advance(&stream) { try walker.take(&stream, into: &draft) }
            guard !draft.reports.isEmpty else {
                throw .notAnAnswer(root: String(walker.root.prefix(60)))
            }
        } catch {
            let isOfPlace =
                switch error {
                case .unreadable, .brokenArchive, .documentType, .notAnAnswer: false
                case .malformed, .nestedTooDeep, .textTooLong, .twice, .wrongNumber: true
                }
            let line = isOfPlace ? walker.faultLine ?? stream.line : nil
            throw StatusFileError(file: name, line: line, reason: error)
        }
        return draft.reports
    }
}

/// Where in the file the reader stands, and the text of the innermost element.
private struct StatusWalker {
    /// Deeper than any answer with its envelopes.
    static let depthLimit = 64
    /// The longest text of one element, in bytes.
    static let textLimit = 1 << 16

    private(set) var root = ""
    private(set) var faultLine: Int?
    private var places: [StatusElement] = []
    private var text: [UInt8] = []
    private var isInnermost = false

    mutating func advance(
        _ stream: inout XMLStream
    ) throws(StatusFileError.Reason) -> Bool {
        do {
            return try stream.advance()
        } catch {
            let (reason, line) = StatusFileError.reason(of: error)
            faultLine = line
            throw reason
        }
    }

    mutating func take(
        _ stream: inout XMLStream, into draft: inout StatusDraft
    ) throws(StatusFileError.Reason) {
        switch stream.node {
        case .start: try begin(&stream, &draft)
        case .end: try finish(&draft)
        case .text, .blank:
            guard text.count + stream.value.count <= Self.textLimit else {
                throw .textTooLong(limit: Self.textLimit)
            }
            if isInnermost { text.append(contentsOf: stream.value) }
        case .documentType, .reference: throw .documentType
        case .other: break
        }
    }

    private mutating func begin(
        _ stream: inout XMLStream, _ draft: inout StatusDraft
    ) throws(StatusFileError.Reason) {
        guard places.count < Self.depthLimit else {
            throw .nestedTooDeep(limit: Self.depthLimit)
        }
        let name = stream.localName.map { String(cString: $0) } ?? ""
        if places.isEmpty { root = name }
        let element = StatusElement(name: name)
        places.append(element)
        text.removeAll(keepingCapacity: true)
        isInnermost = true
        let currency = element == .instructedAmount ? stream.attribute("Ccy") : nil
        draft.open(places, currency: currency)
        if stream.isEmptyElement { try finish(&draft) }
    }

    private mutating func finish(_ draft: inout StatusDraft) throws(StatusFileError.Reason) {
        if isInnermost {
            let value = String(decoding: CamtText.trimmed(text), as: UTF8.self)
            if !value.isEmpty { try draft.take(value, at: places) }
        }
        isInnermost = false
        _ = places.popLast()
    }
}

extension StatusFileError {
    fileprivate init(fault: XMLStream.Fault, file: String) {
        let (reason, line) = Self.reason(of: fault)
        self.init(file: file, line: line, reason: reason)
    }

    fileprivate static func reason(of fault: XMLStream.Fault) -> (Reason, Int?) {
        switch fault {
        case .unreadable(let reason): (.unreadable(reason), nil)
        case .malformed(let line, let message): (.malformed(message), line)
        case .encoding(let line, let message): (.malformed(message), line)
        }
    }
}
