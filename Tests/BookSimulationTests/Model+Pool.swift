/// The agency's failure: everything becomes a claim to one pool.
///
/// - Source: docs/spec/pooling.md
extension Model {
    /// Plans that are not exported are withdrawn.
    mutating func giveUpAll() {
        for id in plans.keys.sorted() where ["planned", "approved"].contains(plans[id]?.state) {
            giveUp(id)
        }
    }

    /// The integer that stands for a source decides the order of equals.
    ///
    /// - Source: docs/spec/chart.md#source
    func code(_ source: String) -> Int64 {
        switch source {
        case "": return 0
        case "interest": return -2
        case "top-up": return -3
        default: break
        }
        if let receipt = Int64(source.dropFirst("receipt ".count)), source.hasPrefix("receipt ") {
            return -(4 * receipt + 1)
        }
        let parts = source.split(separator: "/")
        let invoice = invoiceOrder.firstIndex { $0 == parts.first.map(String.init) } ?? 0
        return Int64(invoice) * 1000 + (parts.last.flatMap { Int64($0) } ?? 0)
    }

    /// Places of some accounts with their amounts, by account, owner and source.
    func places(_ accounts: ClosedRange<Int>) -> Amounts {
        balances.filter { accounts.contains($0.key.account) }
            .map { (place: $0.key, amount: abs($0.value)) }
            .sorted { left, right in
                (left.place.account, left.place.owner, code(left.place.source), left.place.bank)
                    < (
                        right.place.account, right.place.owner, code(right.place.source),
                        right.place.bank
                    )
            }
    }

    /// J25, steps 0 to 5.
    mutating func pool(_ moment: Int32) {
        valueDay = moment
        defer { valueDay = nil }
        let from = allocated[1]?.last.map { $0.upperBound + 1 } ?? firstDay
        let waiting = waitingInterest(at: 1)
        if waiting > 0, from <= moment {
            let weights = weights(from...moment, at: 1)
            if !weights.isEmpty {
                allocate(waiting, weights, at: 1)
                allocated[1, default: []].append(from...moment)
            }
        }
        for (place, amount) in places(2010...2010) + places(2700...2700) {
            move(amount, debit: place, credit: Place(2000, place.owner, place.source))
        }
        takeOwnClaims()
        for (claim, _) in places(1100...1130) {
            let top = Place(2800, Self.agency, "top-up")
            move(
                min(has(2800, Self.agency, "top-up"), balances[claim] ?? 0), debit: top,
                credit: claim)
        }
        for (claim, amount) in places(1140...1150) {
            move(amount, debit: Place(2950, claim.owner, claim.source), credit: claim)
        }
        let nobodys = Place(2000, "", "interest")
        let all = places(2000...2800).filter { $0.place != nobodys }
        for (place, amount) in all { join(amount, place, Place(2900, place.owner, place.source)) }
        apportion(nobodys, all.filter { $0.place.account != 2800 })
    }

    private mutating func takeOwnClaims() {
        for (claim, _) in places(1100...1130) {
            let own = places(2800...2800) + places(2000...2799)
            for (place, amount) in own where place.owner == claim.owner {
                move(min(amount, balances[claim] ?? 0), debit: place, credit: claim)
            }
        }
    }

    private mutating func join(_ amount: Int64, _ from: Place, _ pool: Place) {
        move(amount, debit: from, credit: pool)
        poolClaims[pool, default: 0] += amount
    }

    /// Interest that no weight could take goes to all who share.
    private mutating func apportion(_ interest: Place, _ holders: Amounts) {
        let parts = Self.shares(
            has(2000, "", "interest"), holders.map(\.amount))
        for (holder, part) in zip(holders.map(\.place), parts) {
            let source = holder.owner.isEmpty ? holder.source : "interest"
            join(part, interest, Place(2900, holder.owner, source))
        }
    }

    mutating func identifyPooled(_ place: Place, as party: String) {
        let own = Place(2900, party, place.source)
        let amount = has(2900, "", place.source)
        move(amount, debit: place, credit: own)
        poolClaims[own, default: 0] += amount
        poolClaims[place, default: 0] -= amount
        // What he owes is met first, and his claim falls by it.
        for (claim, _) in owed(party) {
            for (pooled, there) in places(2900...2900) where pooled.owner == party {
                let met = min(there, balances[claim] ?? 0)
                move(met, debit: pooled, credit: claim)
                poolClaims[pooled, default: 0] -= met
            }
        }
    }

    /// One who shares.
    private struct Claimant {
        let owner: String
        let places: [Place]
        /// Served behind those with a lower one.
        let rank: Int
        let claim: Int64
        let here: Int64
    }

    private func claimants(_ isSubordinated: Bool) -> [Claimant] {
        let places = poolClaims.filter { $0.value > 0 }.keys
        func claimant(_ owner: String, _ rank: Int, _ own: [Place]) -> Claimant {
            Claimant(
                owner: owner, places: own.sorted { code($0.source) < code($1.source) }, rank: rank,
                claim: own.reduce(0) { $0 + (poolClaims[$1] ?? 0) },
                here: own.reduce(0) { $0 - (balances[$1] ?? 0) })
        }
        let topUp = places.filter { $0.source == "top-up" }
        let receipts = places.filter { $0.owner.isEmpty }
            .sorted { code($0.source) > code($1.source) }
        let owned = Dictionary(
            grouping: places.filter { !$0.owner.isEmpty && $0.source != "top-up" }, by: \.owner)
        return owned.sorted { $0.key < $1.key }.map { owner, own in
            claimant(owner, isSubordinated && owner == Self.agency ? 1 : 0, own)
        } + receipts.map { claimant("", 0, [$0]) }
            + (topUp.isEmpty ? [] : [claimant(Self.agency, 2, topUp)])
    }

    /// What everybody gets now: his share of all that was ever shared out, less what he has.
    func poolShares(_ isSubordinated: Bool) -> [Payout] {
        let all = claimants(isSubordinated)
        var left = max(0, sum(1000...1010)) + all.reduce(0) { $0 + $1.claim - $1.here }
        var shares = all.map { _ in Int64(0) }
        for rank in 0...2 {
            let of = all.indices.filter { all[$0].rank == rank }
            let claims = of.map { all[$0].claim }
            let there = min(left, claims.reduce(0, +))
            for (index, share) in zip(of, Self.shares(there, claims)) { shares[index] = share }
            left -= there
        }
        return zip(all, shares).compactMap { claimant, share in
            let given = share - (claimant.claim - claimant.here)
            guard given > 0 else { return nil }
            let parts = Self.shares(given, claimant.places.map { -(balances[$0] ?? 0) })
            return Payout(
                owner: claimant.owner, account: 2900,
                parts: zip(claimant.places, parts).filter { $0.1 > 0 }
                    .map { (place: $0.0, amount: $0.1) }, state: "planned")
        }
    }

    /// J25, step 8: what is missing leaves the book.
    mutating func closePool() {
        let pool = places(2900...2900)
        let transit = Place(2010, "", "closing")
        move(pool) { _ in transit }
        for (claim, amount) in places(1100...1130) { move(amount, debit: transit, credit: claim) }
    }
}
