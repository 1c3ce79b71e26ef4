import EscrowCore
package import EscrowEngine
import InputFormats
package import InsolvencyCore
package import MoneyCore
package import Reports

/// The answer to "what if the agency fails that day", from a book or a case, and a scenario file.
package enum Simulating {
    /// What is asked; what is left away comes from the scenario file, or is its default.
    package struct Request: Sendable {
        /// A scenario file.
        package var scenario: String?
        /// A case file, instead of a book.
        package var caseFile: String?
        package var filingDay: Day?
        package var paths: Int?
        package var seed: UInt64?
        package var threads: Int?

        package init() {}
    }

    /// Simulates a scenario file; without one, every default.
    ///
    /// A filing day goes before the scenario's own; without any it is the day of the newest record.
    ///
    /// - Source: docs/spec/simulation.md
    package static func run(
        _ request: Request, _ engine: Engine?, program: String
    ) async throws -> StudyResult {
        var study = try study(request)
        let facts: CaseFile
        if let path = request.caseFile {
            let spool = try Spool(path)
            let text = try FileReading.text(spool.path, name: spool.name)
            facts = try CaseInput.read(text: text, name: spool.name)
        } else if let engine {
            let settings = study.scenario
            let (book, grade) = try await engine.look { reader in
                let day = try settings.filingDay ?? reader.opened().0.recordedDay
                let facts = try reader.caseFile(filingDay: day, sequence: settings.asOfSequence)
                let report = try reader.protection(on: day, through: settings.asOfSequence)
                return (facts, report.protection.lowestOfFreelancers)
            }
            facts = book
            study.scenario = study.scenario.graded(grade)
        } else {
            throw Refusal(
                "simulate.case", "there is neither a book nor a case",
                remedy: "name a book, or a case file with --case")
        }
        do throws(MonteCarlo.Failure) {
            return try await study.run(facts, program: program)
        } catch {
            throw Refusal(
                "simulate.case", "\(error)",
                remedy: "correct the scenario or the facts that it names")
        }
    }

    /// What would have been lost on every day; the trust has its stated grade, else that of the last
    /// day.
    ///
    /// - Source: docs/spec/simulation-curve.md
    package static func curve(
        _ request: Request, from first: Day?, to last: Day?, _ engine: Engine
    ) async throws -> ExposureCurve {
        let scenario = try study(request).scenario
        return try await engine.look { reader in
            let day = try last ?? reader.opened().0.recordedDay
            let report = try reader.protection(on: day, through: scenario.asOfSequence)
            return try reader.exposureCurve(
                scenario.graded(report.protection.lowestOfFreelancers), from: first, to: last)
        }
    }

    /// Writes the answer as one page of HTML, with the curve of all days where there is a book.
    package static func writePage(
        _ result: StudyResult, _ engine: Engine?, _ language: Language, to path: String
    ) async throws {
        let scenario = result.study.scenario
        let lastDay = result.outcome.filingDay
        let curve = try await engine?.look { reader in
            try reader.exposureCurve(scenario, from: nil, to: lastDay)
        }
        var sensitivity: [ScenarioSensitivity] = []
        for model in scenario.models where [.standard, .trust].contains(model) {
            sensitivity.append(try ScenarioSensitivity(result.caseFile, scenario, model: model))
        }
        let page = StudyPage(result, curve: curve, sensitivity: sensitivity, language)
        try FileWriting.write(Array(page.render().utf8), to: path)
    }

    /// The scenario file with what the request says otherwise.
    static func study(_ request: Request) throws -> Study {
        var study = Study(try Scenario())
        if let path = request.scenario {
            let spool = try Spool(path)
            let text = try FileReading.text(spool.path, name: spool.name)
            study = try ScenarioFile.study(text: text, name: spool.name)
        }
        if let day = request.filingDay, day != study.scenario.filingDay {
            do throws(ScenarioError) {
                study.scenario = try study.scenario.filed(on: day)
            } catch {
                throw Refusal(
                    "simulate.scenario", "\(error)", remedy: "write time.openingDays instead")
            }
        }
        if request.paths != nil || request.seed != nil, study.chance == nil {
            study.chance = try Study.Chance()
        }
        if let paths = request.paths { study.chance?.paths.paths = paths }
        if let seed = request.seed { study.chance?.paths.seed = seed }
        if let threads = request.threads { study.chance?.threads = threads }
        return study
    }
}
