/// The rolling charge: each withdrawal lowers everybody in proportion to what he then has.
///
/// Positions are kept to 2^-24 of a cent and rounded once, at the end.
struct RollingTracing: Sendable {
    let ownMoneyFirst: Bool
    private static let scale: Int128 = 1 << 24

    /// - Returns: What is left of each beneficiary's money.
    func run(
        openingOwn: Int64, _ movements: [AccountMovement], _ tally: MovementTally
    ) -> [Int64] {
        // The last position is the holder's.
        var positions = [Int128](repeating: 0, count: tally.beneficiaries.count + 1)
        let holder = positions.count - 1
        positions[holder] = Int128(openingOwn) * Self.scale
        var balance = openingOwn
        for movement in movements {
            switch movement.kind {
            case .own, .deposit, .misdirected, .restoration:
                let filled = min(max(0, -balance), movement.minor)
                let place = movement.beneficiary.flatMap(tally.place) ?? holder
                positions[place] += Int128(movement.minor - filled) * Self.scale
            case .withdrawal:
                charge(movement.minor, first: ownMoneyFirst ? holder : nil, &positions)
            case .payment(let code):
                charge(movement.minor, first: tally.place(code), &positions)
            }
            balance += movement.signed
        }
        guard tally.closing > 0 else { return tally.beneficiaries.map { _ in 0 } }
        return Array(Parts.divide(tally.closing, by: positions).dropLast())
    }

    private func charge(_ minor: Int64, first: Int?, _ positions: inout [Int128]) {
        var left = Int128(minor) * Self.scale
        if let first {
            let taken = min(left, positions[first])
            positions[first] -= taken
            left -= taken
        }
        let total = positions.reduce(0, +)
        guard left < total else {
            if left > 0 { positions = positions.map { _ in 0 } }
            return
        }
        guard left > 0 else { return }
        // What stays of each: the numbers are cut to whole cents' fractions so that products fit.
        let stays = total - left
        positions = positions.map { Self.part(stays, of: $0, over: total) }
    }

    /// `stays x position / total`, all below 2^75, through 64 bits of the quotient.
    private static func part(_ stays: Int128, of position: Int128, over total: Int128) -> Int128 {
        let (high, low) = position.magnitude.multipliedFullWidth(by: stays.magnitude)
        let (quotient, _) = total.magnitude.dividingFullWidth((high, low))
        return Int128(quotient)
    }
}
