/// Writes rows of text as comma-separated values: lines end in CR LF, and a field is quoted where
/// it must be.
///
/// - Source: RFC 4180, section 2.
package struct CSVText: Equatable, Sendable {
    /// The file's text so far.
    package private(set) var text = ""

    package init(header: [String]) { append(header) }

    /// Adds one row.
    package mutating func append(_ fields: [String]) {
        text += fields.map(Self.field).joined(separator: ",") + "\r\n"
    }

    /// One field, in quotes if it holds a comma, a quote, a line end or a blank at its edge.
    package static func field(_ value: String) -> String {
        let isPlain = value.utf8.allSatisfy { !quoted.contains($0) }
        let hasEdgeBlank = value.first == " " || value.last == " "
        if isPlain, !hasEdgeBlank { return value }
        let doubled = value.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + doubled.joined(separator: "\"\"") + "\""
    }

    private static let quoted: Set<UInt8> = [
        UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
    ]
}
