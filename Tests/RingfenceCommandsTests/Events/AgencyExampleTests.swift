import EscrowCore
import EscrowTestSupport
import Foundation
import LedgerCore
import MoneyCore
import Testing

/// What every worked example of docs/spec/events.md means to the agency's own book, as
/// docs/spec/agency-book.md says it, in the numbers of SKR03.
@Suite("The agency's own book of every event (agency-book.md#worked-examples)")
struct AgencyExampleTests {
    @Test(
        "the bookings are the document's, or of a kind that it shows; and both books agree",
        arguments: try EventExample.all())
    func example(_ example: EventExample) async throws {
        try await CommandFolder.use { folder in
            var book = try await EventBooks.shared.book(after: example.from, in: folder)
            let first = Int64(try await book.facts().count)
            for step in example.steps { try await book.run(step) }
            var both = AgencyReconciliation()
            for (sequence, fact) in try await book.facts() {
                both.take(fact, sequence, recordedDay: Day(number: 0))
            }
            #expect(both.broken == nil)
            let lines = AgencyLines.of(both.entries.filter { $0.record > first })
            let blocks = try AgencyExamples.all()
            if let expected = blocks[example.name] {
                #expect(lines == expected)
            } else {
                #expect(
                    AgencyExamples.shapes(lines).subtracting(AgencyExamples.shapes(blocks)) == [])
            }
            try checkFiles(folder)
        }
    }

    /// What DATEV programs would read of it keeps every rule.
    private func checkFiles(_ folder: CommandFolder) throws {
        let out = "\(folder.path)/datev"
        let run = try DatevTests.export(
            folder, ["--from", "2013-01", "--to", "2013-12", "--draft", "--out", out])
        #expect(run.status == 0, "\(run.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
        guard !files.isEmpty else { return }
        let check = try ScriptRun.run(
            ["python3", "scripts/check-datev.py"] + files.map { "\(out)/\($0)" })
        #expect(check.status == 0, "\(check.errors)")
    }

    @Test("every block is that of an example")
    func complete() throws {
        let named = try Set(EventExample.all().map(\.name))
        #expect(try Set(AgencyExamples.all().keys).subtracting(named) == [])
    }
}

/// The `agency` blocks of the document by the name of their example.
enum AgencyExamples {
    static func all() throws -> [String: [String]] {
        let path = Clone.root.appending(path: "docs/spec/agency-book.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        var examples: [String: [String]] = [:]
        for block in text.components(separatedBy: "```agency\n").dropFirst() {
            let body = block.components(separatedBy: "```")[0]
            var lines = body.split(separator: "\n").map(String.init)
            let title = String(lines.removeFirst().dropFirst(2))
            examples[title] = lines.filter { $0 != "nothing" }
        }
        return examples
    }

    /// What is booked by which event on which side of which account, amounts apart: `J3 Dr 1505`.
    static func shapes(_ lines: [String]) -> Set<String> {
        var event = ""
        var shapes: Set<String> = []
        for line in lines {
            let words = line.split(separator: " ")
            if words.count == 1 {
                event = line
            } else {
                shapes.insert("\(event) \(words[0]) \(words[1])")
            }
        }
        return shapes
    }

    static func shapes(_ blocks: [String: [String]]) -> Set<String> {
        blocks.values.reduce(into: []) { $0.formUnion(shapes($1)) }
    }
}
