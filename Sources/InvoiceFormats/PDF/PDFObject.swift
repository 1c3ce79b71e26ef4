/// A value of a PDF file.
///
/// - Source: ISO 32000-1, 7.3
indirect enum PDFObject: Hashable, Sendable {
    case null
    case flag(Bool)
    case integer(Int)
    /// A number with a point; nobody asks for one.
    case real
    case name(String)
    case text([UInt8])
    case array([PDFObject])
    case dictionary([String: PDFObject])
    case reference(Int)
    /// A dictionary with the bytes that follow it, which begin at a position of the file.
    case stream([String: PDFObject], start: Int)

    var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    var name: String? { if case .name(let value) = self { value } else { nil } }
    var array: [PDFObject]? { if case .array(let values) = self { values } else { nil } }

    /// The dictionary, also of a stream.
    var dictionary: [String: PDFObject]? {
        switch self {
        case .dictionary(let members), .stream(let members, _): members
        case .null, .flag, .integer, .real, .name, .text, .array, .reference: nil
        }
    }

    /// A text as people read it: UTF-16 or UTF-8 behind their marks, else one byte a character.
    var words: String? {
        guard case .text(let bytes) = self else { return nil }
        if bytes.starts(with: [0xFE, 0xFF]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
            }
            return String(decoding: units, as: UTF16.self)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return String(decoding: bytes.dropFirst(3), as: UTF8.self)
        }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
