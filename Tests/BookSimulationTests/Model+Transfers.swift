/// Transfers between the trust accounts.
///
/// - Source: docs/spec/transfer.md
extension Model {
    /// Entitlements that a transfer moves.
    private static let moved = [2100, 2110, 2200, 2210, 2300, 2400, 2500, 2510, 2600]

    /// The money of a transfer that the account it goes to does not have yet.
    func onItsWay(_ id: Int64) -> Place {
        Place(1020, "", "transfer \(id)", at: payouts[id]?.target ?? 1)
    }

    /// What each owner has in an account by a transfer whose money is not there yet.
    func coming(to bank: Int) -> [Place: Int64] {
        var coming: [Place: Int64] = [:]
        for (id, payout) in payouts where payout.target == bank && balances[onItsWay(id)] != nil {
            for (place, amount) in payout.parts {
                coming[Place(0, place.owner, place.source), default: 0] += amount
            }
        }
        return coming
    }

    /// What is free of a place and not coming.
    func here(_ place: Place, _ coming: [Place: Int64]) -> Int64 {
        guard let coming = coming[Place(0, place.owner, place.source)] else { return free(place) }
        let all = Self.moved.reduce(0) { $0 + free(place.on($1)) }
        return min(free(place), max(0, all - coming))
    }

    /// J33, what a transfer would move of some parties and invoices; none is all.
    func transferable(
        from bank: Int, to target: Int, _ owners: [String], _ numbers: [String]
    ) -> Payout? {
        let coming = coming(to: bank)
        var notFinal: [Place: Int64] = [:]
        var parts: Amounts = []
        let places = balances.keys.filter { Self.moved.contains($0.account) && $0.bank == bank }
            .sorted { ($0.owner, $0.account) < ($1.owner, $1.account) }
        for place in places where owners.isEmpty || owners.contains(place.owner) {
            let number = String(place.source.prefix { $0 != "/" })
            let key = Place(0, place.owner, place.source)
            guard numbers.isEmpty || numbers.contains(number), coming[key] == nil else { continue }
            let waits = notFinal[key] ?? self.notFinal(place.owner, place.source, at: bank)
            let stays = min(free(place), waits)
            notFinal[key] = waits - stays
            if free(place) > stays { parts.append((place, free(place) - stays)) }
        }
        guard !parts.isEmpty, bank != target, shortfall == 0 else { return nil }
        return Payout(
            owner: "", account: 1000, parts: parts, state: "planned", bank: bank, target: target)
    }

    /// What an account holds more than it owes; below zero another one holds it.
    func elsewhere(_ bank: Int) -> Int64 {
        sum(1000...1040, at: bank) + sum(1100...1130, at: bank) + sum(2000...2900, at: bank)
    }

    /// What an account holds that the other one owes, less what plans move already.
    func lent(from bank: Int, to target: Int, exceptOpen: Bool = false) -> Int64 {
        var (excess, deficit) = (elsewhere(bank), -elsewhere(target))
        let open = plans.values.filter { ["planned", "approved"].contains($0.state) }
            .flatMap(\.payouts).compactMap { payouts[$0] }.filter { $0.target != nil }
        for payout in exceptOpen ? [] : open {
            let money = payout.parts.reduce(0) { $1.place.account == 1000 ? $0 + $1.amount : $0 }
            if payout.bank == bank { excess -= money }
            if payout.target == target { deficit -= money }
        }
        return max(0, min(excess, deficit))
    }

    /// Whether money without entitlements still lies where it is not owed.
    func maySend(_ payout: Payout) -> Bool {
        guard let target = payout.target else { return true }
        let money = payout.parts.reduce(0) { $1.place.account == 1000 ? $0 + $1.amount : $0 }
        return money == 0 || money <= lent(from: payout.bank, to: target, exceptOpen: true)
    }

    /// J33: what is owed moves at once, the money is on its way.
    mutating func send(_ id: Int64, _ payout: Payout) {
        guard let target = payout.target else { return }
        relocate(payout.parts.filter { $0.place.account != 1000 }, to: target)
        let incoming = onItsWay(id)
        move(payout.amount, debit: incoming, credit: incoming.on(1010).at(payout.bank))
    }

    /// J33b: the money is there, but for what the banks kept.
    mutating func arrive(_ id: Int64, charge: Int64) {
        guard let payout = payouts[id], let target = payout.target else { return }
        payouts[id]?.state = payout.state == "settled" ? "arrived" : "arrived early"
        pay(payout.amount, less: charge, at: target, for: onItsWay(id))
    }

    /// J33c: by the bank, with what it kept, or without it; what was moved moves back as it stands.
    mutating func comeBack(_ id: Int64, _ payout: Payout, charge: Int64? = nil) {
        let incoming = onItsWay(id)
        let standing = standing(of: payout)
        withdrawPlans(reserving: standing)
        if let charge {
            pay(payout.amount, less: charge, at: payout.bank, for: incoming)
        } else {
            move(payout.amount, debit: incoming.on(1010).at(payout.bank), credit: incoming)
        }
        relocate(standing, to: payout.bank)
    }

    /// What came back from payouts stays so where it goes to.
    private mutating func relocate(_ places: Amounts, to bank: Int) {
        for (place, amount) in places {
            let before = returned[place] ?? 0
            move(amount, debit: place, credit: place.at(bank))
            let gone = before - (returned[place] ?? 0)
            if gone > 0 { returned[place.at(bank), default: 0] += gone }
        }
    }

    /// Of each owner and source first where it was put, then wherever it is of the same.
    private func standing(of payout: Payout) -> Amounts {
        guard let target = payout.target else { return [] }
        var taken: [Place: Int64] = [:]
        for (place, amount) in payout.parts where place.account != 1000 {
            let put = place.at(target)
            let accounts = Self.accounts(place.owner)
            let others =
                place.account == 2300
                ? [] : [2600, accounts.held, accounts.available, 2400].map { put.on($0) }
            var left = amount
            for place in [put] + others.filter({ $0 != put }) {
                let given = min(left, has(place) - taken[place, default: 0])
                taken[place, default: 0] += given
                left -= given
            }
        }
        return taken.filter { $0.value > 0 }.map { (place: $0.key, amount: $0.value) }
            .sorted {
                ($0.place.owner, $0.place.account, code($0.place.source))
                    < ($1.place.owner, $1.place.account, code($1.place.source))
            }
    }
}
