/// Walks through a camt file and reports only the places that mean something.
///
/// It knows depth, limits and the form of the whole file; what the values mean, its users know.
struct CamtWalker: ~Copyable {
    /// Deeper than any message with its envelopes; the parser's own limit is far above.
    static let depthLimit = 64
    /// The longest text of one element, in bytes.
    static let textLimit = 1 << 20

    /// What has been found; the value of a leaf is in `text` until the next event.
    enum Event {
        case opened(CamtPlace), value(CamtPlace), closed(CamtPlace), end
    }

    let file: String
    private var stream: XMLStream
    private var vocabulary = CamtVocabulary()
    private var places: [CamtPlace] = []
    /// Whether the last element to begin is the one that stands open now.
    private var isInnermost = false
    private var elementEndsHere = false
    private var buffer: [UInt8] = []
    private var textLength = 0
    /// The currency written beside the amount that is being read.
    private(set) var currencyText: String?
    private var message = MessageNames()
    private var progress: ProgressMeter

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: A regular file.
    ///   - file: How messages call it.
    ///   - encoding: What it is written in, against what it says itself; nil to believe it.
    ///   - progress: Called while reading.
    /// - Throws: `unreadable`.
    init(
        path: String, file: String, encoding: String? = nil, progress: ((Int) -> Void)?
    )
        throws(BankFileError)
    {
        do {
            stream = try XMLStream(path: path, encoding: encoding)
        } catch {
            throw BankFileError(fault: error, file: file)
        }
        self.file = file
        self.progress = ProgressMeter(report: progress)
    }

    var identity: FileIdentity { stream.identity }

    /// What the message is that the walker stands in; camt.053 outside of any.
    var format: StatementFormat { message.format ?? .camt053 }

    /// The text of the leaf without the white space around it.
    var text: ArraySlice<UInt8> { CamtText.trimmed(buffer) }

    var string: String { String(decoding: text, as: UTF8.self) }

    /// The text of the leaf as it stands, with its outer blanks.
    var whole: [UInt8] { buffer }

    func failure(_ reason: BankFileError.Reason, place: String?) -> BankFileError {
        BankFileError(file: file, line: stream.line, place: place, reason: reason)
    }

    /// Goes on to the next place of meaning; `end` once the whole file has proved well-formed.
    mutating func next() throws(BankFileError) -> Event {
        if elementEndsHere { if let event = finish() { return event } }
        while try advance() {
            progress.count { stream.bytesConsumed }
            switch stream.node {
            case .start: if let event = try begin() { return event }
            case .end: if let event = finish() { return event }
            case .text, .blank: try collect()
            case .documentType:
                // The parser has no line of a DOCTYPE, only how far it has read ahead.
                throw BankFileError(file: file, line: nil, place: nil, reason: .documentType)
            case .reference: throw failure(.documentType, place: nil)
            case .other: break
            }
        }
        progress.finish(at: identity.size)
        guard message.format != nil else { throw notAStatement() }
        return .end
    }

    private mutating func advance() throws(BankFileError) -> Bool {
        do {
            return try stream.advance()
        } catch {
            throw BankFileError(fault: error, file: file)
        }
    }

    private mutating func begin() throws(BankFileError) -> Event? {
        guard places.count < Self.depthLimit else {
            throw failure(.nestedTooDeep(limit: Self.depthLimit), place: nil)
        }
        let element = stream.localName.map { vocabulary.element($0) } ?? .other
        let parent = places.last ?? .envelope
        let place = parent.child(element)
        if place == .envelope || place == .message { name(place, element) }
        places.append(place)
        isInnermost = true
        textLength = 0
        elementEndsHere = stream.isEmptyElement
        if place == .elsewhere || place == .envelope {
            if elementEndsHere { _ = finish() }
            return nil
        }
        if place.isLeaf { buffer.removeAll(keepingCapacity: true) }
        if place.hasCurrency { currencyText = stream.attribute("Ccy") }
        return .opened(place)
    }

    private mutating func finish() -> Event? {
        elementEndsHere = false
        let wasInnermost = isInnermost
        isInnermost = false
        guard let place = places.popLast(), place != .elsewhere, place != .envelope else {
            return nil
        }
        return wasInnermost && place.isLeaf ? .value(place) : .closed(place)
    }

    private mutating func collect() throws(BankFileError) {
        let value = stream.value
        textLength = isInnermost ? textLength + value.count : value.count
        guard textLength <= Self.textLimit else {
            let name = stream.parentName ?? "an element"
            throw failure(.textTooLong(element: name, limit: Self.textLimit), place: nil)
        }
        if isInnermost, places.last?.isLeaf == true { buffer.append(contentsOf: value) }
    }

    /// Keeps the outermost names, so that a file of another kind can be told what it is.
    private mutating func name(_ place: CamtPlace, _ element: CamtElement) {
        if place == .message { message.format = element.format }
        guard places.count < 2, message.format == nil else { return }
        let name = stream.localName.map { String(cString: $0) } ?? ""
        if places.isEmpty { message.root = name } else { message.inner = message.inner ?? name }
    }

    private func notAStatement() -> BankFileError {
        BankFileError(
            file: file, line: nil, place: nil,
            reason: .notAStatement(root: message.root, message: message.inner))
    }

    private struct MessageNames {
        var root = ""
        var inner: String?
        var format: StatementFormat?
    }
}

extension BankFileError {
    init(fault: XMLStream.Fault, file: String) {
        switch fault {
        case .unreadable(let reason):
            self.init(file: file, line: nil, place: nil, reason: .unreadable(reason))
        case .encoding(let line, let message):
            self.init(file: file, line: line, place: nil, reason: .wrongEncoding(message))
        case .malformed(let line, let message):
            self.init(file: file, line: line, place: nil, reason: .malformed(message))
        }
    }
}
