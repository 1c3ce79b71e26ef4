/// An XML document while it is written, indented by two blanks a level.
struct XMLText {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    /// An element with what stands in it.
    mutating func element(
        _ name: String, _ attributes: String = "", _ body: (inout XMLText) -> Void
    ) {
        text += "\(indent)<\(name)\(attributes)>\n"
        depth += 1
        body(&self)
        depth -= 1
        text += "\(indent)</\(name)>\n"
    }

    /// An element with a text; none where there is no text.
    mutating func leaf(_ name: String, _ value: String?, _ attributes: String = "") {
        guard let value, !value.isEmpty else { return }
        text += "\(indent)<\(name)\(attributes)>\(Self.escaped(value))</\(name)>\n"
    }

    private var indent: String { String(repeating: "  ", count: depth) }

    /// An attribute with its blank.
    static func attribute(_ name: String, _ value: String?) -> String {
        value.map { " \(name)=\"\(escaped($0))\"" } ?? ""
    }

    /// What XML cannot hold becomes a blank: no reader could take it back.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: escaped += "&amp;"
            case 0x3C: escaped += "&lt;"
            case 0x3E: escaped += "&gt;"
            case 0x22: escaped += "&quot;"
            case 0x0D: escaped += "&#13;"
            case 0x09, 0x0A: escaped.unicodeScalars.append(scalar)
            case 0..<0x20, 0xFFFE, 0xFFFF: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
