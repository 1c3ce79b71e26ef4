/// How well money is protected if the agency fails.
///
/// - Source: docs/legal-model.md#grades
public enum TrustGrade: String, Hashable, Sendable, CaseIterable {
    /// G1: segregated (InsO §47), whole.
    case segregated = "G1"
    /// G2: preferential (InsO §51), whole less a contribution to costs.
    case preferential = "G2"
    /// G3: a label only, or commingled once: the quota.
    case quotaOnly = "G3"

    /// The lower of two grades.
    public func capped(at other: TrustGrade) -> TrustGrade {
        switch (self, other) {
        case (.quotaOnly, _), (_, .quotaOnly): .quotaOnly
        case (.preferential, _), (_, .preferential): .preferential
        case (.segregated, .segregated): .segregated
        }
    }
}
