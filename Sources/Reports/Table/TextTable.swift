/// A table of text for a person's terminal: columns line up, figures stand to the right.
///
/// Widths count characters as a person sees them, so that umlauts and combining marks line up.
/// Lines carry no blanks at their end.
package struct TextTable: Equatable, Sendable {
    /// Which edge of its column a cell keeps to.
    package enum Alignment: Sendable { case left, right }

    /// One column: its heading, and the edge to which heading and cells keep.
    package struct Column: Equatable, Sendable {
        package let title: String
        package let alignment: Alignment

        package init(_ title: String, _ alignment: Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }
    }

    package let columns: [Column]
    package private(set) var rows: [[String]] = []
    /// Stands below a rule at the end of the table.
    package var totals: [String]?
    /// Whether a rule stands between the headings and the rows.
    package var hasRule: Bool
    /// What separates two columns.
    package var gap: String

    package init(_ columns: [Column], hasRule: Bool = true, gap: String = "  ") {
        self.columns = columns
        self.hasRule = hasRule
        self.gap = gap
    }

    /// Adds a row; cells that are missing at its end are empty.
    package mutating func append(_ cells: [String]) {
        precondition(cells.count <= columns.count, "a row has no more cells than columns")
        rows.append(cells)
    }

    /// Draws the table, one text per line, without line ends.
    package func lines() -> [String] {
        let widths = widths()
        var lines: [String] = []
        if columns.contains(where: { !$0.title.isEmpty }) {
            lines.append(line(columns.map(\.title), widths))
            if hasRule { lines.append(rule(widths)) }
        }
        lines += rows.map { line($0, widths) }
        if let totals {
            lines.append(rule(widths))
            lines.append(line(totals, widths))
        }
        return lines
    }

    /// Draws the table; every line ends with a line feed.
    package func render() -> String { lines().reduce(into: "") { $0 += $1 + "\n" } }

    private func widths() -> [Int] {
        let drawn = [columns.map(\.title)] + rows + (totals.map { [$0] } ?? [])
        return columns.indices.map { index in
            drawn.reduce(0) { max($0, index < $1.count ? $1[index].count : 0) }
        }
    }

    private func rule(_ widths: [Int]) -> String {
        widths.map { String(repeating: "-", count: $0) }.joined(separator: gap)
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { index in
            let cell = index < cells.count ? cells[index] : ""
            let blanks = String(repeating: " ", count: widths[index] - cell.count)
            return columns[index].alignment == .left ? cell + blanks : blanks + cell
        }
        var text = padded.joined(separator: gap)
        while text.last == " " { text.removeLast() }
        return text
    }
}
