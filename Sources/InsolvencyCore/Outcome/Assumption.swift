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
