package import MoneyCore

/// A JSON document as a value; its members keep the order in which they are given.
///
/// There is no floating-point case: figures are integers, or decimal text.
///
/// - Source: RFC 8259.
package indirect enum JSONText: Equatable, Sendable {
    case object([Member])
    case array([JSONText])
    case string(String)
    case integer(Int64)
    case bool(Bool)
    case null

    /// One name and its value.
    package struct Member: Equatable, Sendable {
        package let name: String
        package let value: JSONText

        package init(_ name: String, _ value: JSONText) {
            self.name = name
            self.value = value
        }
    }
}

extension JSONText {
    /// An amount both ways: `{"amount": "15232.00", "currency": "EUR", "minor": 1523200}`.
    package static func money(_ money: Money) -> JSONText {
        .object([
            Member("amount", .string(money.plain)),
            Member("currency", .string(money.currency.code)),
            Member("minor", .integer(money.minor)),
        ])
    }

    /// A day as `2013-03-22`, or null.
    package static func day(_ day: Day?) -> JSONText {
        day.map { .string($0.description) } ?? .null
    }

    /// A text, or null.
    package static func optional(_ text: String?) -> JSONText {
        text.map { .string($0) } ?? .null
    }
}

extension JSONText: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
    package init(dictionaryLiteral elements: (String, JSONText)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }

    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONText {
    /// Writes the document, indented by two blanks a level; the text ends with a line feed.
    package func render() -> String {
        var text = ""
        write(into: &text, indent: "")
        return text + "\n"
    }

    /// Writes the document on one line, without blanks and without a line feed.
    package func renderCompact() -> String {
        switch self {
        case .object(let members):
            let parts = members.map { Self.quoted($0.name) + ":" + $0.value.renderCompact() }
            return "{" + parts.joined(separator: ",") + "}"
        case .array(let values):
            return "[" + values.map { $0.renderCompact() }.joined(separator: ",") + "]"
        case .string, .integer, .bool, .null:
            return scalar()
        }
    }

    private func write(into text: inout String, indent: String) {
        let inner = indent + "  "
        switch self {
        case .object(let members) where !members.isEmpty:
            text += "{"
            for (index, member) in members.enumerated() {
                text += (index == 0 ? "\n" : ",\n") + inner + Self.quoted(member.name) + ": "
                member.value.write(into: &text, indent: inner)
            }
            text += "\n" + indent + "}"
        case .array(let values) where !values.isEmpty:
            text += "["
            for (index, value) in values.enumerated() {
                text += (index == 0 ? "\n" : ",\n") + inner
                value.write(into: &text, indent: inner)
            }
            text += "\n" + indent + "]"
        case .object, .array, .string, .integer, .bool, .null:
            text += scalar()
        }
    }

    private func scalar() -> String {
        switch self {
        case .object: "{}"
        case .array: "[]"
        case .string(let value): Self.quoted(value)
        case .integer(let value): String(value)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        }
    }

    /// A text in quotes; quote, backslash and control characters are escaped.
    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
