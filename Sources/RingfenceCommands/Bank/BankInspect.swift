import ArgumentParser
import BackOffice
import EscrowEngine

/// Shows what bank files hold, without any book.
struct BankInspect: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what bank files hold, and whether they balance; no book is touched.",
        discussion: """
            Reads camt.052, camt.053 and camt.054, MT940 and MT942, tables (CSV) of known or \
            described layout, and ZIP files of them. What is odd or wrong is named with its place; \
            what cannot be read is left open, never guessed.

            A table's layout is found by its header, or named: camt-csv-v8, camt-csv, vr, dkb, ing, \
            soll-haben, commerzbank, comdirect, hvb, consorsbank, n26, or a file as in docs/bank-layouts.md.

            EXAMPLES:
              ringfence bank inspect 2013-03.xml --format json
              ringfence bank inspect *.sta statements.zip
              unzip -p statements.zip day.xml | ringfence bank inspect -
            """)

    @Argument(help: "Bank files; - is standard input.", completion: .file())
    var files: [String]

    @Option(help: "The layout of tables: a known one, or a file.", completion: .file())
    var layout: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var waiting = ""
        var writer = try InspectionWriter(form) { text in
            waiting += text
            guard waiting.utf8.count > 1 << 16 else { return }
            try Channel.output.write(waiting)
            waiting = ""
        }
        var firstFailure: Failure?
        for file in files {
            do {
                try BankInspecting.read(file, layout: layout) { try writer.write($0) }
            } catch {
                guard let failure = Failure(of: error) else { throw error }
                try writer.write(file == "-" ? "standard input" : file, error: failure.message)
                firstFailure = firstFailure ?? failure
            }
        }
        try writer.finish()
        try Channel.output.write(waiting)
        if let firstFailure { throw firstFailure }
    }

    private var form: InspectionWriter.Form {
        switch output.format {
        case .text: .text
        case .json: .json
        case .csv: .csv
        }
    }
}
