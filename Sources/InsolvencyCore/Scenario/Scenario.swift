public import EscrowCore
public import MoneyCore

/// The assumptions of one simulation; everything that is not a fact of the book.
///
/// Its parts are drafts that anybody may fill in; a scenario exists only if all of them are in
/// range. Every default names its source in `assumptions`.
///
/// - Source: docs/spec/simulation.md#scenario
public struct Scenario: Hashable, Sendable {
    public let name: String
    /// Which country's rules the defaults come from.
    public let jurisdiction: Jurisdiction
    public let currency: Currency
    /// The day on which the agency files; nil takes the case's.
    public private(set) var filingDay: Day?
    /// The book as it was after so many records; nil for all of them.
    public let asOfSequence: Int64?
    /// In the order of the report, each once.
    public internal(set) var models: [PaymentModel]
    public internal(set) var quota: QuotaMode
    public internal(set) var habit: HabitSettings
    public internal(set) var trust: TrustSettings
    public private(set) var time: TimeSettings
    public let avoidance: AvoidanceSettings
    /// What holds for a client that `clientRisks` does not name.
    public internal(set) var clientRisk: ClientRisk
    public internal(set) var clientRisks: [String: ClientRisk]
    public let estate: EstateSettings
    public let costs: CostSettings
    /// Nil if no puts exist; model (e) then hedges nothing.
    public let puts: PutSettings?
    public let tracing: TracingChoice
    /// Where figures come from, as somebody wrote it, by their path in a scenario file; goes before
    /// a default's own source.
    public let sources: [String: String]

    /// The mean quota of companies whose proceedings opened in 2011: 6.1 % (Q1).
    public static let meanQuota = QuotaMode.fixed(Share(61, over: 1000) ?? .zero)

    /// - Throws: the first value out of range.
    public init(
        name: String = "default", jurisdiction: Jurisdiction = .germany, currency: Currency = .eur,
        filingDay: Day? = nil,
        asOfSequence: Int64? = nil, models: [PaymentModel] = PaymentModel.allCases,
        quota: QuotaMode = meanQuota, habit: HabitSettings = HabitSettings(),
        trust: TrustSettings = TrustSettings(), time: TimeSettings = TimeSettings(),
        avoidance: AvoidanceSettings = AvoidanceSettings(),
        clientRisk: ClientRisk = ClientRisk(), clientRisks: [String: ClientRisk] = [:],
        estate: EstateSettings? = nil, costs: CostSettings? = nil, puts: PutSettings? = nil,
        tracing: TracingChoice? = nil, sources: [String: String] = [:]
    ) throws(ScenarioError) {
        self.name = name
        self.jurisdiction = jurisdiction
        self.currency = currency
        self.filingDay = filingDay
        self.asOfSequence = asOfSequence
        self.models = models
        self.quota = quota
        self.habit = habit
        self.trust = trust
        self.time = time
        self.avoidance = avoidance
        self.clientRisk = clientRisk
        self.clientRisks = clientRisks
        self.estate = estate ?? EstateSettings(currency)
        self.costs = costs ?? CostSettings(currency)
        self.puts = puts
        self.tracing = tracing ?? TracingChoice(jurisdiction)
        self.sources = sources
        try validate()
    }

    /// The same scenario under the grade that was computed from the book, unless it states one.
    ///
    /// - Source: docs/spec/protection.md#simulation
    public func graded(_ grade: TrustGrade) -> Scenario {
        guard !trust.isGradeStated else { return self }
        var scenario = self
        scenario.trust.grade = grade
        return scenario
    }

    /// The same scenario for another filing day; proceedings open as many days after it as before.
    ///
    /// - Throws: `openingWithoutFiling` if they open on a day that is stated without one of filing.
    public func filed(on day: Day) throws(ScenarioError) -> Scenario {
        var scenario = self
        if let openingDay = time.openingDay {
            guard let filingDay else { throw .openingWithoutFiling(openingDay) }
            scenario.time.openingDays = filingDay.days(to: openingDay)
            scenario.time.openingDay = nil
        }
        scenario.filingDay = day
        return scenario
    }

    /// The same scenario with clients that all pay: what chance starts from.
    var withoutClientRisk: Scenario {
        var scenario = self
        scenario.clientRisk = ClientRisk()
        scenario.clientRisks = [:]
        return scenario
    }

    /// How likely a client is to fail.
    public func risk(of client: String) -> ClientRisk { clientRisks[client] ?? clientRisk }
}
