import Foundation
import MoneyCore
import Testing

/// One worked example of docs/spec/events.md: what is done, the entries that follow, and every
/// balance afterwards.
///
/// The form of an example stands in the document, under "Worked examples".
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

    /// All examples of the document, in its order.
    static func all() throws -> [EventExample] {
        let text = try Clone.text("docs/spec/events.md")
        return try text.components(separatedBy: "```event\n").dropFirst().map { block in
            let lines = (block.components(separatedBy: "```").first ?? "")
                .split(separator: "\n").map(String.init)
            return try EventExample(lines)
        }
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
