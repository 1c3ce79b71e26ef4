import EscrowEngine
import Foundation

/// A month end, stage by stage, of a book and of one with a tenth of its engagements.
///
/// Both figures are per engagement, so that a ratio near one says that a stage grows with the book
/// and no faster; peak memory is that of the whole process while the stage ran.
struct MonthEndBench {
    private let settings: Settings
    private let workshop: Workshop

    init(_ settings: Settings, _ workshop: Workshop) {
        self.settings = settings
        self.workshop = workshop
    }

    func measure() async throws -> [Measure] {
        let small = max(100, settings.engagements / 10)
        let few = try await run(small)
        let many = try await run(settings.engagements)
        var measures: [Measure] = []
        for (large, small) in zip(many.stages, few.stages) {
            let name = "month end, \(large.name)"
            measures.append(
                Measure(
                    name: name, ours: large.seconds * 1e6 / Double(many.engagements),
                    peer: small.seconds * 1e6 / Double(few.engagements),
                    peerName: "\(few.engagements) engagements", unit: "us/engagement"))
            measures.append(
                Measure(
                    name: name + ", peak memory", ours: large.peakMebibytes,
                    peer: small.peakMebibytes, peerName: "\(few.engagements) engagements",
                    unit: "MiB"))
        }
        let whole = many.stages.reduce(0) { $0 + $1.seconds }
        measures.append(
            Measure(
                name: "month end, all stages of \(many.engagements) engagements", ours: whole,
                peer: nil, peerName: "", unit: "s"))
        return measures
    }

    private func run(
        _ engagements: Int
    ) async throws -> (engagements: Int, stages: [MonthEndRun.Stage]) {
        progress("month end: making a book of \(engagements) engagements")
        var run = try await MonthEndRun(workshop.path("month-\(engagements).book"), engagements)
        try await run.all()
        return (engagements, run.stages)
    }
}
