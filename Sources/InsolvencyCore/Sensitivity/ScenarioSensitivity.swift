import EscrowCore
public import MoneyCore

/// How much the loss of all freelancers moves with single assumptions, and with two at once.
///
/// - Source: docs/spec/simulation-chance.md#sensitivity
public struct ScenarioSensitivity: Hashable, Sendable {
    /// One assumption from low to high, all others as the scenario says.
    public struct Bar: Hashable, Sendable {
        /// The key of a scenario file.
        public let key: String
        public let low: String
        public let high: String
        public let lossAtLow: Money
        public let lossAtHigh: Money

        public var swing: Int64 { abs(lossAtHigh.minor - lossAtLow.minor) }
    }

    public let model: PaymentModel
    /// By swing, the greatest first.
    public let bars: [Bar]
    /// Quotas in percent, from the top.
    public let quotas: [Int64]
    /// Days after an invoice on which the agency pays, from the left.
    public let delays: [Int]
    /// Per quota and delay.
    public let grid: [[Money]]

    /// - Throws: what the one-case simulation refuses.
    public init(
        _ caseFile: CaseFile, _ scenario: Scenario, model: PaymentModel
    ) throws(SimulationError) {
        self.model = model
        quotas = [0, 3, 6, 10]
        delays = [30, 60, 90, 120]
        var base = scenario
        base.models = [model]
        let loss = { (change: (inout Scenario) -> Void) throws(SimulationError) -> Money in
            var changed = base
            change(&changed)
            let outcome = try Simulation.run(caseFile, changed)
            return outcome.models[0].total.loss
        }
        var bars: [Bar] = []
        for assumption in Self.assumptions {
            bars.append(
                Bar(
                    key: assumption.key, low: assumption.low, high: assumption.high,
                    lossAtLow: try loss(assumption.toLow),
                    lossAtHigh: try loss(assumption.toHigh)))
        }
        self.bars = bars.sorted { ($1.swing, $0.key) < ($0.swing, $1.key) }
        var grid: [[Money]] = []
        for quota in quotas {
            var row: [Money] = []
            for delay in delays {
                row.append(
                    try loss { scenario in
                        scenario.quota = .fixed(Share(quota, over: 100) ?? .zero)
                        scenario.habit.daysAfterInvoice = delay
                    })
            }
            grid.append(row)
        }
        self.grid = grid
    }

    private struct Range {
        let key: String
        let low: String
        let high: String
        let toLow: @Sendable (inout Scenario) -> Void
        let toHigh: @Sendable (inout Scenario) -> Void
    }

    private static var assumptions: [Range] {
        let quota = { @Sendable (percent: Int64) in
            { @Sendable (scenario: inout Scenario) in
                scenario.quota = .fixed(Share(percent, over: 100) ?? .zero)
            }
        }
        let delay = { @Sendable (days: Int) in
            { @Sendable (scenario: inout Scenario) in scenario.habit.daysAfterInvoice = days }
        }
        let grade = { @Sendable (grade: TrustGrade) in
            { @Sendable (scenario: inout Scenario) in scenario.trust.grade = grade }
        }
        let risk = { @Sendable (percent: Int64) in
            { @Sendable (scenario: inout Scenario) in
                let share = Share(percent, over: 100) ?? .zero
                scenario.clientRisk = ClientRisk(defaultProbability: share)
                scenario.clientRisks = [:]
            }
        }
        return [
            Range(key: "quota", low: "0 %", high: "10 %", toLow: quota(0), toHigh: quota(10)),
            Range(
                key: "habit.daysAfterInvoice", low: "30", high: "90", toLow: delay(30),
                toHigh: delay(90)),
            Range(
                key: "trust.grade", low: "G1", high: "G3", toLow: grade(.segregated),
                toHigh: grade(.quotaOnly)),
            Range(
                key: "clients.default", low: "0 %", high: "10 %", toLow: risk(0), toHigh: risk(10)),
        ]
    }
}
