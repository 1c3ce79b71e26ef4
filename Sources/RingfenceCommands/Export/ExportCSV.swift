import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Writes tables of the book as CSV files.
struct ExportCSV: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract: "Write tables of the book as CSV files, each as NAME.csv.",
        discussion: """
            EXAMPLES:
              ringfence export csv --all --out tables
              ringfence export csv --table journal --table balance --out tables
            """)

    @Option(help: "A table: journal, agency-book, or one of docs/spec/store.md. Repeatable.")
    var table: [String] = []

    @Flag(help: "Every table.")
    var all = false

    @Option(name: .customLong("out"), help: "The folder for the files.", completion: .directory)
    var folder: String

    @Flag(help: "Replace files of another content.")
    var replace = false

    @OptionGroup var options: ReadOptions

    func validate() throws {
        guard all != !table.isEmpty else {
            throw ValidationError("name tables with --table, or say --all")
        }
        guard Set(table).count == table.count else {
            throw ValidationError("name each table once")
        }
    }

    func run() async throws {
        let files = try await CSVExporting.export(
            all ? CSVExporting.tables : table, to: folder, replacing: replace,
            try options.book.reader())
        let book = try await options.look { try $0.opened().1 }
        var listing = Listing(
            "files",
            [.left("file", "file"), .right("rows", "rows"), .left("unchanged", "unchanged")],
            isSample: book.isSample)
        for (file, rows) in files {
            listing.append([.text(file.name), .number(Int64(rows)), .flag(file.isUnchanged)])
        }
        try output.show(listing)
    }
}
