import ArgumentParser
import BackOffice
import EscrowEngine
import MoneyCore
import Reports

/// What would stay protected if the agency failed.
struct SimulateCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Show who keeps what if the agency files that day, under five arrangements.",
        discussion: """
            EXAMPLES:
              ringfence simulate --day 2013-03-22
              ringfence simulate scenario.yaml --format json

            Every rule is an assumption with its citation; nothing here is legal advice.
            """)

    @Argument(
        help: "A scenario file (YAML or JSON); every default when left away.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var scenario: String?

    @Option(help: "The day on which the agency files.")
    var day: Day?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        let outcome = try await Simulating.run(
            scenario: scenario, filingDay: day, try options.book.reader())
        switch output.format {
        case .text: try output.show(text: OutcomeText.render(outcome))
        case .json: try output.show(text: OutcomeJSON.render(outcome))
        case .csv: try output.show(text: OutcomeCSV.render(outcome))
        }
    }
}
