import Foundation
import MoneyCore
import Testing

/// One worked example of docs/spec/events: what is done, the entries that follow, and every balance
/// afterwards.
///
/// The form of an example stands in docs/spec/events.md#worked-examples.
struct EventExample: CustomTestStringConvertible, Sendable {
    let name: String
    /// The example whose steps come first.
    let from: String?
    let steps: [Step]
    let entries: [String]
    let balances: [String]

    var testDescription: String { name }

    struct Step: Sendable {
        let day: String
        let words: [String]
    }

    struct Malformed: Error { let text: String }

    /// All examples of all documents, each document's in its order.
    static func all() throws -> [EventExample] {
        try documents().flatMap { path in
            try Clone.text(path).components(separatedBy: "```event\n").dropFirst().map { block in
                let lines = (block.components(separatedBy: "```").first ?? "")
                    .split(separator: "\n").map(String.init)
                return try EventExample(lines)
            }
        }
    }

    /// docs/spec/events.md and every page of docs/spec/events.
    static func documents() throws -> [String] {
        let folder = "docs/spec/events"
        let pages = try FileManager.default.contentsOfDirectory(
            atPath: Clone.root.appendingPathComponent(folder).path)
        return ["\(folder).md"]
            + pages.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    }

    private init(_ lines: [String]) throws {
        guard let title = lines.first, title.hasPrefix("# ") else {
            throw Malformed(text: lines.first ?? "an empty example")
        }
        name = title.dropFirst(2).prefix { $0 != ":" }.description
        var from: String?
        var steps: [Step] = []
        var entries: [String] = []
        var balances: [String] = []
        var isAfter = false
        for line in lines.dropFirst() {
            let words = Self.words(line)
            switch words.first {
            case "from": from = words.dropFirst().joined(separator: " ")
            case "after": isAfter = true
            case let day? where Day(day) != nil:
                steps.append(Step(day: day, words: Array(words.dropFirst())))
            case nil: break
            default:
                let plain = words.joined(separator: " ")
                if isAfter { balances.append(plain) } else { entries.append(plain) }
            }
        }
        (self.from, self.steps, self.entries, self.balances) = (from, steps, entries, balances)
    }

    /// The commands that its own steps run, as typed; a line at the bank comes by `bank import`.
    var commands: [[String]] {
        steps.compactMap { step in
            if step.words.first == "bank" { return ["bank", "import"] }
            let place = step.words.prefix(2).firstIndex(of: "ringfence")
            return place.map { Array(step.words[($0 + 1)...]) }
        }
    }

    /// Words between spaces; quotation marks keep some together.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        for (index, piece) in line.components(separatedBy: "\"").enumerated() {
            if index % 2 == 1 {
                words.append(piece)
            } else {
                words += piece.split(separator: " ").map(String.init)
            }
        }
        return words
    }
}
