import MoneyCore

extension SplitRule {
    private static let tiersMax = 32

    /// - Source: docs/spec/rule.md#refused
    func check() throws(SplitRuleError) {
        guard CodeForm.isCode(code) else { throw .code(code) }
        guard (1...InvoicePart.partsMax).contains(parts.count) else {
            throw .partCount(parts.count)
        }
        for (index, part) in parts.enumerated() { try check(part, "parts.\(index)") }
        try checkPayees()
        try checkSum()
        try checkOrder()
    }

    private func check(_ part: RulePart, _ key: String) throws(SplitRuleError) {
        switch part.amount {
        case .hours(let rate):
            if let rate { try check(rate, "\(key).rate") }
            guard part.basis == .net else { throw .rateIsNet(key: "\(key).of") }
            guard rate != nil || part.payee == .freelancer else {
                throw .agreedRate(key: "\(key).rate", payee: part.payee.name)
            }
        case .share(let share):
            guard share.numerator > 0 else { throw .notPositive(key: "\(key).share") }
            guard share.numerator <= share.denominator else {
                throw .aboveWhole(key: "\(key).share")
            }
        case .tiers(let tiers): try check(tiers, "\(key).tiers")
        case .fixed(let amount): try check(amount, "\(key).fixed")
        case .perUnit(let amount): try check(amount, "\(key).perUnit")
        case .remainder: break
        }
        if part.vat != nil, part.payee.role != .producer {
            throw .vatOfEngagement(key: "\(key).vat", payee: part.payee.name)
        }
        if part.isPassedThrough {
            guard part.payee.role == .producer else {
                throw .notPassedThrough(key: "\(key).passThrough", payee: part.payee.name)
            }
            guard part.amount != .remainder else {
                throw .withoutMeaning(key: "\(key).passThrough")
            }
        }
        try checkBounds(of: part, key)
    }

    private func checkBounds(of part: RulePart, _ key: String) throws(SplitRuleError) {
        let bounds = [("floor", part.floor), ("cap", part.cap)]
        for (name, bound) in bounds {
            guard let bound else { continue }
            try check(bound, "\(key).\(name)")
            switch part.amount {
            case .hours, .share, .tiers, .perUnit: break
            case .fixed, .remainder: throw .withoutMeaning(key: "\(key).\(name)")
            }
        }
        if let floor = part.floor, let cap = part.cap, floor.minor > cap.minor {
            throw .floorAboveCap(key: "\(key).floor")
        }
    }

    private func check(_ amount: Money, _ key: String) throws(SplitRuleError) {
        guard amount.currency == currency else {
            throw .currency(key: key, amount.currency, expected: currency)
        }
        guard amount.isPositive else { throw .notPositive(key: key) }
    }

    private func check(_ tiers: [RuleAmount.Tier], _ key: String) throws(SplitRuleError) {
        guard (1...Self.tiersMax).contains(tiers.count) else { throw .tiersNotRising(key: key) }
        var before = Money.zero(currency)
        for (index, tier) in tiers.enumerated() {
            let place = "\(key).\(index)"
            guard tier.share.numerator <= tier.share.denominator else {
                throw .aboveWhole(key: "\(place).share")
            }
            guard (tier.upTo == nil) == (index == tiers.count - 1) else {
                throw .lastTierBounded(key: place)
            }
            guard let bound = tier.upTo else { continue }
            try check(bound, "\(place).upTo")
            guard bound.minor > before.minor else { throw .tiersNotRising(key: "\(place).upTo") }
            before = bound
        }
        guard tiers.contains(where: { $0.share.numerator > 0 }) else {
            throw .notPositive(key: key)
        }
        guard tiers.map(\.share).overOne != nil else { throw .tooFine(key: key) }
    }

    private func checkPayees() throws(SplitRuleError) {
        var payees: Set<RulePayee> = []
        var hasRemainder = false
        for (index, part) in parts.enumerated() {
            let key = "parts.\(index)"
            if case .producer(let code) = part.payee, !CodeForm.isCode(code) {
                throw .code(code)
            }
            guard payees.insert(part.payee).inserted else {
                throw .payeeTwice(key: "\(key).payee", payee: part.payee.name)
            }
            guard part.amount == .remainder else { continue }
            guard !hasRemainder else { throw .twoRemainders(key: "\(key).remainder") }
            hasRemainder = true
        }
    }

    /// Without a remainder the parts are the whole; with one they leave something.
    private func checkSum() throws(SplitRuleError) {
        let others = parts.filter { !$0.isPassedThrough }
        // A capped share can be met by less than its fraction.
        let shares = others.compactMap { part -> Share? in
            if case .share(let share) = part.amount, part.cap == nil { share } else { nil }
        }
        guard let (numerators, denominator) = shares.overOne else { throw .tooFine(key: "parts") }
        let total = numerators.reduce(Int128(0)) { $0 + Int128($1) }
        let sum = "\(total)/\(denominator)"
        guard parts.contains(where: { $0.amount == .remainder }) else {
            let ofNet = parts.firstIndex { part in
                guard case .share = part.amount, !part.isPassedThrough else { return false }
                return part.basis == .net
            }
            if let ofNet, shares.count == others.count, total == Int128(denominator) {
                throw .shareOfNet(key: "parts.\(ofNet).of")
            }
            let isPlain = others.allSatisfy {
                $0.basis == .gross && $0.floor == nil && $0.cap == nil
            }
            guard isPlain, shares.count == others.count, total == Int128(denominator) else {
                throw .notWhole(sum: sum)
            }
            return
        }
        guard total < Int128(denominator) else { throw .nothingRemains(sum: sum) }
    }

    private func checkOrder() throws(SplitRuleError) {
        guard let order else { return }
        var named: Set<RulePayee> = []
        for payee in order.joined() {
            guard part(of: payee) != nil else { throw .orderNames(payee.name) }
            guard named.insert(payee).inserted else { throw .orderTwice(payee.name) }
        }
        for part in parts where !named.contains(part.payee) { throw .orderLacks(part.payee.name) }
    }
}
