import ArgumentParser
import BackOffice
import EscrowEngine
import LedgerSQLite
import MoneyCore
import Reports

/// Checks the whole book.
struct CheckCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check every hash, rule, table and file of the book.",
        discussion: """
            EXAMPLES:
              ringfence check
              ringfence check --against 120:6ff0..   (a head printed earlier)
            """)

    @Option(help: "SIZE:ROOT of an earlier `ringfence head`: the book must extend it.")
    var against: String?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let earlier = try against.map { text in
            guard let head = EarlierHead(text) else {
                throw Failure(
                    "check.against", "\(text) is no SIZE:ROOT",
                    hint: "give what `ringfence head` printed", .usage)
            }
            return head
        }
        let engine = try options.book.reader()
        let progress = SharedProgress("checking records", output)
        let scratch = try ScratchBook()
        let report = try await engine.check(
            rebuildingIn: try SQLiteStore.scratch(path: scratch.path), against: earlier
        ) { done, total in progress.report(done, of: total, unit: .records) }
        progress.finish()
        try show(report)
        guard report.isClean else {
            throw Failure(
                "check.failed", "the book failed its check: \(report.findings.count) findings",
                hint: "do not write to it; compare it with a backup", .refused)
        }
    }

    private func show(_ report: CheckReport) throws {
        switch output.format {
        case .text:
            var text = report.isSample ? "\(Sample.heading)\n" : ""
            for finding in report.findings { text += "FINDING: \(finding.text)\n" }
            if report.isClean {
                let compared = report.comparedEarlierHead ? ", extends the earlier head" : ""
                text +=
                    "The book is sound: \(report.size) records, \(report.filesChecked) files\(compared).\n"
                text += "Head \(report.size):\(report.root)\n"
            }
            try output.show(text: text)
        case .json: try output.show(Self.json(report))
        case .csv:
            var text = CSVText(header: ["record", "finding"])
            for finding in report.findings {
                text.append([finding.record.map { "\($0)" } ?? "", finding.text])
            }
            try output.show(text: text.text)
        }
    }

    private static func json(_ report: CheckReport) -> JSONText {
        [
            "sample": .bool(report.isSample), "sound": .bool(report.isClean),
            "size": .integer(report.size), "root": .string("\(report.root)"),
            "files": .integer(Int64(report.filesChecked)),
            "findings": .array(
                report.findings.map { finding in
                    [
                        "record": finding.record.map { .integer($0) } ?? .null,
                        "text": .string(finding.text),
                    ]
                }),
        ]
    }
}

/// A place for the rebuild that goes when the check ends.
private struct ScratchBook: ~Copyable {
    let path: String

    init() throws { path = try TemporaryPath.make("ringfence-check") }

    deinit { try? SQLiteStore.remove(path: path) }
}
