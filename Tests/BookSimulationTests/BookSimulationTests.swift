import EscrowEngine
import EscrowTestSupport
import Foundation
import Testing

/// Random commands, valid and not, against the model: after every step every balance agrees, the
/// equations hold, and what was refused changed nothing; at the end the log gives the same book.
@Suite("A book through random commands")
struct BookSimulationTests {
    /// `RINGFENCE_SIM_SEED` picks one seed or several with commas, `RINGFENCE_SIM_STEPS` another length.
    static let seeds: [UInt64] = {
        let given = ProcessInfo.processInfo.environment["RINGFENCE_SIM_SEED"]
        let picked = given.map { $0.split(separator: ",").compactMap { UInt64($0) } } ?? []
        return picked.isEmpty ? Array(1...200) : picked
    }()
    static let steps: Int = {
        let given = ProcessInfo.processInfo.environment["RINGFENCE_SIM_STEPS"]
        return given.flatMap { Int($0) } ?? 500
    }()

    @Test("engine and model agree", arguments: seeds)
    func agree(seed: UInt64) async throws {
        var simulation = try await BookSimulation(seed: seed)
        try await simulation.run(Self.steps)
        #expect(simulation.findings == [])
        let book = simulation.book
        let report = try await book.engine(at: "2033-01-01T08:00:00Z")
            .check(rebuildingIn: InMemoryStore())
        #expect(report.findings.map(\.text) == [])
        let missing = await Self.coverage.add(simulation)
        #expect(missing == [])
    }

    private static let coverage = Coverage(
        of: steps >= 500 && seeds.count >= 200 ? seeds.count : nil)
}

/// What all seeds together did: a step that is never taken or never refused tests nothing.
private actor Coverage {
    /// How many seeds are to come; nil when too few run to expect everything.
    private var left: Int?
    private let of: Int
    private var taken: Set<String> = []
    private var refused: Set<String> = []
    /// In how many seeds something happened.
    private var seedsWith: [String: Int] = [:]

    /// What at least half of all books live through: payouts reach their ends.
    private static let common = ["payout export", "bank line: settlement", "bank line: returned"]

    /// What the model can see no reason to refuse.
    private static let alwaysTaken: Set<String> = ["bank import"]

    init(of seeds: Int?) {
        left = seeds
        of = seeds ?? 0
    }

    /// Adds what one seed did.
    ///
    /// - Returns: What was missed, once the last seed is added.
    func add(_ simulation: BookSimulation) -> [String] {
        taken.formUnion(simulation.taken.keys)
        refused.formUnion(simulation.refused.keys)
        for name in simulation.taken.keys { seedsWith[name, default: 0] += 1 }
        guard let seeds = left else { return [] }
        left = seeds - 1
        guard seeds == 1 else { return [] }
        let ends = Set(BookSimulation.transferEnds)
        let commands = taken.union(refused).subtracting(ends).subtracting(["a till gives back"])
            .filter { !$0.hasPrefix("bank line: ") }
        return commands.subtracting(taken).sorted().map { "\($0) is never taken" }
            + commands.subtracting(refused).subtracting(Self.alwaysTaken).sorted()
            .map { "\($0) is never refused" }
            + Self.common.filter { seedsWith[$0, default: 0] * 2 < of }
            .map { "\($0) happens in \(seedsWith[$0, default: 0]) of \(of) books" }
            + ends.subtracting(taken).sorted().map { "\($0) in no book" }
            + (taken.contains("a till gives back") ? [] : ["no till gives back"])
            + BookSimulation.endingNames.filter { !taken.contains($0) }
            .map { "no book ends with \($0)" }
            + BookSimulation.lineNames.filter { !taken.contains("bank line: \($0)") }
            .map { "no bank line is of the kind \($0)" }
    }
}
