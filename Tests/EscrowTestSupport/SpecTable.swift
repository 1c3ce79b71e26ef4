import Foundation

/// A table of a page of docs/spec, so that a test holds the document to the code.
package struct SpecTable: Equatable {
    package let header: [String]
    package let rows: [[String]]

    /// The first table under a heading.
    package static func read(_ page: String, heading: String) throws -> SpecTable {
        let text = try String(
            contentsOf: root.appendingPathComponent("docs/spec/\(page).md"), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0 != "## \(heading)" }
        let table = lines.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }.map(cells)
        return SpecTable(header: table.first ?? [], rows: Array(table.dropFirst(2)))
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
