import Foundation
import Testing

/// Every command of the worked examples under a key: by two processes at once, once more, and with
/// other content.
///
/// In the end the book has what the document says, once.
@Suite("Commands of events twice (store.md#once)")
struct EventTwiceTests {
    @Test(
        "done once, answered again, refused with other content", arguments: try EventExample.all())
    func example(_ example: EventExample) async throws {
        try await CommandFolder.use { folder in
            var book = try EventBook(folder)
            for earlier in try EventExampleTests.before(example) { try await book.run(earlier) }
            let first = try await book.facts().count
            for (number, step) in example.steps.enumerated() {
                let (words, time) = try await book.filled(step)
                if let command = EventBook.command(words, at: time) {
                    try await Self.twice(command, key: "step-\(number)", in: folder)
                } else {
                    try book.enter(words, step.day, time)
                }
            }
            let facts = try await book.facts()
            let names = EventNames(facts)
            let entries = facts.dropFirst(first).flatMap { names.lines(of: $0.1) }
            #expect(
                entries.joined(separator: "\n") == example.entries.joined(separator: "\n"))
            #expect(
                names.balances(facts).joined(separator: "\n")
                    == example.balances.joined(separator: "\n"))
        }
    }

    private static func twice(
        _ command: (actor: String, arguments: [String]), key: String, in folder: CommandFolder
    ) async throws {
        let keyed = command.arguments + ["--key", key]
        async let one = Self.untilTaken(keyed, as: command.actor, in: folder)
        async let other = Self.untilTaken(keyed, as: command.actor, in: folder)
        for run in try await [one, other] {
            #expect(run.status == 0, "\(keyed): \(run.errors)")
        }
        let head = try folder.head()
        let again = try folder.run(keyed, as: command.actor)
        #expect(again.status == 0, "\(keyed): \(again.errors)")
        let different = try folder.run(
            try Self.changed(command.arguments, in: folder) + ["--key", key],
            as: command.arguments.starts(with: ["pool", "confirm"]) ? "clerk" : command.actor)
        #expect(different.status == 1)
        #expect(different.errors.contains("was used for a command with other content"))
        #expect(try folder.head() == head)
    }

    /// Another value for an option, which says something else and has its form.
    private static let others = [
        "--client": "C-09", "--party": "A-09", "--invoice": "2013-0009", "--from": "2013-0009",
        "--amount": "1.00", "--net": "1.00", "--reason": "another", "--day": "2013-01-02",
        "--claim": "A-01", "--holder": "another", "--to": "2013-0009",
        "--sha256": String(repeating: "0", count: 64),
        "--receipt": "9999", "--name": "another",
    ]

    /// An option that a command takes and that it was not given.
    private static let further = [
        "pool share": ["--day", "2099-01-05"], "topup withdraw": ["--amount", "1.00"],
        "payout plan": ["--day", "2099-01-05"], "bank failure": ["--limit", "1.00"],
        "release run": ["--limit", "1"],
    ]

    /// The same command, asking something else: another option, another file, another number.
    private static func changed(
        _ arguments: [String], in folder: CommandFolder
    ) throws -> [String] {
        var words = arguments
        if arguments.starts(with: ["interest"]) {
            words[words.firstIndex(of: "--to").map { $0 + 1 } ?? 0] = "2013-03-30"
            return words
        }
        if arguments.starts(with: ["account", "transfer"]) {
            return words
                + (words.contains("--money-only") ? ["--day", "2013-03-11"] : ["--payee", "F-01"])
        }
        for (place, word) in words.enumerated().dropLast() {
            if word == "--for" {
                words[place + 1] = words[place + 1] == "party" ? "client" : "party"
                return words
            }
            if let other = others[word] {
                words[place + 1] = other
                return words
            }
        }
        for (noun, more) in further where words.joined(separator: " ").hasPrefix(noun) {
            return words + more
        }
        // These say nothing that could be said otherwise, or look for the file of what they name.
        if words.starts(with: ["pool", "confirm"]) || words.starts(with: ["payout", "export"]) {
            return [
                "hours", "add", "E-01", "--day", "2013-01-30", "--hours", "1", "--at",
                "2014-01-01T08:00:00Z",
            ]
        }
        // The last argument before the time: a file, or a number.
        let place = words.count - 3
        if words[place].contains(".") {
            let text = try String(contentsOfFile: "\(folder.path)/\(words[place])", encoding: .utf8)
            words[place] = try folder.write("other-\(words[place])", text + "\n")
        } else if let number = Int64(words[place]) {
            words[place] = "\(number + 1)"
        }
        return words
    }

    /// Runs a command again for as long as another process is in its way.
    private static func untilTaken(
        _ arguments: [String], as actor: String, in folder: CommandFolder
    ) async throws -> CommandRun {
        for _ in 0..<100 {
            let run = try folder.run(arguments, as: actor)
            if run.status != 75 { return run }
        }
        return try folder.run(arguments, as: actor)
    }
}
