/// Money where it stands: several events take it from there in one order.
extension Model {
    typealias Amounts = [(place: Place, amount: Int64)]

    /// Where an owner's money of an invoice line stands, in the order in which it is taken.
    func standing(_ owner: String, _ source: String, without account: Int? = nil) -> Amounts {
        let accounts = Self.accounts(owner)
        return [2600, accounts.held, accounts.available, 2400].filter { $0 != account }
            .map { (Place($0, owner, source), has($0, owner, source)) }.filter { $0.1 > 0 }
    }

    /// Takes an amount from places in their order.
    static func take(_ amount: Int64, from places: Amounts) -> (taken: Amounts, missing: Int64) {
        var left = amount
        var taken: Amounts = []
        for (place, there) in places where left > 0 {
            let given = min(left, there)
            left -= given
            taken.append((place, given))
        }
        return (taken, left)
    }

    mutating func move(_ debits: Amounts, to credit: (Place) -> Place) {
        for (place, amount) in debits { move(amount, debit: place, credit: credit(place)) }
    }

    /// Plans that reserve what is about to be taken are withdrawn, the newest first.
    mutating func withdrawPlans(reserving places: Amounts) {
        var sums: Amounts = []
        for (place, amount) in places {
            if let index = sums.firstIndex(where: { $0.place == place }) {
                sums[index].amount += amount
            } else {
                sums.append((place, amount))
            }
        }
        for (place, amount) in sums {
            while free(place.account, place.owner, place.source) < amount,
                let plan = plans.filter({ reserves($0.value, place) }).keys.max()
            {
                giveUp(plan)
            }
        }
    }

    private func reserves(_ plan: Plan, _ place: Place) -> Bool {
        guard plan.state == "planned" || plan.state == "approved" else { return false }
        return plan.payouts.compactMap { payouts[$0] }.contains { payout in
            payout.account == place.account && payout.owner == place.owner
                && payout.parts.contains { $0.source == place.source }
        }
    }

    /// What comes to a part: first what is disputed of it, then by its release.
    ///
    /// - Returns: Where it is.
    @discardableResult
    mutating func arrive(
        _ amount: Int64, of part: Part, _ source: String, waits: Bool, from debit: Place
    ) -> Amounts {
        let accounts = Self.accounts(part.owner)
        let toCome = max(0, part.disputed - has(2600, part.owner, source))
        let frozen = min(amount, toCome)
        let places = [
            (place: Place(2600, part.owner, source), amount: frozen),
            (
                place: Place(waits ? accounts.held : accounts.available, part.owner, source),
                amount: amount - frozen
            ),
        ].filter { $0.amount > 0 }
        for (place, cents) in places { move(cents, debit: debit, credit: place) }
        return places
    }
}
