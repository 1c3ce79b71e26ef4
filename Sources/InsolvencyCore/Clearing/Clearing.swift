import MoneyCore

/// What everybody pays: the greatest vector that clears, as estimates in minor units.
///
/// - Source: docs/spec/simulation-law.md#clearing
public struct Clearing: Hashable, Sendable {
    /// What each node pays of its debts in the network (and outside, where they rank alike).
    public let payments: [Double]
    /// What each node owes so.
    public let owed: [Double]
    /// What each has after paying; a failed node's is what its failure did not cost or pay: zero.
    public let equity: [Double]
    public let defaulted: [Bool]
    /// The least vector that clears; another than the greatest if a ring of debts may cancel or not.
    public let least: [Double]

    /// Whether the debts have only one way to clear.
    public var isUnique: Bool {
        zip(payments, least).allSatisfy { abs($0 - $1) <= 1e-6 * max(1, $0) }
    }

    /// What is paid of one unit owed; nil for a node that owes nothing.
    public func recoveryRate(_ place: Int) -> Double? {
        owed[place] > 0 ? payments[place] / owed[place] : nil
    }
}

extension ClearingNetwork {
    /// Finds the greatest vector, and whether there is another.
    ///
    /// - Throws: `notSettled`.
    /// - Complexity: O(*n*³) in the number of nodes that fail.
    public func clear() throws(ClearingError) -> Clearing {
        let solver = ClearingSolver(self)
        let payments = try solver.fixedPoint(from: solver.owed, rising: false)
        let least = try solver.fixedPoint(from: solver.owed.map { _ in 0 }, rising: true)
        let states = nodes.indices.map { solver.state($0, payments) }
        let equity = nodes.indices.map { place in
            let available = solver.assets[place] + solver.inflow(place, payments)
            return states[place] == .solvent
                ? available - solver.senior[place] - solver.owed[place] : 0
        }
        return Clearing(
            payments: payments, owed: solver.owed, equity: equity,
            defaulted: states.map { $0 != .solvent }, least: least)
    }
}

/// The clearing map in floating point: sweeps, and a linear system once the states are known.
struct ClearingSolver: Sendable {
    enum State: Hashable, Sendable {
        case solvent
        /// Pays a part.
        case failed
        /// Has nothing left after its senior debts.
        case empty
    }

    let assets: [Double]
    let senior: [Double]
    let owed: [Double]
    private let alpha: Double
    private let beta: Double
    /// Per creditor: its debtors with the part of their payments that is its.
    private let debtors: [[(place: Int, part: Double)]]

    init(_ network: ClearingNetwork) {
        let places = network.nodes.indices
        assets = network.nodes.map { Double($0.assets) }
        senior = places.map { Double(network.seniorDebt($0)) }
        let owed = places.map { Double(network.debts($0).reduce(0, +)) }
        self.owed = owed
        alpha = network.assetsKept.value
        beta = network.claimsKept.value
        debtors = places.map { creditor in
            places.compactMap { debtor in
                let minor = network.liabilities[debtor][creditor]
                return minor > 0 ? (debtor, Double(minor) / owed[debtor]) : nil
            }
        }
    }

    func inflow(_ place: Int, _ payments: [Double]) -> Double {
        debtors[place].reduce(0) { $0 + $1.part * payments[$1.place] }
    }

    func state(_ place: Int, _ payments: [Double]) -> State {
        let inflow = inflow(place, payments)
        let due = senior[place] + owed[place]
        if assets[place] + inflow >= due - 1e-12 * max(1, due) { return .solvent }
        return alpha * assets[place] + beta * inflow > senior[place] ? .failed : .empty
    }

    private func payment(_ place: Int, _ payments: [Double]) -> Double {
        switch state(place, payments) {
        case .solvent: owed[place]
        case .failed:
            min(owed[place], alpha * assets[place] + beta * inflow(place, payments) - senior[place])
        case .empty: 0
        }
    }

    /// Sweeps from above or below until nothing moves; between sweeps it solves for the states that
    /// it has reached, and stops where that solution clears.
    func fixedPoint(from start: [Double], rising: Bool) throws(ClearingError) -> [Double] {
        var payments = start
        for round in 0..<20_000 {
            var change = 0.0
            for place in payments.indices {
                let next = payment(place, payments)
                change = max(change, abs(next - payments[place]) / max(1, owed[place]))
                payments[place] = next
            }
            if change == 0 { return payments }
            guard round % 16 == 15 || change < 1e-14 else { continue }
            if let solved = solve(payments), isCleared(solved),
                zip(solved, payments).allSatisfy({
                    rising ? $0 >= $1 - slack($1) : $0 <= $1 + slack($1)
                })
            {
                return solved
            }
        }
        throw .notSettled
    }

    private func slack(_ value: Double) -> Double { 1e-9 * max(1, value) }

    private func isCleared(_ payments: [Double]) -> Bool {
        payments.indices.allSatisfy { place in
            payments[place] >= 0
                && abs(payment(place, payments) - payments[place]) <= 1e-11 * max(1, owed[place])
        }
    }

    /// What the failed pay, if exactly those of these states fail; nil if that is not determined.
    private func solve(_ payments: [Double]) -> [Double]? {
        var result = payments
        var unknown: [Int] = []
        for place in payments.indices {
            switch state(place, payments) {
            case .solvent: result[place] = owed[place]
            case .failed: unknown.append(place)
            case .empty: result[place] = 0
            }
        }
        var order: [Int: Int] = [:]
        for (row, place) in unknown.enumerated() { order[place] = row }
        let size = unknown.count
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
        for (row, place) in unknown.enumerated() {
            matrix[row][row] = 1
            matrix[row][size] = alpha * assets[place] - senior[place]
            for debtor in debtors[place] {
                if let column = order[debtor.place] {
                    matrix[row][column] -= beta * debtor.part
                } else {
                    matrix[row][size] += beta * debtor.part * result[debtor.place]
                }
            }
        }
        guard let solution = LinearSystem.solve(&matrix) else { return nil }
        for (row, place) in unknown.enumerated() { result[place] = solution[row] }
        return result
    }
}

/// Linear equations by elimination with pivots.
enum LinearSystem {
    /// Solves rows of coefficients with the right side last; nil if they are not independent.
    static func solve(_ rows: inout [[Double]]) -> [Double]? {
        let size = rows.count
        for column in 0..<size {
            let pivot = (column..<size).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
            guard let pivot, abs(rows[pivot][column]) > 1e-13 else { return nil }
            rows.swapAt(column, pivot)
            for row in (column + 1)..<max(size, column + 1) {
                let factor = rows[row][column] / rows[column][column]
                guard factor != 0 else { continue }
                for place in column...size { rows[row][place] -= factor * rows[column][place] }
            }
        }
        var solution = [Double](repeating: 0, count: size)
        for row in (0..<size).reversed() {
            let known = ((row + 1)..<max(size, row + 1)).reduce(rows[row][size]) {
                $0 - rows[row][$1] * solution[$1]
            }
            solution[row] = known / rows[row][row]
        }
        return solution
    }
}

extension Share {
    /// The share as a floating-point number, for estimates only.
    var value: Double { Double(numerator) / Double(denominator) }
}
