import ArgumentParser
import BackOffice
import EscrowEngine

/// Writes the book for other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the trust book for other bookkeeping programs.",
        subcommands: [ExportHledger.self])
}

/// Writes the journal that hledger and ledger read.
struct ExportHledger: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "hledger",
        abstract: "Write a journal for hledger and ledger, with balance assertions.",
        discussion: """
            EXAMPLES:
              ringfence export hledger > book.journal
              hledger -f book.journal check
            """)

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try await JournalExporting.hledger(try options.book.reader()) { text in
            try Channel.output.write(text)
        }
    }
}
