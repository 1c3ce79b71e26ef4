public import MoneyCore

/// Money that comes in stages: first by a settlement on disputed segregation, then as a quota.
///
/// - Source: the AvP case (Q6); docs/spec/simulation-law.md#staged-distributions
public struct StagedDistribution: Hashable, Sendable {
    /// On what the quota is paid.
    public enum Base: String, Hashable, Sendable, CaseIterable {
        /// On the claim as it was at first.
        case original
        /// On what the settlement left of it.
        case rest
    }

    public struct Stage: Hashable, Sendable {
        /// Of the original claim.
        public let share: Share
        public let day: Day

        public init(share: Share, day: Day) {
            self.share = share
            self.day = day
        }
    }

    /// In the order of their days.
    public let settlement: [Stage]
    public let quota: Stage
    public let base: Base

    public init(settlement: [Stage], quota: Stage, base: Base) {
        self.settlement = settlement.sorted { $0.day < $1.day }
        self.quota = quota
        self.base = base
    }

    /// What a claim gets at each stage, each rounded once, the quota last; never more than the claim.
    public func payments(on claim: Int64) -> [(day: Day, minor: Int64)] {
        var left = claim
        var payments: [(day: Day, minor: Int64)] = []
        for stage in settlement {
            let minor = min(left, stage.share.of(claim))
            left -= minor
            payments.append((stage.day, minor))
        }
        let whole =
            switch base {
            case .original: claim
            case .rest: left
            }
        payments.append((quota.day, min(left, quota.share.of(whole))))
        return payments
    }
}
