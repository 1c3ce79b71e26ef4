import ArgumentParser
import BackOffice
import EscrowCore

/// Judges a rule file, without a book.
struct RuleCheck: AsyncParsableCommand, FormattedCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a rule file and show how it is understood; nothing is recorded.",
        discussion: """
            EXAMPLE:
              ringfence rule check rule.yaml
            """)

    @Argument(
        help: "The rule (YAML or JSON); - for standard input.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let rule = try RuleReading(path: file).rule
        try output.show(rule.listing(isSample: false))
        output.note("Rule \(rule.code) is sound.")
    }
}
