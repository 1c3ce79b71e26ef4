/// One assumption of a scenario, with the source that it rests on.
public struct Assumption: Hashable, Sendable {
    /// The path of the setting in a scenario file.
    public let key: String
    public let value: String
    /// A law, a decision, a statistic, or `assumption`.
    public let source: String

    public init(_ key: String, _ value: String, _ source: String) {
        self.key = key
        self.value = value
        self.source = source
    }
}

extension Assumption {
    /// Keys of a scenario file that stand under another name here.
    private static let others = [
        "costs.debtor": ["costs.naturalPersonCreditors"],
        "puts": ["puts.strike", "puts.premium"],
        "puts.size": ["puts.contracts", "puts.hedgeRatio"],
        "time.openingDay": ["time.openingDays"],
        "trust.title": ["trust.assignedOn", "trust.globalAssignmentReleased"],
        "avoidance.exchangeDays": ["avoidance.exchangeStart"],
    ]

    /// The same with the sources that somebody wrote beside the figure, if any.
    func sourced(_ sources: [String: String]) -> Assumption {
        let isClient = key.hasPrefix("clients.")
        let parts = isClient ? ["\(key).defaultProbability", "\(key).lossGivenDefault"] : []
        let written = ([key] + parts + (Self.others[key] ?? [])).compactMap { sources[$0] }
        return written.isEmpty ? self : Assumption(key, value, written.joined(separator: "; "))
    }
}
