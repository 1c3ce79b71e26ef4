/// By which rules money on a mixed account is looked for.
///
/// - Source: docs/spec/simulation-law.md#tracing
public struct TracingChoice: Hashable, Sendable {
    /// In the order of the report, each once.
    public var rules: [TracingRule]
    public var settings = TracingSettings()

    public init(_ jurisdiction: Jurisdiction) { rules = jurisdiction.tracingRules }
}
