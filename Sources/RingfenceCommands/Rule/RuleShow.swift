import ArgumentParser
import EscrowCore
import EscrowEngine
import LedgerCore
import MoneyCore

/// Shows one version of a rule.
struct RuleShow: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the parts of a rule, in its newest or another version."
    )

    @Argument(help: "Code of the rule.")
    var code: String

    @Option(help: "Another version than the newest, as `rule list` numbers them.")
    var version: Int64?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        try output.show(
            try await options.look { reader in
                let newest = try reader.knownRule(code: code)
                let versions = try reader.rows(
                    RuleRow.self, Selection(index: "ruleByCode", equals: [.text(code)]))
                let row =
                    version == nil
                    ? newest : versions.first { $0.id.sequence == version }
                guard let row else {
                    throw Refusal(
                        "rule.version", "rule \(code) has no version \(version ?? 0)",
                        remedy: "see `ringfence rule list`")
                }
                return try reader.rule(row.id).listing(isSample: try reader.opened().1.isSample)
            })
    }
}
