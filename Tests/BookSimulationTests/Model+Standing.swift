/// Money where it stands: several events take it from there in one order.
extension Model {
    typealias Amounts = [(place: Place, amount: Int64)]

    /// Where an owner's money of an invoice line stands, in the order in which it is taken.
    func standing(_ owner: String, _ source: String, without account: Int? = nil) -> Amounts {
        let accounts = Self.accounts(owner)
        return [2600, accounts.held, accounts.available, 2400].filter { $0 != account }
            .flatMap { everywhere($0, owner, source) }
    }

    /// What somebody has of a source in an account, by trust account.
    func everywhere(_ account: Int, _ owner: String, _ source: String) -> Amounts {
        Self.banks.map { Place(account, owner, source, at: $0) }
            .map { (place: $0, amount: has($0)) }.filter { $0.amount > 0 }
    }

    /// What lies in one trust account before all else.
    static func first(_ bank: Int, _ places: Amounts) -> Amounts {
        places.filter { $0.place.bank == bank } + places.filter { $0.place.bank != bank }
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
            while free(place) < amount,
                let plan = plans.filter({ reserves($0.value, place) }).keys.max()
            {
                giveUp(plan)
            }
        }
    }

    private func reserves(_ plan: Plan, _ place: Place) -> Bool {
        guard plan.state == "planned" || plan.state == "approved" else { return false }
        return plan.payouts.compactMap { payouts[$0] }.flatMap(\.parts)
            .contains { $0.place == place }
    }

    /// What comes to a part: first what is disputed of it, then by its release.
    ///
    /// - Returns: Where it is, in the trust account in which it was.
    @discardableResult
    mutating func arrive(
        _ amount: Int64, of part: Part, _ source: String, waits: Bool, from debits: Amounts
    ) -> Amounts {
        let accounts = Self.accounts(part.owner)
        let toCome = max(0, part.disputed - has(2600, part.owner, source))
        let frozen = min(amount, toCome)
        var pieces = debits
        var places: Amounts = []
        for (account, cents) in [
            (2600, frozen), (waits ? accounts.held : accounts.available, amount - frozen),
        ] {
            for (debit, piece) in Self.draw(cents, from: &pieces) {
                let place = Place(account, part.owner, source, at: debit.bank)
                move(piece, debit: debit, credit: place)
                places.append((place, piece))
            }
        }
        return places
    }

    /// Takes an amount from the front of places.
    static func draw(_ amount: Int64, from places: inout Amounts) -> Amounts {
        let taken = take(amount, from: places).taken
        for (place, cents) in taken {
            if let index = places.firstIndex(where: { $0.place == place }) {
                places[index].amount -= cents
            }
        }
        places.removeAll { $0.amount == 0 }
        return taken
    }
}
