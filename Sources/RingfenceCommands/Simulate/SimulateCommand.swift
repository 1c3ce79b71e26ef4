import ArgumentParser
import BackOffice
import EscrowEngine
import InsolvencyCore
import MoneyCore
import Reports

/// What would stay protected if the agency failed.
struct SimulateCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Show who keeps what if the agency files that day, under five arrangements.",
        discussion: """
            With chance or paths in the scenario, or --paths or --seed here, many paths are run and \
            every estimate has its standard error. With --case the facts come from a file and no \
            book is needed.

            EXAMPLES:
              ringfence simulate --day 2013-03-22
              ringfence simulate scenario.yaml --format json
              ringfence simulate scenario.yaml --paths 65536 --seed 7 --threads 2
              ringfence simulate scenario.yaml --case case.yaml
              ringfence simulate --freelancer F-01
              ringfence simulate scenario.yaml --html out.html --language de

            Every rule is an assumption with its citation; nothing here is legal advice.
            """)

    @Argument(
        help: "A scenario file (YAML or JSON); every default when left away.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var scenario: String?

    @Option(help: "The day on which the agency files.")
    var day: Day?

    @Option(
        name: .customLong("case"), help: "A case file (YAML or JSON), instead of a book.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var caseFile: String?

    @Option(help: "Run so many paths of what is uncertain.")
    var paths: Int?

    @Option(help: "The seed of the paths' numbers.")
    var seed: UInt64?

    @Option(help: "So many tasks at once; the result does not depend on it.")
    var threads: Int?

    @Option(help: "One freelancer's page: what is mine, where it is, what I would keep.")
    var freelancer: String?

    @Option(
        help: "Write one page of HTML with every chart to this file besides.",
        completion: .file(extensions: ["html"]))
    var html: String?

    @Option(help: "Language of the page: de or en.")
    var language = Language.english

    @OptionGroup var options: ReadOptions

    func run() async throws {
        var request = Simulating.Request()
        request.scenario = scenario
        request.caseFile = caseFile
        request.filingDay = day
        request.paths = paths
        request.seed = seed
        request.threads = threads
        let engine = caseFile == nil ? try options.book.reader() : nil
        let result = try await Simulating.run(
            request, engine, program: "ringfence \(RingfenceCommand.version)")
        if let html { try await Simulating.writePage(result, engine, language, to: html) }
        if let freelancer { return try show(freelancer, result) }
        switch output.format {
        case .text:
            let text = result.forecast.map { ForecastText.render(result, $0) }
            try output.show(text: text ?? OutcomeText.render(result.outcome))
        case .json: try output.show(text: StudyJSON.render(result))
        case .csv: try output.show(text: StudyCSV.render(result))
        }
    }

    private func show(_ freelancer: String, _ result: StudyResult) throws {
        guard let page = FreelancerPage(result, freelancer) else {
            throw Failure(unknownFreelancer: freelancer)
        }
        switch output.format {
        case .text: try output.show(text: page.text())
        case .json: try output.show(page.json())
        case .csv: try output.show(text: page.csv())
        }
    }
}
