import Testing

/// Every command of the worked examples under a key: by two processes at once, once more, and with
/// other content.
///
/// A bank file is its own key: it comes by two processes at once, once more, and in another file. In
/// the end the book has what the document says, once.
@Suite("Commands of events twice (store.md#once)")
struct EventTwiceTests {
    @Test(
        "done once, answered again, refused with other content", arguments: try EventExample.all())
    func example(_ example: EventExample) async throws {
        try await CommandFolder.use { folder in
            var book = try await EventBooks.shared.book(after: example.from, in: folder)
            let first = try await book.facts().count
            for (number, step) in example.steps.enumerated() {
                guard let command = try await book.command(of: step) else { continue }
                let isOwnKey = Self.filesOfTheBank.contains { command.arguments.starts(with: $0) }
                try await Self.twice(command, key: isOwnKey ? nil : "step-\(number)", in: book)
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

    private static let filesOfTheBank = [["bank", "import"], ["payout", "status", "import"]]

    private static func twice(
        _ command: (actor: String, arguments: [String]), key: String?, in book: EventBook
    ) async throws {
        let folder = book.folder
        let key = key.map { ["--key", $0] } ?? []
        let keyed = command.arguments + key
        for run in try folder.runTwice(keyed, as: command.actor) {
            #expect(run.status == 0, "\(keyed): \(run.errors)")
        }
        let head = try await book.head()
        let again = try folder.run(keyed, as: command.actor)
        #expect(again.status == 0, "\(keyed): \(again.errors)")
        #expect(try await book.head() == head)
        let another = try OtherContent(than: command, in: folder)
        let different = try folder.run(another.arguments + key, as: another.actor)
        if key.isEmpty {
            #expect(different.status == 0, "\(another.arguments): \(different.errors)")
        } else {
            #expect(different.status == 1)
            #expect(
                different.errors.contains("was used for a command with other content"),
                "\(another.arguments): \(different.errors)")
            #expect(try await book.head() == head)
        }
    }
}
