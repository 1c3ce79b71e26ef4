import MoneyCore

extension EngagementTerms {
    /// Whether the freelancer gets less by these terms than by others, or gets it later: a lower rate, a
    /// later release, a place behind others, or a smaller part of some span of work.
    ///
    /// 70.00 an hour instead of 80.00 is less; so is 3/5 of the net at 100.00 an hour, a cap that only
    /// long months reach, and the agency first.
    ///
    /// - Parameters:
    ///   - old: The terms that held before.
    ///   - rule: What these terms divide by; nil is the rate and the rest.
    ///   - oldRule: What the old ones divided by.
    /// - Returns: Whether a second person has to want it.
    /// - Source: docs/spec/engagement.md#less
    public func giveFreelancerLess(
        than old: EngagementTerms, rule: SplitRule?, oldRule: SplitRule?
    ) -> Bool {
        if freelancerRate.minor < old.freelancerRate.minor { return true }
        if (rule?.release ?? release).isLater(than: oldRule?.release ?? old.release) { return true }
        // Where rules order who is served, the policy says nothing.
        if rule?.order == nil, oldRule?.order == nil, policy.isLater(than: old.policy) {
            return true
        }
        let (new, old) = (AgreedDivision(self, rule), AgreedDivision(old, oldRule))
        return AgreedDivision.hours(telling: new, from: old).contains { hours in
            // What cannot be reckoned at all is invoiced by nobody.
            guard let before = old.part(of: hours), let after = new.part(of: hours) else {
                return false
            }
            return after.isLess(than: before)
        }
    }
}

extension Release {
    /// Whether it may come later than another, or need what the other does not.
    ///
    /// Whoever waits for somebody's word has nothing to lose by another condition: that word can be
    /// given behind any.
    ///
    /// - Source: docs/spec/engagement.md#less
    public func isLater(than old: Release) -> Bool {
        switch (self, old) {
        case (.onReceipt, _), (_, .held): false
        case (.afterDays(let days), .afterDays(let before)): days > before
        case (.held, _), (.afterDays, _), (.onHoursApproval, _), (.onMilestone, _): self != old
        }
    }
}

extension SplitPolicy {
    /// Whether the freelancer is served later than by another.
    fileprivate func isLater(than old: SplitPolicy) -> Bool {
        let order: [SplitPolicy] = [.freelancerFirst, .proRata, .agencyFirst]
        return (order.firstIndex(of: self) ?? 0) > (order.firstIndex(of: old) ?? 0)
    }
}

/// How terms and their rule divide a line of so many hours.
struct AgreedDivision {
    private let terms: EngagementTerms
    private let rule: SplitRule

    init(_ terms: EngagementTerms, _ rule: SplitRule?) {
        self.terms = terms
        self.rule = rule ?? .standard(terms.clientRate.currency)
    }

    /// More than anybody works.
    private static let secondsMax: Int64 = 1_000_000 * 3_600

    /// The hours at which two divisions are compared: between two of them neither bends, so that what
    /// holds at both holds between them.
    ///
    /// They are where a floor, a cap or a tier of either begins to count, where either begins or ceases
    /// to divide, each with a second before and behind; beside some that people work.
    static func hours(
        telling new: AgreedDivision, from old: AgreedDivision
    ) -> [Hours] {
        var seconds: Set<Int64> = [1, 8, 40, 160, 1_000, 1_000_000].reduce(into: []) {
            $0.insert($1 * 3_600)
        }
        for division in [new, old] {
            for bend in division.rule.bends {
                seconds.formUnion(
                    around(first(1, secondsMax) { division.reaches(bend, at: $0) }))
            }
        }
        let sorted = seconds.filter { (1...secondsMax).contains($0) }.sorted()
        for division in [new, old] {
            for (low, high) in zip(sorted, sorted.dropFirst()) {
                let (isLow, isHigh) = (division.divides(low), division.divides(high))
                guard isLow != isHigh else { continue }
                seconds.formUnion(
                    around(first(low, high) { division.divides($0) == isHigh }))
            }
        }
        return seconds.filter { (1...secondsMax).contains($0) }.sorted().map { Hours(seconds: $0) }
    }

    private static func around(_ second: Int64) -> [Int64] { [second - 1, second, second + 1] }

    /// The first of a span at which something holds that holds from then on; its last if it never does.
    private static func first(
        _ low: Int64, _ high: Int64, _ holds: (Int64) -> Bool
    ) -> Int64 {
        var (low, high) = (low, high)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func divides(_ seconds: Int64) -> Bool {
        part(of: Hours(seconds: seconds)).map { $0.gross > 0 } ?? false
    }

    private func reaches(_ bend: RuleBend, at seconds: Int64) -> Bool {
        guard let line = line(of: Hours(seconds: seconds)) else { return true }
        return bend.isReached(by: line)
    }

    private func line(of hours: Hours) -> RuledLine? {
        guard let net = try? hours.at(ratePerHour: terms.clientRate),
            let vat = try? net.times(terms.clientVAT.rate), let gross = try? net.adding(vat)
        else { return nil }
        return RuledLine(
            rule: rule, net: net, gross: gross, hours: hours,
            freelancerRate: terms.freelancerRate, clientVAT: terms.clientVAT,
            freelancerVAT: terms.freelancerVAT, freelancer: terms.freelancer.sequence,
            policy: terms.policy)
    }

    /// What the freelancer has of so many hours; nil where it cannot be reckoned, and nothing where no
    /// invoice can be made of them.
    func part(of hours: Hours) -> FreelancerPart? {
        guard let line = line(of: hours) else { return nil }
        do throws(RuleDivisionError) {
            guard let parts = try SplitRule.divide([line]).first else { return nil }
            return FreelancerPart(parts, of: line.gross)
        } catch {
            return error == .overflow ? nil : FreelancerPart(nothingOf: line.gross)
        }
    }
}

/// The freelancer's part of a line, and when he is served; in minor units.
struct FreelancerPart {
    let net: Int64
    let gross: Int64
    /// What those get who are served before him.
    private let before: Int64
    /// What those get who are served together with him, his own included.
    private let together: Int64
    private let line: Int64

    init?(_ parts: [RuledPart], of line: Money) {
        guard let own = parts.first(where: { $0.payee == .freelancer }) else { return nil }
        net = own.net.minor
        gross = own.gross.minor
        before = parts.reduce(0) { $1.rank < own.rank ? $0 + $1.gross.minor : $0 }
        together = parts.reduce(0) { $1.rank == own.rank ? $0 + $1.gross.minor : $0 }
        self.line = line.minor
    }

    init(nothingOf line: Money) {
        (net, gross, before, together) = (0, 0, line.minor, 0)
        self.line = line.minor
    }

    /// Whether it is less than another when all is paid, or when a part is: both of the same amount and
    /// of the same share of the invoice, for a lower or higher price alone takes nothing away.
    func isLess(than old: FreelancerPart) -> Bool {
        net < old.net
            || isLater(1, than: old, 1)
                && isLater(Int128(old.line), than: old, Int128(line))
    }

    /// Whether some payment gives him less; each part's payments are on a scale of their own.
    ///
    /// What he has of a payment is nothing up to where he is served, then rises evenly up to all. So he
    /// has never less if he is served no later, and has as much where the other has all.
    private func isLater(_ scale: Int128, than old: FreelancerPart, _ oldScale: Int128) -> Bool {
        guard old.gross > 0 else { return false }
        let (start, oldStart) = (Int128(before) * scale, Int128(old.before) * oldScale)
        if start > oldStart { return true }
        let end = start + Int128(together) * scale
        let oldEnd = oldStart + Int128(old.together) * oldScale
        if end <= oldEnd { return false }
        let has = (oldEnd - start).multipliedFullWidth(by: Int128(gross))
        let had = (end - start).multipliedFullWidth(by: Int128(old.gross))
        return (has.high, has.low) < (had.high, had.low)
    }
}
