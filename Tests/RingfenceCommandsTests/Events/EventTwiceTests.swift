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
            [
                "hours", "add", "E-01", "--day", "2013-01-30", "--hours", "1", "--at",
                "2014-01-01T08:00:00Z", "--key", key,
            ], as: "clerk")
        #expect(different.status == 1)
        #expect(different.errors.contains("was used for a command with other content"))
        #expect(try folder.head() == head)
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
