import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Imports a bank statement: receipts are matched and split, payouts settled or returned.
struct BankImport: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a bank file; each booked line is posted once.",
        discussion: """
            Reads camt.053, MT940, tables (CSV), and ZIP files of them; see \
            `ringfence bank inspect`. The file is refused as a whole when its form or its balances \
            are wrong. Every booked line of it is recorded: money that no rule can place goes to \
            the work list, see `ringfence receipt list`. Reports and notifications (camt.052, \
            camt.054, MT942) post nothing: they say what a lump is made of.

            A table without balances proves nothing by itself: give --opening and --closing as \
            the bank shows them.

            EXAMPLES:
              ringfence bank import 2013-03.xml --as clerk
              ringfence bank import umsaetze.csv --opening 0.00 --closing 1190.00 --as clerk
              unzip -p statements.zip day.xml | ringfence bank import - --as clerk
            """)

    @Argument(help: "A bank file; - is standard input.", completion: .file())
    var file: String

    @Option(help: "The layout of a table: a known one, or a file.", completion: .file())
    var layout: String?

    @Option(
        help: ArgumentHelp(
            "An account whose bank gives reversals the direction of what they reverse.",
            valueName: "iban"))
    var turnReversals: [String] = []

    @Option(help: "The balance before all entries, of a file that has no balances.")
    var opening: String?

    @Option(help: "The balance after all entries, of a file that has no balances.")
    var closing: String?

    @OptionGroup var options: WriteOptions

    func run() async throws {
        guard options.key == nil else {
            throw Failure(
                "usage.key", "a bank import takes no --key", hint: "its key is the file itself",
                .usage)
        }
        let checking = SharedProgress("checking \(file)", output)
        let importing = SharedProgress("importing \(file)", output)
        let answer = try await BankImporting.run(
            file,
            options: try BankInspecting.options(
                layout: layout, turning: turnReversals, opening: opening, closing: closing),
            by: try options.acting(), try options.engine()
        ) { pass, done, total in
            switch pass {
            case .checking: checking.report(done, of: total)
            case .importing:
                checking.finish()
                importing.report(done, of: total)
            }
        }
        importing.finish()
        try output.show(answer)
        for note in answer.values where note.name == "note" { output.note(note.text) }
    }
}
