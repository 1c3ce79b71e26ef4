import Foundation

/// A JSON value as the oracles have it.
enum JSON: Decodable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    subscript(key: String) -> JSON {
        if case .object(let object) = self { object[key] ?? .null } else { .null }
    }

    subscript(place: Int) -> JSON {
        if case .list(let list) = self, list.indices.contains(place) { list[place] } else { .null }
    }

    var list: [JSON] { if case .list(let list) = self { list } else { [] } }
    var text: String { if case .text(let text) = self { text } else { "" } }
    var double: Double { if case .number(let number) = self { number } else { .nan } }
    var int: Int { Int(double) }
    var doubles: [Double] { list.map(\.double) }
    var texts: [String] { list.map(\.text) }

    static func numbers(_ values: [Double]) -> JSON { .list(values.map { .number($0) }) }

    /// Where two values differ by more than is allowed; empty if they agree.
    func differences(
        to other: JSON, path: String = "", _ isClose: (Double, Double) -> Bool
    ) -> [String] {
        switch (self, other) {
        case (.null, .null): []
        case (.bool(let left), .bool(let right)) where left == right: []
        case (.text(let left), .text(let right)) where left == right: []
        case (.number(let left), .number(let right)):
            isClose(left, right) ? [] : ["\(path): \(right), expected \(left)"]
        case (.list(let left), .list(let right)) where left.count == right.count:
            zip(left, right).enumerated().flatMap { place, pair in
                pair.0.differences(to: pair.1, path: "\(path)[\(place)]", isClose)
            }
        case (.object(let left), .object(let right)):
            left.sorted { $0.key < $1.key }.flatMap { key, value in
                value.differences(
                    to: right[key] ?? .text("missing"), path: "\(path).\(key)", isClose)
            }
        default: ["\(path): \(other), expected \(self)"]
        }
    }
}
