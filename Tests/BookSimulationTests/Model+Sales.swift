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
    /// - Returns: Nothing above zero when nothing was earned; nil when more came back than was sold.
    func premiums(_ sales: [Sale], _ terms: Premium) -> [(producer: String, amount: Int64)]? {
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
        guard sums.allSatisfy({ $0.units >= 0 && $0.premium >= 0 }) else { return nil }
        sums.removeAll { $0.premium == 0 }
        let total = sums.reduce(0) { $0 + $1.premium }
        // The VAT of 7 % that is inside, half a cent up.
        let inside = (2 * total * 7 + 107) / (2 * 107)
        let taxes = terms == .net ? Self.shares(inside, sums.map(\.premium)) : sums.map { _ in 0 }
        return zip(sums, taxes).map { ($0.sale.producer, $0.premium - $1) }.filter { $0.1 > 0 }
    }
}
