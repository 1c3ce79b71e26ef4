/// Two prices for one product.
///
/// - Source: docs/spec/sales.md
extension Model {
    struct Sale {
        let product: String
        let units: Int64
        /// Per unit.
        let premium: Int64
        let producer: String
    }

    /// How a premium is taxed, and what of it is passed on.
    enum Premium: CaseIterable { case passThrough, gross, net }

    /// What a day's sales give to whom, by producer and product.
    ///
    /// - Returns: Below zero where more came back than was sold; nothing when no premium was earned.
    func premiums(_ sales: [Sale], _ terms: Premium) -> [(producer: String, amount: Int64)] {
        var sums: [(sale: Sale, units: Int64, premium: Int64)] = []
        for sale in sales {
            let index = sums.firstIndex {
                $0.sale.producer == sale.producer && $0.sale.product == sale.product
            }
            if index == nil { sums.append((sale, 0, 0)) }
            let place = index ?? sums.count - 1
            sums[place].units += sale.units
            sums[place].premium += sale.units * sale.premium
        }
        sums.removeAll { $0.premium == 0 }
        guard terms == .net else { return sums.map { ($0.sale.producer, $0.premium) } }
        let sold = taxes(sums.map { max(0, $0.premium) })
        let returned = taxes(sums.map { max(0, -$0.premium) })
        return sums.indices.map { index in
            (sums[index].sale.producer, sums[index].premium - sold[index] + returned[index])
        }.filter { $0.1 != 0 }
    }

    /// The VAT of 7 % that is inside, half a cent up, divided over the lines.
    private func taxes(_ premiums: [Int64]) -> [Int64] {
        let total = premiums.reduce(0, +)
        return Self.shares((2 * total * 7 + 107) / (2 * 107), premiums)
    }
}
