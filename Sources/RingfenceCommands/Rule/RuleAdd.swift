import ArgumentParser
import BackOffice
import EscrowCore
import EscrowEngine

/// Adds a rule, or a version of one.
struct RuleAdd: WritingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a rule, or a new version of the rule of the same code.",
        discussion: """
            Engagements take a version by `engagement add --rule CODE` or `engagement change \
            --rule CODE`; a later version changes nothing that was agreed before.
            """)

    @Argument(
        help: "The rule (YAML or JSON); - for standard input.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String

    @OptionGroup var options: WriteOptions

    func run() async throws {
        let reading = try RuleReading(path: file)
        let call = try options.call("rule add", as: .clerk, ["rule": reading.text])
        try output.show(try await options.engine().addRule(reading.rule, call))
    }
}
