import MoneyCore

/// A line while its rule is applied: what is known of each part so far.
struct LineDraft {
    struct Slot {
        var net: Money?
        var gross: Money?
    }

    let line: RuledLine
    /// The line's place on the invoice, from 0.
    let number: Int
    /// One per part of the rule.
    var slots: [Slot]

    init(_ line: RuledLine, number: Int) {
        self.line = line
        self.number = number
        slots = line.rule.parts.map { _ in Slot() }
    }

    /// Reckons the premiums, or the parts that are neither premium nor remainder.
    mutating func reckon(_ isPassedThrough: Bool) throws(RuleDivisionError) {
        let base = isPassedThrough ? (net: line.net, gross: line.gross) : try rest()
        // Plain shares without a remainder divide what is left, so that no cent is.
        guard isPassedThrough || line.rule.hasRemainder else { return }
        for (index, part) in line.rule.parts.enumerated()
        where part.isPassedThrough == isPassedThrough && part.amount != .remainder {
            let amount = bounded(
                try reckon(part.amount, from: part.basis == .net ? base.net : base.gross), by: part)
            switch part.basis {
            case .net: slots[index].net = amount
            case .gross: slots[index] = try slot(part, gross: amount)
            }
        }
    }

    /// What premiums leave of the line.
    func rest() throws(RuleDivisionError) -> (net: Money, gross: Money) {
        let currency = line.gross.currency
        let gross = difference(line.gross, slots.map(\.gross))
        guard gross >= 0 else {
            throw .impossible(line: number, missing: Money(minor: -gross, currency))
        }
        let net = max(0, difference(line.net, slots.map(\.net)))
        return (Money(minor: net, currency), Money(minor: gross, currency))
    }

    private func difference(_ whole: Money, _ taken: [Money?]) -> Int64 {
        let sum = taken.reduce(Int128(0)) { $0 + Int128($1?.minor ?? 0) }
        return Int64(clamping: Int128(whole.minor) - sum)
    }

    func reckon(
        _ amount: RuleAmount, from base: Money
    ) throws(RuleDivisionError) -> Money {
        switch amount {
        case .hours(let rate):
            guard let hours = line.hours else { throw .hoursMissing(line: number) }
            guard let rate = rate ?? line.freelancerRate else { throw .rateMissing(line: number) }
            guard let price = try? hours.at(ratePerHour: rate) else { throw .overflow }
            return price
        case .share(let share):
            guard let part = try? base.times(share) else { throw .overflow }
            return part
        case .tiers(let tiers): return try sum(of: tiers, in: base)
        case .fixed(let fixed): return fixed
        case .perUnit(let price):
            guard let units = line.units else { throw .unitsMissing(line: number) }
            let (minor, overflow) = price.minor.multipliedReportingOverflow(by: units)
            guard !overflow else { throw .overflow }
            return Money(minor: minor, price.currency)
        case .remainder: return .zero(base.currency)
        }
    }

    /// The sum of all tiers, rounded once.
    private func sum(
        of tiers: [RuleAmount.Tier], in base: Money
    ) throws(RuleDivisionError)
        -> Money
    {
        guard let (numerators, denominator) = tiers.map(\.share).overOne else { throw .overflow }
        var total: Int128 = 0
        var from: Int64 = 0
        for (tier, numerator) in zip(tiers, numerators) {
            let bound = min(base.minor, tier.upTo?.minor ?? base.minor)
            total += Int128(max(0, bound - from)) * Int128(numerator)
            from = max(from, bound)
        }
        guard let minor = Rounding.halfAway(total, over: Int128(denominator)) else {
            throw .overflow
        }
        return Money(minor: minor, base.currency)
    }

    private func bounded(_ amount: Money, by part: RulePart) -> Money {
        let raised = part.floor.map { $0.minor > amount.minor ? $0 : amount } ?? amount
        return part.cap.map { $0.minor < raised.minor ? $0 : raised } ?? raised
    }

    private func slot(_ part: RulePart, gross: Money) throws(RuleDivisionError) -> Slot {
        guard part.payee != .agency, let vat = line.vat(of: part) else {
            return Slot(net: gross, gross: gross)
        }
        guard let net = try? vat.net(inside: gross) else { throw .overflow }
        return Slot(net: net, gross: gross)
    }

    /// Gives the rest of the gross to the remainder, or divides it by the plain shares.
    func finished() throws(RuleDivisionError) -> [RuledPart] {
        var slots = slots
        let rule = line.rule
        let open = rule.parts.indices.filter { slots[$0].gross == nil }
        let left = try rest().gross
        let weights = open.map { index -> Share in
            if case .share(let share) = rule.parts[index].amount { share } else { .whole }
        }
        guard let numerators = weights.overOne?.numerators,
            let shares = try? left.divided(by: numerators)
        else { throw .overflow }
        for (index, gross) in zip(open, shares) {
            slots[index] = try slot(rule.parts[index], gross: gross)
        }
        if let freelancer = rule.parts.firstIndex(where: { $0.payee == .freelancer }) {
            guard slots[freelancer].gross?.isPositive == true else {
                throw .noAmount(line: number)
            }
        }
        return parts(slots)
    }

    private func parts(_ slots: [Slot]) -> [RuledPart] {
        let currency = line.gross.currency
        return zip(line.rule.parts, slots).enumerated().map { index, pair in
            let (part, slot) = pair
            let isAgency = part.payee == .agency
            let others = slots.enumerated().map { $0 == index ? nil : $1.net }
            let share: PartShare? =
                if case .share(let share) = part.amount {
                    PartShare(share, of: part.basis)
                } else { nil }
            return RuledPart(
                payee: part.payee, rank: line.rule.rank(of: part.payee, policy: line.policy),
                gross: slot.gross ?? .zero(currency),
                // The agency's VAT is the client's less that of the others, whatever its part.
                net: isAgency
                    ? Money(minor: difference(line.net, others), currency)
                    : slot.net ?? .zero(currency), vat: isAgency ? nil : line.vat(of: part),
                share: share)
        }
    }
}

extension SplitRule {
    var hasRemainder: Bool { parts.contains { $0.amount == .remainder } }
}
