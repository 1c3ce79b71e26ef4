import ArgumentParser
import BackOffice

/// What takes the book to other programs.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the book for other bookkeeping programs.",
        subcommands: [
            ExportJournal.self, ExportHledger.self, ExportDatev.self, ExportCSV.self,
        ])
}

extension JournalExporting.Form: ExpressibleByArgument {}

/// Writes the trust book as a journal.
struct ExportJournal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Write the trust book as a plain text journal, with balance assertions.",
        discussion: """
            EXAMPLES:
              ringfence export journal --format beancount > book.beancount
              bean-check book.beancount
            """)

    @Option(help: "For which program: hledger, ledger or beancount.")
    var format = JournalExporting.Form.hledger

    @OptionGroup var book: BookOptions

    func run() async throws {
        try await JournalExporting.write(format, try book.reader()) { text in
            try Channel.output.write(text)
        }
    }
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
        try await JournalExporting.write(.hledger, try options.book.reader()) { text in
            try Channel.output.write(text)
        }
    }
}
