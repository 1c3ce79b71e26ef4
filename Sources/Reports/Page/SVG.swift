import InsolvencyCore

/// Draws in a box of whole units; the page scales it.
///
/// Colours are classes, so that light, dark and print decide.
struct SVG {
    static let width = 720.0
    let height: Double
    private(set) var body = ""

    init(height: Double) { self.height = height }

    /// A coordinate with one decimal, the same on every machine.
    static func number(_ value: Double) -> String { DecimalText.of(value, decimals: 1) }

    mutating func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String,
        title: String = ""
    ) {
        let hint = title.isEmpty ? "" : "<title>\(HTMLText.escape(title))</title>"
        body +=
            "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
            + "width=\"\(Self.number(max(0, width)))\" height=\"\(Self.number(max(0, height)))\" "
            + "class=\"\(style)\">\(hint)</rect>\n"
    }

    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String
    ) {
        body +=
            "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" "
            + "x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\" class=\"\(style)\"/>\n"
    }

    mutating func path(_ points: [(x: Double, y: Double)], _ style: String, isClosed: Bool = false)
    {
        guard let first = points.first else { return }
        var text = "M\(Self.number(first.x)) \(Self.number(first.y))"
        for point in points.dropFirst() {
            text += "L\(Self.number(point.x)) \(Self.number(point.y))"
        }
        body += "<path d=\"\(text)\(isClosed ? "Z" : "")\" class=\"\(style)\"/>\n"
    }

    mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String) {
        body +=
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" "
            + "r=\"\(Self.number(radius))\" class=\"\(style)\"/>\n"
    }

    /// A text; the anchor is start, middle or end.
    mutating func text(
        _ x: Double, _ y: Double, _ words: String, anchor: String = "start", style: String = ""
    ) {
        let look = style.isEmpty ? "" : " class=\"\(style)\""
        body +=
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
            + "text-anchor=\"\(anchor)\"\(look)>\(HTMLText.escape(words))</text>\n"
    }

    /// The element, named for those who do not see it.
    func render(title: String, id: String) -> String {
        """
        <svg viewBox="0 0 \(Self.number(Self.width)) \(Self.number(height))" role="img" \
        aria-labelledby="\(id)-title">
        <title id="\(id)-title">\(HTMLText.escape(title))</title>
        \(body)</svg>
        """
    }
}
