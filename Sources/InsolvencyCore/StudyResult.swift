/// The answer to a whole scenario file: one case computed to the cent, and what chance makes of it.
///
/// - Source: docs/spec/simulation.md#result
public struct StudyResult: Hashable, Sendable {
    public let study: Study
    public let caseFile: CaseFile
    public let outcome: Outcome
    /// Nil unless chance was asked for.
    public let forecast: Forecast?
    /// One for each rule that was asked for.
    public let tracing: [TracingResult]
    /// The program and its version.
    public let program: String
}

extension Study {
    /// Runs the study on a case.
    ///
    /// - Throws: what the one-case simulation refuses, then the first figure out of range.
    public func run(
        _ caseFile: CaseFile, program: String
    ) async throws(MonteCarlo.Failure) -> StudyResult {
        let outcome: Outcome
        let tracing: [TracingResult]
        do throws(SimulationError) {
            outcome = try Simulation.run(caseFile, scenario)
            tracing = try TracingSpread.run(caseFile, scenario)
        } catch {
            throw .simulation(error)
        }
        var forecast: Forecast?
        if let chance {
            var settings = chance.settings
            do throws(EstimateError) {
                if chance.usesOwnPayments {
                    settings.clientPayments = try SurvivalCurve(caseFile.paymentObservations)
                }
            } catch {
                throw .estimate(error)
            }
            forecast = try await MonteCarlo.run(
                caseFile, scenario, settings, chance.paths, threads: chance.threads)
        }
        return StudyResult(
            study: self, caseFile: caseFile, outcome: outcome, forecast: forecast,
            tracing: tracing, program: program)
    }
}
