/// Text as it may stand in an HTML page.
package enum HTMLText {
    /// The text with all that means something in HTML written as entities.
    package static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// An element with text in it, escaped.
    package static func element(
        _ name: String, _ text: String, class style: String? = nil
    )
        -> String
    {
        let style = style.map { " class=\"\(escape($0))\"" } ?? ""
        return "<\(name)\(style)>\(escape(text))</\(name)>"
    }
}
