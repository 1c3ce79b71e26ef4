import LedgerCore
import MoneyCore

extension EngagementTerms {
    /// Whether the freelancer gets less by these terms than by others: a lower rate, or a smaller part
    /// of some span of work.
    ///
    /// 70.00 an hour instead of 80.00 is less; so is 3/5 of the net at 100.00 an hour.
    ///
    /// - Parameters:
    ///   - old: The terms that held before.
    ///   - rule: What these terms divide by; nil is the rate and the rest.
    ///   - oldRule: What the old ones divided by.
    /// - Returns: Whether a second person has to want it; what terms cannot divide is invoiced by
    ///   nobody.
    /// - Source: docs/spec/engagement.md#less
    public func giveFreelancerLess(
        than old: EngagementTerms, rule: SplitRule?, oldRule: SplitRule?
    ) -> Bool {
        if freelancerRate.minor < old.freelancerRate.minor { return true }
        return Self.hoursTried.contains { hours in
            guard let before = old.freelancerNet(of: hours, oldRule) else { return false }
            return freelancerNet(of: hours, rule).map { $0 < before } ?? false
        }
    }

    /// An hour, a day, a week, a month and half a year: what floors, caps and tiers can tell apart.
    private static let hoursTried = [1, 8, 40, 160, 1_000].map { Hours(seconds: $0 * 3_600) }

    private func freelancerNet(of hours: Hours, _ rule: SplitRule?) -> Int64? {
        guard let net = try? hours.at(ratePerHour: clientRate),
            let vat = try? net.times(clientVAT.rate)
        else { return nil }
        let (gross, overflow) = net.minor.addingReportingOverflow(vat.minor)
        guard !overflow else { return nil }
        let line = RuledLine(
            rule: rule ?? .standard(net.currency), net: net,
            gross: Money(minor: gross, net.currency), hours: hours,
            freelancerRate: freelancerRate, clientVAT: clientVAT, freelancerVAT: freelancerVAT,
            freelancer: freelancer.sequence, policy: policy)
        return (try? SplitRule.divide([line]))?.first?
            .first { $0.payee == .freelancer }?.net.minor
    }
}
