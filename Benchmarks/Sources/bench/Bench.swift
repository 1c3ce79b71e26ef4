import Foundation
import Reports

/// Measures the engine beside its limits and prints one table.
///
/// Arguments choose the parts: `posting month questions check start camt match`; none is all of them.
@main
struct Bench {
    static func main() async {
        do { try await run() } catch {
            progress("stopped: \(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let settings = Settings(ProcessInfo.processInfo.environment)
        let parts: [(name: String, run: (Workshop) async throws -> [Measure])] = [
            ("posting", { try await PostingBench(settings, $0).measure() }),
            ("month", { try await MonthEndBench(settings, $0).measure() }),
            ("questions", { try await QuestionBench(settings, $0).measure() }),
            ("check", { try await CheckBench(settings, $0).measure() }),
            ("start", { try await StartBench(settings, $0).measure() }),
            ("camt", { try CamtBench(settings, $0).measure() }),
            ("match", { try await MatchBench(settings, $0).measure() }),
        ]
        let known = Set(parts.map(\.name))
        guard known.isSuperset(of: arguments) else {
            print("usage: bench [\(parts.map(\.name).joined(separator: " "))]")
            exit(64)
        }
        var measures: [Measure] = []
        for part in parts where arguments.isEmpty || arguments.contains(part.name) {
            let workshop = try Workshop(part.name, in: settings.folder)
            defer { workshop.clear() }
            measures += try await part.run(workshop)
        }
        print(Measure.table(measures))
    }
}
