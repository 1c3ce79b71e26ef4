import EscrowCore
package import EscrowEngine
import InputFormats
package import InsolvencyCore
package import MoneyCore

/// The answer to "what if the agency fails that day", from book and scenario file.
package enum Simulating {
    /// Simulates a scenario file; without one, every default.
    ///
    /// A filing day goes before the scenario's own; without any it is the day of the newest record.
    ///
    /// - Source: docs/spec/simulation.md
    package static func run(
        scenario path: String?, filingDay: Day?, _ engine: Engine
    ) async throws -> Outcome {
        var scenario = try Scenario()
        if let path {
            let spool = try Spool(path)
            let text = try FileReading.text(spool.path, name: spool.name)
            scenario = try ScenarioFile.read(text: text, name: spool.name)
        }
        let settings = scenario
        let (facts, grade) = try await engine.look { reader in
            let day = try filingDay ?? settings.filingDay ?? reader.opened().0.recordedDay
            let facts = try reader.caseFile(filingDay: day, sequence: settings.asOfSequence)
            let report = try reader.protection(on: day, through: settings.asOfSequence)
            return (facts, report.protection.lowestOfFreelancers)
        }
        do throws(SimulationError) {
            return try Simulation.run(facts, scenario.graded(grade))
        } catch {
            throw Refusal(
                "simulate.case", "\(error)",
                remedy: "correct the scenario or the facts that it names")
        }
    }
}
