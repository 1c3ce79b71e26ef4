/// FIFO and LIFO: what came lies in lots, and what goes uses them up in order.
struct LotTracing: Sendable {
    let takesLast: Bool
    let ownMoneyFirst: Bool

    private struct Lot {
        /// Nil for the holder.
        let owner: String?
        var left: Int64
    }

    /// - Returns: What is left of each beneficiary's lots.
    func run(
        openingOwn: Int64, _ movements: [AccountMovement], _ beneficiaries: [String]
    ) -> [Int64] {
        var lots = openingOwn > 0 ? [Lot(owner: nil, left: openingOwn)] : []
        // What went beyond all lots: the next money that comes fills it.
        var overdrawn: Int64 = 0
        for movement in movements {
            switch movement.kind {
            case .own, .deposit, .misdirected, .restoration:
                let filled = min(overdrawn, movement.minor)
                overdrawn -= filled
                if movement.minor > filled {
                    lots.append(Lot(owner: movement.beneficiary, left: movement.minor - filled))
                }
            case .withdrawal:
                var left = movement.minor
                if ownMoneyFirst { take(&left, from: &lots) { $0 == nil } }
                take(&left, from: &lots) { _ in true }
                overdrawn += left
            case .payment(let code):
                var left = movement.minor
                take(&left, from: &lots) { $0 == code }
                take(&left, from: &lots) { _ in true }
                overdrawn += left
            }
        }
        var sums: [String: Int64] = [:]
        for lot in lots { if let owner = lot.owner { sums[owner, default: 0] += lot.left } }
        return beneficiaries.map { sums[$0] ?? 0 }
    }

    private func take(_ left: inout Int64, from lots: inout [Lot], _ isMeant: (String?) -> Bool) {
        let places = takesLast ? Array(lots.indices.reversed()) : Array(lots.indices)
        for place in places where left > 0 && isMeant(lots[place].owner) {
            let taken = min(left, lots[place].left)
            lots[place].left -= taken
            left -= taken
        }
        lots.removeAll { $0.left == 0 }
    }
}
