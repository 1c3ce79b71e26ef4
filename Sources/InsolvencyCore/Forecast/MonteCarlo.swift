/// How sure the answer of a simulation is: many paths of what is uncertain.
///
/// - Source: docs/spec/simulation-chance.md#monte-carlo
public enum MonteCarlo {
    /// Paths of one block: the unit of work, and of summation.
    static let blockSize = 1024

    /// Why paths cannot be run.
    public enum Failure: Error, Equatable, Sendable {
        case simulation(SimulationError)
        case estimate(EstimateError)
    }

    /// Runs all paths; the same bytes for the same input, however many tasks run at once.
    ///
    /// - Throws: what the one-case simulation refuses, then the first figure out of range.
    /// - Complexity: O(paths x (freelancers + open positions)) for each model.
    public static func run(
        _ caseFile: CaseFile, _ scenario: Scenario, _ chance: ChanceSettings,
        _ settings: PathSettings, threads: Int = 1
    ) async throws(Failure) -> Forecast {
        let kernel = try kernel(caseFile, scenario, chance, settings)
        let blocks = (settings.paths + blockSize - 1) / blockSize
        let tasks = max(1, min(threads, blocks))
        var results = [PathBlock?](repeating: nil, count: blocks)
        await withTaskGroup(of: [(Int, PathBlock)].self) { group in
            for task in 0..<tasks {
                group.addTask {
                    stride(from: task, to: blocks, by: tasks).map { block in
                        let end = min(settings.paths, (block + 1) * blockSize)
                        return (block, kernel.block(block * blockSize..<end))
                    }
                }
            }
            for await part in group { for (block, result) in part { results[block] = result } }
        }
        var sum = PathBlock(kernel.plan, paths: settings.paths, cashDays: settings.cashDays.count)
        for result in results { if let result { sum.append(result) } }
        do throws(EstimateError) {
            return try Forecast(sum, kernel.plan, settings)
        } catch {
            throw .estimate(error)
        }
    }

    private static func kernel(
        _ caseFile: CaseFile, _ scenario: Scenario, _ chance: ChanceSettings,
        _ settings: PathSettings
    ) throws(Failure) -> PathKernel {
        let plan: PathPlan
        do throws(SimulationError) {
            plan = try PathPlan(caseFile, scenario)
        } catch {
            throw .simulation(error)
        }
        do throws(EstimateError) {
            try chance.validate()
            try settings.validate()
            let count = PathDraw.count(clients: plan.risks.count)
            return PathKernel(
                plan, chance, try PathNumbers(settings, count: count), cashDays: settings.cashDays)
        } catch {
            throw .estimate(error)
        }
    }
}

extension MonteCarlo.Failure: CustomStringConvertible {
    /// What happened, with its values, and what to do.
    public var description: String {
        switch self {
        case .simulation(let error): error.description
        case .estimate(let error): error.description
        }
    }
}
