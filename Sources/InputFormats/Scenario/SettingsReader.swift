import InsolvencyCore
import MoneyCore
import Yams

/// Reads one mapping of a settings file key by key, and refuses what it does not know.
///
/// Figures are read from their text, never through a floating-point number.
struct SettingsReader {
    let file: String
    /// The path of this mapping, such as `estate`; empty at the top.
    let path: String
    private let mapping: Node.Mapping
    let mark: Mark?

    init(_ node: Node, file: String, path: String = "") throws(InputError) {
        self.file = file
        self.path = path
        mark = node.mark
        guard case .mapping(let mapping) = node else {
            throw Self.error(
                file, node.mark, "\(path.isEmpty ? "The file" : path) is not a mapping.",
                "Write key: value, one to a line.")
        }
        self.mapping = mapping
    }

    /// The full path of a key.
    func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// All keys, in the order of the file.
    var keys: [String] { mapping.compactMap { $0.key.scalar?.string } }

    /// Refuses every key that is not among the known.
    func allow(_ known: [String]) throws(InputError) {
        for (key, _) in mapping {
            guard let text = key.scalar?.string, known.contains(text) else {
                let shown = key.scalar.map { name($0.string) } ?? "A key of \(name("?"))"
                throw Self.error(
                    file, key.mark, "\(shown) is not known.",
                    "Known here: \(known.joined(separator: ", ")).")
            }
        }
    }

    func node(_ key: String) -> Node? { mapping.first { $0.key.scalar?.string == key }?.value }

    /// The mapping below a key; nil if it is not there.
    func section(_ key: String) throws(InputError) -> SettingsReader? {
        guard let node = node(key) else { return nil }
        return try SettingsReader(node, file: file, path: name(key))
    }

    /// The texts of a list; nil if it is not there.
    func list(_ key: String, allowed: String) throws(InputError) -> [String]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let sequence) = node else {
            throw refusal(key, "is not a list.", "Write a list such as \(allowed).")
        }
        var texts: [String] = []
        for element in sequence {
            guard let text = element.scalar?.string else {
                throw Self.error(
                    file, element.mark, "\(name(key)) holds what is not a word.",
                    "Write a list such as \(allowed).")
            }
            texts.append(text)
        }
        return texts
    }

    /// A value by its text; nil if the key is not there.
    ///
    /// - Throws: an error that quotes the text and says what is allowed.
    func value<Value>(
        _ key: String, allowed: String, _ parse: (String) -> Value?
    )
        throws(InputError) -> Value?
    {
        guard let node = try single(key) else { return nil }
        guard let text = node.scalar?.string else {
            throw Self.error(
                file, node.mark, "\(name(key)) is not a single value.", "Write \(allowed).")
        }
        guard let value = parse(text) else {
            throw Self.error(
                file, node.mark, "\(name(key)) is \"\(text)\".", "Write \(allowed).")
        }
        return value
    }

    /// The node of a key; where a value stands beside its source, the value's.
    private func single(_ key: String) throws(InputError) -> Node? {
        guard let node = node(key), node.mapping != nil else { return node(key) }
        let pair = try SettingsReader(node, file: file, path: name(key))
        guard pair.node("value") != nil else { return node }
        try pair.allow(["value", "source"])
        _ = try pair.text("source")
        return pair.node("value")
    }

    /// What stands as the source of each figure, by the figure's path.
    func sources() throws(InputError) -> [String: String] {
        var sources: [String: String] = [:]
        for key in keys {
            guard let node = node(key), node.mapping != nil else { continue }
            let inner = try SettingsReader(node, file: file, path: name(key))
            if inner.node("source")?.scalar != nil {
                sources[name(key)] = try inner.text("source")
            }
            for (path, source) in try inner.sources() { sources[path] = source }
        }
        return sources
    }

    func text(_ key: String) throws(InputError) -> String? {
        try value(key, allowed: "a name") { $0.isEmpty ? nil : $0 }
    }

    func bool(_ key: String) throws(InputError) -> Bool? {
        try value(key, allowed: "true or false") { text in
            switch text {
            case "true": true
            case "false": false
            default: nil
            }
        }
    }

    func day(_ key: String) throws(InputError) -> Day? {
        try value(key, allowed: "a day such as 2013-03-22") { Day($0) }
    }

    func whole(_ key: String, _ range: ClosedRange<Int64>) throws(InputError) -> Int64? {
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return try value(key, allowed: allowed) { text in
            guard let number = Int64(text), range.contains(number) else { return nil }
            return number
        }
    }

    /// An amount of zero or more, as exact decimal text.
    func money(_ key: String, in currency: Currency) throws(InputError) -> Money? {
        let allowed = "an amount of \(currency) of zero or more, such as 1234.56"
        return try value(key, allowed: allowed) { text in
            guard let money = Money(text, currency), !money.isNegative else { return nil }
            return money
        }
    }

    /// A percentage from 0 to 100, as exact decimal text.
    func percent(_ key: String) throws(InputError) -> Share? {
        try value(key, allowed: "a percentage from 0 to 100, such as 6.1", Self.percent)
    }

    static func percent(_ text: String) -> Share? {
        guard let share = Share(percent: text), share.numerator <= share.denominator else {
            return nil
        }
        return share
    }

    /// A refusal of a key's value, or of the whole mapping if the key is not there.
    func refusal(_ key: String, _ message: String, _ remedy: String) -> InputError {
        Self.error(file, node(key)?.mark ?? mark, "\(name(key)) \(message)", remedy)
    }

    static func error(
        _ file: String, _ mark: Mark?, _ message: String, _ remedy: String
    )
        -> InputError
    {
        InputError(
            file: file, line: mark?.line ?? 1, column: mark?.column, message: message,
            remedy: remedy)
    }
}
