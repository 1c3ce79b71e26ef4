import MoneyCore

/// An account in which a holder's own money and others' money lie together, with its history.
///
/// - Source: docs/spec/simulation-law.md#tracing
public struct MixedAccount: Hashable, Sendable {
    /// The holder's own money on the account before its first movement.
    public let openingOwn: Int64
    /// By day; within a day as given.
    public let movements: [AccountMovement]

    /// - Throws: `notPositive`, `openingNegative`, then `tooLarge`.
    public init(
        openingOwn: Int64 = 0, _ movements: [AccountMovement]
    ) throws(MixedAccountError) {
        for movement in movements where movement.minor <= 0 {
            throw .notPositive(movement.minor, day: movement.day)
        }
        guard openingOwn >= 0 else { throw .openingNegative(openingOwn) }
        let sum = movements.reduce(Int128(openingOwn)) { $0 + Int128($1.minor) }
        guard sum <= Int128(CaseFile.limit) else { throw .tooLarge }
        self.openingOwn = openingOwn
        self.movements = movements.enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element)
    }

    /// Finds whose money is left under a rule.
    ///
    /// - Complexity: O(*n* log *n*) in the number of movements, for some rules times the number of
    ///   beneficiaries.
    public func trace(
        _ rule: TracingRule, _ settings: TracingSettings = TracingSettings()
    ) -> Traced {
        let ledger = traced(rule, settings, movements)
        switch settings.order {
        case .ledger: return ledger
        case .worst, .best:
            let all = [ledger] + orders.map { traced(rule, settings, $0) }
            let isWorst = settings.order == .worst
            return all.dropFirst().reduce(ledger) { chosen, next in
                (isWorst ? next.total < chosen.total : next.total > chosen.total) ? next : chosen
            }
        }
    }

    /// What a beneficiary has at least and at most, over rules and orders of a day.
    public func spread(
        of beneficiary: String, rules: [TracingRule] = TracingRule.allCases,
        _ settings: TracingSettings = TracingSettings()
    ) -> ClosedRange<Int64> {
        let figures = rules.flatMap { rule in
            ([movements] + orders).map { traced(rule, settings, $0).traced(beneficiary) }
        }
        return (figures.min() ?? 0)...(figures.max() ?? 0)
    }

    private func traced(
        _ rule: TracingRule, _ settings: TracingSettings, _ movements: [AccountMovement]
    ) -> Traced {
        let tally = MovementTally(openingOwn: openingOwn, movements)
        let limits: [Int64]
        let parts: [Int64]
        switch rule {
        case .firstIn, .lastIn:
            parts = LotTracing(
                takesLast: rule == .lastIn, ownMoneyFirst: settings.ownMoneyFirst
            ).run(openingOwn: openingOwn, movements, tally.beneficiaries)
            limits = parts
        case .pariPassu:
            parts = tally.byContribution(holderSubordinated: settings.holderSubordinated)
            limits = parts
        case .rolling:
            parts = RollingTracing(ownMoneyFirst: settings.ownMoneyFirst)
                .run(openingOwn: openingOwn, movements, tally)
            limits = parts
        case .lowestBalance:
            let found = LowestBalance(openingOwn, movements, tally.beneficiaries, atDayEnds: false)
            (parts, limits) = (found.parts(closing: tally.closing), found.limits)
        case .segregation:
            parts = tally.isUsedByHolder ? tally.claims.map { _ in 0 } : tally.claims
            limits = parts
        case .substitute:
            let found = LowestBalance(openingOwn, movements, tally.beneficiaries, atDayEnds: true)
            (parts, limits) = (found.parts(closing: tally.closing), found.limits)
        }
        return Traced(
            rule: rule, closing: tally.closing,
            positions: tally.beneficiaries.indices.map { place in
                Traced.Position(
                    beneficiary: tally.beneficiaries[place], claim: tally.claims[place],
                    traced: min(parts[place], max(0, tally.claims[place])),
                    limit: limits[place])
            })
    }

    /// Each day with own money, others' money and what goes in all six orders.
    private var orders: [[AccountMovement]] {
        [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map { ranks in
            movements.enumerated()
                .sorted { left, right in
                    let first = (left.element.day, ranks[left.element.group], left.offset)
                    let second = (right.element.day, ranks[right.element.group], right.offset)
                    return first < second
                }
                .map(\.element)
        }
    }
}

extension AccountMovement {
    fileprivate var group: Int {
        switch kind {
        case .own: 0
        case .deposit, .misdirected, .restoration: 1
        case .withdrawal, .payment: 2
        }
    }
}

/// What the movements add up to, whatever the rule.
struct MovementTally: Sendable {
    private(set) var beneficiaries: [String] = []
    /// What each paid in and was not paid back.
    private(set) var claims: [Int64] = []
    private(set) var ownContribution: Int64
    private(set) var isUsedByHolder: Bool
    private(set) var closing: Int64
    private var places: [String: Int] = [:]

    init(openingOwn: Int64, _ movements: [AccountMovement]) {
        ownContribution = openingOwn
        isUsedByHolder = openingOwn > 0
        closing = openingOwn
        for movement in movements { take(movement) }
    }

    func place(_ beneficiary: String) -> Int? { places[beneficiary] }

    private mutating func take(_ movement: AccountMovement) {
        closing += movement.signed
        switch movement.kind {
        case .own:
            ownContribution += movement.minor
            isUsedByHolder = true
        case .deposit(let code), .misdirected(let code):
            let place = added(code)
            claims[place] += movement.minor
        case .withdrawal: isUsedByHolder = true
        case .restoration(let code): _ = added(code)
        case .payment(let code): claims[added(code)] -= movement.minor
        }
    }

    private mutating func added(_ code: String) -> Int {
        if let place = places[code] { return place }
        places[code] = beneficiaries.count
        beneficiaries.append(code)
        claims.append(0)
        return beneficiaries.count - 1
    }

    /// What is left, by what each has still to ask; the holder takes part with what it paid in.
    func byContribution(holderSubordinated: Bool) -> [Int64] {
        let weights = claims.map { max(0, $0) }
        let asked = weights.reduce(0, +)
        guard closing > 0, asked > 0 else { return weights.map { _ in 0 } }
        let holder = holderSubordinated ? 0 : ownContribution
        if asked + holder <= closing || (holderSubordinated && asked <= closing) { return weights }
        return Parts.divide(closing, by: weights.map { Int128($0) } + [Int128(holder)]).dropLast()
    }
}

/// Division by weights wider than an amount of money.
enum Parts {
    /// By largest remainder, ties to the earlier; zeros for no weight.
    static func divide(_ minor: Int64, by weights: [Int128]) -> [Int64] {
        let total = weights.reduce(0, +)
        guard total > 0, minor > 0 else { return weights.map { _ in 0 } }
        var parts: [Int64] = []
        var remainders: [(place: Int, remainder: Int128)] = []
        for (place, weight) in weights.enumerated() {
            // An amount is below 2^50 and a weight below 2^76, so that the product fits.
            let (part, remainder) = (Int128(minor) * weight).quotientAndRemainder(
                dividingBy: total)
            parts.append(Int64(part))
            remainders.append((place, remainder))
        }
        let left = minor - parts.reduce(0, +)
        remainders.sort { ($1.remainder, $0.place) < ($0.remainder, $1.place) }
        for (place, _) in remainders.prefix(Int(left)) { parts[place] += 1 }
        return parts
    }
}
