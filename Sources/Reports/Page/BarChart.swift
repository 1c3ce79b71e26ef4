/// Bars that lie, one below the other.
struct BarChart {
    struct Part {
        let from: Double
        let to: Double
        let style: String
        let title: String
    }

    struct Bar {
        let label: String
        let parts: [Part]
        /// Stands behind the bar.
        let value: String
    }

    let bars: [Bar]
    /// Styles with their meaning; none for a chart that needs no key.
    var key: [(style: String, label: String)] = []

    private static let left = 170.0
    private static let right = 590.0
    private static let row = 28.0

    func draw() -> SVG {
        let top = key.isEmpty ? 6.0 : 30
        var svg = SVG(height: top + Self.row * Double(max(1, bars.count)) + 8)
        var x = 0.0
        for (style, label) in key {
            svg.rect(x, 4, 12, 12, style)
            svg.text(x + 16, 14, label)
            x += 30 + 7.2 * Double(label.count)
        }
        let parts = bars.flatMap(\.parts)
        let ends: [Double] = [0] + parts.map(\.from) + parts.map(\.to)
        let (least, most) = (ends.min() ?? 0, ends.max() ?? 0)
        let span = max(most - least, 1e-9)
        let place = { (value: Double) in
            Self.left + (value - least) / span * (Self.right - Self.left)
        }
        for (index, bar) in bars.enumerated() {
            let y = top + Self.row * Double(index)
            svg.text(Self.left - 8, y + 16, bar.label, anchor: "end")
            for part in bar.parts {
                let (low, high) = (min(part.from, part.to), max(part.from, part.to))
                svg.rect(
                    place(low), y + 3, max(place(high) - place(low), 0.5), Self.row - 8, part.style,
                    title: part.title)
            }
            svg.text(Self.right + 8, y + 16, bar.value)
        }
        svg.line(place(0), top, place(0), top + Self.row * Double(bars.count), "axis")
        return svg
    }
}

/// Cells of rows and columns, darker where more is lost.
struct HeatMap {
    let columns: [String]
    let rows: [(label: String, cells: [(value: Double, text: String)])]

    func draw() -> SVG {
        var svg = SVG(height: 34 + 34 * Double(rows.count))
        let width = 540.0 / Double(max(1, columns.count))
        let most = max(1e-9, rows.flatMap(\.cells).map(\.value).max() ?? 0)
        for (column, label) in columns.enumerated() {
            svg.text(170 + width * (Double(column) + 0.5), 18, label, anchor: "middle")
        }
        for (row, entry) in rows.enumerated() {
            let y = 26 + 34 * Double(row)
            svg.text(162, y + 21, entry.label, anchor: "end")
            for (column, cell) in entry.cells.enumerated() {
                let step = Int((max(0, cell.value) / most * 5).rounded(.down))
                let x = 170 + width * Double(column)
                svg.rect(x, y, width - 2, 32, "heat\(min(4, step))", title: cell.text)
                svg.text(x + width / 2, y + 21, cell.text, anchor: "middle")
            }
        }
        return svg
    }
}
