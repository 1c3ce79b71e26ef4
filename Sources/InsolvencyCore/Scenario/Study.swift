/// A scenario with what surrounds it: what is drawn by chance, by which numbers, and what is shown.
///
/// - Source: docs/spec/simulation.md#scenario
public struct Study: Hashable, Sendable {
    public var scenario: Scenario
    /// Nil if nothing is drawn.
    public var chance: Chance?
    /// Parts of JSON and CSV; all if nobody chose.
    public var outputs: Set<Output>

    /// What is drawn, and how often.
    public struct Chance: Hashable, Sendable {
        public var settings: ChanceSettings
        /// Whether clients take the time that the case's own invoices took.
        public var usesOwnPayments = false
        public var paths = PathSettings()
        /// How many tasks run at once: no part of the result.
        public var threads = 1

        /// The default figures.
        ///
        /// - Throws: never for these.
        public init() throws(EstimateError) { settings = try ChanceSettings() }
    }

    /// A part of an answer.
    public enum Output: String, Hashable, Sendable, CaseIterable {
        case models, grades, tracing, chance, notes, assumptions
    }

    public init(
        _ scenario: Scenario, chance: Chance? = nil, outputs: Set<Output> = Set(Output.allCases)
    ) {
        self.scenario = scenario
        self.chance = chance
        self.outputs = outputs
    }
}
