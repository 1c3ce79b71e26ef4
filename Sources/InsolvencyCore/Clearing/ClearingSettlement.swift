import EscrowCore
import MoneyCore

/// Who pays whom how many cents: nothing is made or lost, and nobody pays more than he has.
///
/// - Source: docs/spec/simulation-law.md#clearing
public struct ClearingSettlement: Hashable, Sendable {
    /// What the row's node pays the column's, in minor units.
    public let payments: [[Int64]]
    /// What each pays outside the network.
    public let external: [Int64]
    /// What each has in the end; the costs of a failure are taken off.
    public let holdings: [Int64]
    public let costs: [Int64]
    public let defaulted: [Bool]

    /// What is there at the end: holdings, costs and what went out.
    public var total: Int64 {
        holdings.reduce(0, +) + costs.reduce(0, +) + external.reduce(0, +)
    }
}

extension ClearingNetwork {
    /// Settles in whole cents, near the greatest vector.
    ///
    /// Each payment is divided so that a greater one never gives anybody less (Sainte-Lague), which
    /// makes the map monotone in whole cents too. It is run down from the estimate, rounded up, to
    /// the next point at which everybody pays what he can.
    ///
    /// - Throws: `notSettled`.
    public func settle() throws(ClearingError) -> ClearingSettlement {
        let estimate = try clear().payments
        let owed = nodes.indices.map { debts($0).reduce(0, +) }
        var slack = Int64(nodes.count) + 1
        while true {
            let start = owed.indices.map { place in
                min(owed[place], Int64(estimate[place].rounded(.up)) + slack)
            }
            let next = step(start)
            if zip(next, start).allSatisfy({ $0 <= $1 }) { return try lowered(from: next) }
            slack *= 2
        }
    }

    private func lowered(from start: [Int64]) throws(ClearingError) -> ClearingSettlement {
        var payments = start
        for _ in 0..<1_000_000 {
            let next = step(payments)
            if next == payments { return result(payments) }
            payments = next
        }
        throw .notSettled
    }

    /// What each can pay if all pay so.
    private func step(_ payments: [Int64]) -> [Int64] {
        let inflows = inflows(payments)
        return nodes.indices.map { place in
            let due = debts(place).reduce(0, +)
            let left = available(place, inflows[place]) - seniorDebt(place)
            return min(due, max(0, left))
        }
    }

    /// Assets and what came, less the costs of a failure.
    private func available(_ place: Int, _ inflow: Int64) -> Int64 {
        let whole = nodes[place].assets + inflow
        let due = debts(place).reduce(0, +) + seniorDebt(place)
        guard whole < due else { return whole }
        return assetsKept.floor(of: nodes[place].assets) + claimsKept.floor(of: inflow)
    }

    private func inflows(_ payments: [Int64]) -> [Int64] {
        var inflows = nodes.map { _ in Int64(0) }
        for (place, minor) in payments.enumerated() {
            for (creditor, part) in divided(minor, by: place).prefix(nodes.count).enumerated() {
                inflows[creditor] += part
            }
        }
        return inflows
    }

    private func divided(_ minor: Int64, by place: Int) -> [Int64] {
        Instalment.proRata(
            minor, among: debts(place).map { Instalment.Part(whole: $0, has: 0) }
        ).given
    }

    private func result(_ payments: [Int64]) -> ClearingSettlement {
        let inflows = inflows(payments)
        var external: [Int64] = []
        var holdings: [Int64] = []
        var costs: [Int64] = []
        var defaulted: [Bool] = []
        for place in nodes.indices {
            let whole = nodes[place].assets + inflows[place]
            let left = available(place, inflows[place])
            let senior = min(seniorDebt(place), left)
            let parts = divided(payments[place], by: place)
            external.append(senior + parts.dropFirst(nodes.count).reduce(0, +))
            costs.append(whole - left)
            holdings.append(left - senior - payments[place])
            defaulted.append(whole < debts(place).reduce(0, +) + seniorDebt(place))
        }
        return ClearingSettlement(
            payments: nodes.indices.map {
                Array(divided(payments[$0], by: $0).prefix(nodes.count))
            },
            external: external, holdings: holdings, costs: costs, defaulted: defaulted)
    }
}

extension Share {
    /// So much of an amount, rounded down.
    fileprivate func floor(of minor: Int64) -> Int64 {
        Int64(Int128(minor) * Int128(numerator) / Int128(denominator))
    }
}
