import ArgumentParser
import BackOffice
import EscrowEngine
import InsolvencyCore
import MoneyCore
import Reports

/// What would have been lost had the agency failed on any day so far.
struct ExposureCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "exposure",
        abstract: "Show, for every day of the book, what had been lost had the agency filed then.",
        discussion: """
            Each day's losses are those of simulate --day with the same scenario, to the cent. The \
            trust has the grade that the scenario states, else the one of the last day.

            EXAMPLES:
              ringfence exposure
              ringfence exposure scenario.yaml --from 2013-01-01 --format csv
              ringfence exposure --freelancer F-01
            """)

    @Argument(
        help: "A scenario file (YAML or JSON); every default when left away.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var scenario: String?

    @Option(help: "The first day; that of the first work when left away.")
    var from: Day?

    @Option(help: "The last day; that of the newest record when left away.")
    var to: Day?

    @Option(help: "Show one freelancer alone.")
    var freelancer: String?

    @OptionGroup var options: ReadOptions

    func run() async throws {
        var request = Simulating.Request()
        request.scenario = scenario
        let curve = try await Simulating.curve(
            request, from: from, to: to, try options.book.reader())
        if let freelancer,
            !(curve.models.first?.freelancers.contains { $0.freelancer == freelancer } ?? false)
        {
            throw Failure(unknownFreelancer: freelancer)
        }
        switch output.format {
        case .text: try output.show(text: CurveText.render(curve, only: freelancer))
        case .json:
            try output.show(
                CurveJSON.document(
                    curve, program: "ringfence \(RingfenceCommand.version)", only: freelancer))
        case .csv: try output.show(text: CurveCSV.render(curve, only: freelancer))
        }
    }
}
