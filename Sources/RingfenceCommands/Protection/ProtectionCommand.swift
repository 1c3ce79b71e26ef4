import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore
import Reports

/// How well each euro is protected, why, and what would raise it.
struct ProtectionCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "protection",
        abstract:
            "Show how well each engagement's money is protected, why, and what would raise it.",
        discussion: """
            Money in the trust and money still with clients stand apart, each at its grade: G1 \
            segregated, G2 preferential, G3 the quota only. Every rule has its source and can be \
            switched off; the report says which were.

            EXAMPLES:
              ringfence protection --day 2013-03-22
              ringfence protection --day 2013-03-22 --known-on 2013-03-31
              ringfence protection --without bank-waiver --without identified --language de
            """)

    @Option(help: "The day; that of the newest record when left away.")
    var day: Day?

    @Option(help: "As recorded up to this day.")
    var knownOn: Day?

    @Option(help: "Switch a rule off; may be given again.")
    var without: [ProtectionRule] = []

    @Option(
        help: "A file of switches (YAML or JSON): without, unidentifiedDays.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var rules: String?

    @Option(help: "Language of text and JSON: de or en.")
    var language = Language.english

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let settings = try ProtectionSwitches.settings(file: rules, without: without)
        let (asked, known) = (day, knownOn)
        let (report, late) = try await options.look { reader in
            (
                try reader.protection(on: asked, knownOn: known, settings),
                try reader.lateEntries(AsOf(day: asked, knownOn: known)).count
            )
        }
        output.noteLate(late)
        let heading = ProtectionHeading(
            isSample: report.book.isSample, book: report.book.book, size: report.head.size,
            root: "\(report.head.root)")
        switch output.format {
        case .text:
            try output.show(text: ProtectionText.render(report.protection, heading, language))
        case .json:
            try output.show(ProtectionJSON.document(report.protection, heading, language))
        case .csv: try output.show(text: ProtectionCSV.render(report.protection, heading))
        }
    }
}
