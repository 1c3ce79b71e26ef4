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
    public let currency: Currency
    /// The day on which the agency files; nil takes the case's.
    public let filingDay: Day?
    /// The book as it was after so many records; nil for all of them.
    public let asOfSequence: Int64?
    /// In the order of the report, each once.
    public let models: [PaymentModel]
    public let quota: QuotaMode
    public let habit: HabitSettings
    public private(set) var trust: TrustSettings
    public let time: TimeSettings
    public let avoidance: AvoidanceSettings
    /// What holds for a client that `clientRisks` does not name.
    public private(set) var clientRisk: ClientRisk
    public private(set) var clientRisks: [String: ClientRisk]
    public let estate: EstateSettings
    public let costs: CostSettings
    /// Nil if no puts exist; model (e) then hedges nothing.
    public let puts: PutSettings?

    /// The mean quota of companies whose proceedings opened in 2011: 6.1 % (Q1).
    public static let meanQuota = QuotaMode.fixed(Share(61, over: 1000) ?? .zero)

    /// - Throws: the first value out of range.
    public init(
        name: String = "default", currency: Currency = .eur, filingDay: Day? = nil,
        asOfSequence: Int64? = nil, models: [PaymentModel] = PaymentModel.allCases,
        quota: QuotaMode = meanQuota, habit: HabitSettings = HabitSettings(),
        trust: TrustSettings = TrustSettings(), time: TimeSettings = TimeSettings(),
        avoidance: AvoidanceSettings = AvoidanceSettings(),
        clientRisk: ClientRisk = ClientRisk(), clientRisks: [String: ClientRisk] = [:],
        estate: EstateSettings? = nil, costs: CostSettings? = nil, puts: PutSettings? = nil
    ) throws(ScenarioError) {
        self.name = name
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
