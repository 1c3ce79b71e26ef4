extension Model {
    /// What a plan would pay now: one payout per freelancer and invoice, one per producer, one for
    /// the agency, last.
    func payable(_ owners: [String], at bank: Int) -> [Payout] {
        let coming = coming(to: bank)
        var found: [Payout] = []
        let inOrder =
            owners.filter { $0 != Self.agency }
            + owners.filter { $0 == Self.agency && shortfall == 0 }
        for owner in inOrder {
            let account = Self.accounts(owner).available
            let parts = sources.map { sources in
                sources.map { Place(account, owner, $0, at: bank) }
                    .map { (place: $0, amount: here($0, coming)) }
                    .filter { $0.amount > 0 && !owes(owner, $0.place.source) }
            }.filter { !$0.isEmpty }
            let isTogether = !owner.hasPrefix("F") && !parts.isEmpty
            let payouts = isTogether ? [parts.flatMap(\.self)] : parts
            found += payouts.map {
                Payout(owner: owner, account: account, parts: $0, state: "planned", bank: bank)
            }
        }
        return found
    }

    /// J11 and J14.
    mutating func export(_ plan: Int64) {
        plans[plan]?.state = "exported"
        for id in plans[plan]?.payouts ?? [] {
            guard let payout = payouts[id] else { continue }
            payouts[id]?.state = "exported"
            if payout.target == nil {
                move(payout.parts) { $0.on(1010) }
            } else {
                send(id, payout)
            }
        }
    }

    /// J13: to what the owner owes on the invoice, then to the held account; the banks' charge is
    /// carried by the agency.
    mutating func takeBack(_ id: Int64, charge: Int64) {
        guard let payout = payouts[id] else { return }
        payouts[id]?.state = "returned"
        // A top-up that comes back carries its own charge.
        let back = payout.account == 2800 ? payout.amount : 0
        let transit = Place(2010, payout.owner, "coming back")
        pay(payout.amount, less: charge, at: payout.bank, back, for: transit)
        comeBack(payout, from: transit)
    }

    /// Money that the bank kept a charge of, which the agency carries.
    mutating func pay(
        _ amount: Int64, less charge: Int64, at bank: Int, _ back: Int64 = 0, for credit: Place
    ) {
        let carried = min(charge, freeTopUp(at: bank) + back)
        move(amount - charge, debit: Place(1000, at: bank), credit: credit)
        move(carried, debit: Place(2800, Self.agency, "top-up", at: bank), credit: credit)
        move(charge - carried, debit: Place(1100, Self.agency, at: bank), credit: credit)
    }

    /// Claims of the part's invoice first, then the held account.
    mutating func comeBack(_ payout: Payout, from transit: Place) {
        let held = Self.heldAgain(payout.account)
        for (part, amount) in payout.parts {
            var left = amount
            let invoice = part.source.prefix { $0 != "/" }
            for account in [1110, 1120, 1130, 1150] where part.source.contains("/") {
                for claim in claims(account, payout.owner, onInvoice: String(invoice))
                where claim.bank == payout.bank || account == 1150 {
                    let met = min(left, balances[claim] ?? 0)
                    left -= met
                    guard account == 1150, let client = invoices[String(invoice)]?.client else {
                        move(met, debit: transit, credit: claim)
                        continue
                    }
                    move(
                        met, debit: transit,
                        credit: Place(2300, client, claim.source, at: payout.bank))
                    move(met, debit: Place(2950, claim.owner, claim.source), credit: claim)
                }
            }
            let place = part.on(held)
            move(left, debit: transit, credit: place)
            if Self.isHeld(held) { returned[place, default: 0] += left }
        }
        if payout.account == 2800 { exceedLimit() }
        reopen(payout)
        meetPremiums(behind: payout)
    }

    private static func heldAgain(_ account: Int) -> Int {
        switch account {
        case 2110: 2100
        case 2210: 2200
        case 2510: 2500
        default: account
        }
    }

    static func isHeld(_ account: Int) -> Bool { [2100, 2200, 2500].contains(account) }

    /// What an owner owes in an account on an invoice, line by line.
    func claims(_ account: Int, _ owner: String, onInvoice number: String) -> [Place] {
        places(account...account).map(\.place).filter {
            $0.owner == owner && $0.source.hasPrefix("\(number)/")
        }
    }

    /// Whether an owner owes cash on an invoice line.
    func owes(_ owner: String, _ source: String) -> Bool {
        [1110, 1120, 1130].contains { account in
            Self.banks.contains { balances[Place(account, owner, source, at: $0)] != nil }
        }
    }

    /// What a person can release of a line: what is final, and no transfer has reserved.
    func releasable(_ owner: String, _ source: String) -> Amounts {
        everywhere(Self.accounts(owner).held, owner, source).map { held, there in
            (place: held, amount: min(free(held), there - notFinal(owner, source, at: held.bank)))
        }.filter { $0.amount > 0 }
    }

    /// J9 and J10 by a person.
    mutating func release(_ owner: String, _ number: String) {
        guard let invoice = invoices[number] else { return }
        let accounts = Self.accounts(owner)
        for index in invoice.lines.indices {
            for (held, amount) in releasable(owner, invoice.source(index)) {
                move(amount, debit: held, credit: held.on(accounts.available))
            }
        }
    }
}
