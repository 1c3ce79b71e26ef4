import MoneyCore

/// Rules of the lowest balance since: `traceable after = min(traceable before, balance after)`.
///
/// All claims together are limited in the same way, so that two claims do not find the same cent
/// twice once the holder's later money has come.
///
/// - Source: docs/spec/simulation-law.md#lowest-balance; U13
struct LowestBalance: Sendable {
    /// What each would find if he alone asked.
    private(set) var limits: [Int64]
    private var together: Int64 = 0

    /// With `atDayEnds` only the balances of days' ends count, and only money collected without right
    /// (InsO §48); else every balance, and all money of others.
    init(
        _ openingOwn: Int64, _ movements: [AccountMovement], _ beneficiaries: [String],
        atDayEnds: Bool
    ) {
        limits = beneficiaries.map { _ in 0 }
        var places: [String: Int] = [:]
        for (place, code) in beneficiaries.enumerated() { places[code] = place }
        var balance = openingOwn
        for (index, movement) in movements.enumerated() {
            balance += movement.signed
            switch movement.kind {
            case .own, .withdrawal: break
            case .deposit(let code):
                if !atDayEnds { add(movement.minor, places[code]) }
            case .misdirected(let code), .restoration(let code):
                add(movement.minor, places[code])
            case .payment(let code):
                if let place = places[code] {
                    let paid = min(limits[place], movement.minor)
                    limits[place] -= paid
                    together = max(0, together - paid)
                }
            }
            let isDayEnd =
                index + 1 == movements.count || movements[index + 1].day != movement.day
            if !atDayEnds || isDayEnd { lower(to: max(0, balance)) }
        }
    }

    private mutating func add(_ minor: Int64, _ place: Int?) {
        guard let place else { return }
        limits[place] += minor
        together += minor
    }

    private mutating func lower(to balance: Int64) {
        together = min(together, balance)
        for place in limits.indices where limits[place] > balance { limits[place] = balance }
    }

    /// In full where they fit, else in proportion to the limits.
    func parts(closing: Int64) -> [Int64] {
        let left = max(0, min(closing, together))
        let asked = limits.reduce(0, +)
        return asked <= left ? limits : Parts.divide(left, by: limits.map { Int128($0) })
    }
}
