import EscrowEngine
import EscrowTestSupport
import Foundation
import Testing

/// Random commands, valid and not, against the model: after every step every balance agrees, the
/// equations hold, and what was refused changed nothing; at the end the log gives the same book.
@Suite("A book through random commands")
struct BookSimulationTests {
    /// `RINGFENCE_SIM_SEED` picks one seed, `RINGFENCE_SIM_STEPS` another length.
    static let seeds: [UInt64] = {
        let given = ProcessInfo.processInfo.environment["RINGFENCE_SIM_SEED"]
        return given.flatMap { UInt64($0) }.map { [$0] } ?? Array(1...200)
    }()
    static let steps: Int = {
        let given = ProcessInfo.processInfo.environment["RINGFENCE_SIM_STEPS"]
        return given.flatMap { Int($0) } ?? 500
    }()

    @Test("engine and model agree", arguments: seeds)
    func agree(seed: UInt64) async throws {
        var simulation = try await BookSimulation(seed: seed)
        try await simulation.run(Self.steps)
        let book = simulation.book
        let report = try await book.engine(at: "2033-01-01T08:00:00Z")
            .check(rebuildingIn: InMemoryStore())
        #expect(report.findings.map(\.text) == [])
    }
}
