import ArgumentParser

/// In which form a command answers.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv

    /// What people read is a table, and may be asked for by that name.
    init?(argument: String) {
        self.init(rawValue: argument == "table" ? "text" : argument)
    }
}

/// How a command answers.
struct OutputOptions: ParsableArguments {
    @Option(help: "Form of the answer: text, json or csv.")
    var format = OutputFormat.text

    @Flag(name: .shortAndLong, help: "Say nothing that is only for people: no notes, no progress.")
    var quiet = false

    init() {}

    init(format: OutputFormat, quiet: Bool) {
        self.format = format
        self.quiet = quiet
    }
}

/// A command whose form of answer is known, so that its refusal has the same form.
protocol FormattedCommand {
    var output: OutputOptions { get }
}
