/// XML text that is written element by element, two blanks deeper for each level.
///
/// Every value is of the basic character set, which has nothing that XML would escape.
struct PaymentText {
    private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    private var depth = 0

    mutating func open(_ element: String) {
        line("<\(element)>")
        depth += 1
    }

    mutating func close(_ element: String) {
        depth -= 1
        line("</\(element)>")
    }

    mutating func leaf(_ element: String, attributes: String = "", _ value: String) {
        line("<\(element)\(attributes)>\(value)</\(element)>")
    }

    /// Writes elements inside one another on one line; the last argument is the innermost value.
    mutating func nested(_ outer: String, _ rest: String...) {
        var elements = [outer] + rest
        let value = elements.removeLast()
        let opening = elements.map { "<\($0)>" }.joined()
        let closing = elements.reversed().map { "</\($0)>" }.joined()
        line(opening + value + closing)
    }

    private mutating func line(_ text: String) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }
}
