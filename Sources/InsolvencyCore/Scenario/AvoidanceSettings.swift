public import MoneyCore

/// Whether and how payments before filing are tested for avoidance.
///
/// - Source: docs/spec/simulation.md#avoidance
public struct AvoidanceSettings: Hashable, Sendable {
    /// Without a test payments stand, and a note says what may be at risk.
    public var isTested = false
    /// Since when the agency could not pay what was due; nil for never before filing.
    public var illiquidSince: Day?
    /// Since when freelancers knew of it, or had to conclude it; nil for never.
    public var knownSince: Day?
    /// Freelancers of whom something else holds than of the others.
    public var knownSinceBy: [String: Day] = [:]
    /// Since when freelancers knew that others were to be harmed; nil for never (InsO §133).
    public var intentKnownSince: Day?
    /// The periods, in months before filing: of incongruent payments, of all, and of intent.
    public var shortMonths = 1
    public var longMonths = 3
    public var intentMonths = 48
    public var exchangeDays = 30
    public var exchangeStart = AvoidanceRules.ExchangeStart.periodEnd
    /// How many days after opening avoided money is back with the estate.
    public var repaymentDays = 180

    public init() {}

    func rules(_ context: FilingContext) -> AvoidanceRules {
        var rules = AvoidanceRules(
            filingDay: context.filingDay, openingDay: context.openingDay,
            illiquidSince: illiquidSince)
        rules.shortMonths = shortMonths
        rules.longMonths = longMonths
        rules.intentMonths = intentMonths
        rules.testsIntent = intentKnownSince != nil
        rules.exchangeDays = exchangeDays
        rules.exchangeStart = exchangeStart
        rules.repaymentDays = repaymentDays
        return rules
    }

    /// What a freelancer knew on a day.
    func knowledge(of freelancer: String, on day: Day) -> AvoidablePayment.Knowledge {
        var knowledge: AvoidablePayment.Knowledge = []
        if let since = knownSinceBy[freelancer] ?? knownSince, since <= day {
            knowledge.formUnion([.illiquidity, .disadvantage])
        }
        if let since = intentKnownSince, since <= day { knowledge.insert(.intent) }
        return knowledge
    }
}
