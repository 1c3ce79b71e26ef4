/// The failure of the bank.
///
/// - Source: docs/spec/bank-failure.md
extension Model {
    /// The whole balance is no money any more.
    mutating func failBank(_ bank: Int) {
        for (id, plan) in plans.sorted(by: { $0.key < $1.key })
        where ["planned", "approved"].contains(plan.state) {
            let isThere = plan.payouts.compactMap { payouts[$0] }
                .contains { $0.bank == bank || $0.target == bank }
            if isThere { giveUp(id) }
        }
        for (place, amount) in places(1000...1020)
        where place.account != 1010 && place.bank == bank {
            move(amount, debit: Place(1030, at: bank), credit: place)
        }
    }

    /// Whose money lay there, and where: parties, then receipts, then what is nobody's.
    private func holders(_ bank: Int) -> [(owner: String, places: Amounts)] {
        let all = places(2000...2900).filter { $0.place.bank == bank }
        let owned = Dictionary(grouping: all.filter { !$0.place.owner.isEmpty }, by: \.place.owner)
        let receipts = all.filter { $0.place.owner.isEmpty && $0.place.source.hasPrefix("receipt") }
        let nobodys = all.filter { $0.place.owner.isEmpty && !$0.place.source.hasPrefix("receipt") }
        return owned.sorted { $0.key < $1.key }.map { (owner: $0.key, places: $0.value) }
            + receipts.sorted { code($0.place.source) > code($1.place.source) }
            .map { (owner: "", places: [$0]) }
            + (nobodys.isEmpty ? [] : [(owner: "", places: nobodys)])
    }

    /// Per holder his share of the balance, of that the cover, and what is lost.
    mutating func cover(_ others: [String: Int64], limit: Int64, at bank: Int) {
        let holders = holders(bank)
        let failed = Place(1030, at: bank)
        let shares = Self.shares(
            balances[failed] ?? 0, holders.map { $0.places.reduce(0) { $0 + $1.amount } })
        for (holder, share) in zip(holders, shares) {
            let most = holder.owner.isEmpty ? 0 : max(0, limit - (others[holder.owner] ?? 0))
            let cover = min(share, most)
            move(cover, debit: Place(1040, holder.owner, at: bank), credit: failed)
            let lost = Self.shares(share - cover, holder.places.map(\.amount))
            for (place, part) in zip(holder.places.map(\.place), lost) {
                move(part, debit: place, credit: failed)
            }
        }
    }

    /// The scheme pays a person: what he is entitled to falls in proportion.
    mutating func payCover(_ owner: String, _ amount: Int64, at bank: Int) {
        let own = places(2000...2900).filter { $0.place.owner == owner && $0.place.bank == bank }
        for (place, part) in zip(own.map(\.place), Self.shares(amount, own.map(\.amount))) {
            move(part, debit: place, credit: Place(1040, owner, at: bank))
        }
    }
}
