extension Model {
    /// What a plan would pay now: one payout per freelancer and invoice, one for the agency, last.
    func payable(_ owners: [String]) -> [Payout] {
        var found: [Payout] = []
        let inOrder =
            owners.filter { $0 != Self.agency }
            + owners.filter { $0 == Self.agency && shortfall == 0 }
        for owner in inOrder {
            let account = Self.accounts(owner).available
            let parts = sources.map { sources in
                sources.map { (source: $0, amount: free(account, owner, $0)) }
                    .filter { $0.amount > 0 && !owes(owner, $0.source) }
            }.filter { !$0.isEmpty }
            let payouts = owner == Self.agency && !parts.isEmpty ? [parts.flatMap(\.self)] : parts
            found += payouts.map {
                Payout(owner: owner, account: account, parts: $0, state: "planned")
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
            for part in payout.parts {
                move(
                    part.amount, debit: Place(payout.account, payout.owner, part.source),
                    credit: Place(1010, payout.owner, part.source))
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
        let carried = min(charge, freeTopUp + back)
        let transit = Place(2010, payout.owner, "coming back")
        move(payout.amount - charge, debit: Place(1000), credit: transit)
        move(carried, debit: Place(2800, Self.agency, "top-up"), credit: transit)
        move(charge - carried, debit: Place(1100, Self.agency), credit: transit)
        comeBack(payout, from: transit)
    }

    /// Claims of the part's invoice first, then the held account.
    mutating func comeBack(_ payout: Payout, from transit: Place) {
        let held = Self.heldAgain(payout.account)
        for part in payout.parts {
            var left = part.amount
            let invoice = part.source.prefix { $0 != "/" }
            for account in [1110, 1120, 1130, 1150] where part.source.contains("/") {
                for claim in claims(account, payout.owner, onInvoice: String(invoice)) {
                    let met = min(left, balances[claim] ?? 0)
                    left -= met
                    guard account == 1150, let client = invoices[String(invoice)]?.client else {
                        move(met, debit: transit, credit: claim)
                        continue
                    }
                    move(met, debit: transit, credit: Place(2300, client, claim.source))
                    move(met, debit: Place(2950, claim.owner, claim.source), credit: claim)
                }
            }
            let place = Place(held, payout.owner, part.source)
            move(left, debit: transit, credit: place)
            if Self.isHeld(held) { returned[place, default: 0] += left }
        }
        reopen(payout)
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
        balances.keys.filter {
            $0.account == account && $0.owner == owner && $0.source.hasPrefix("\(number)/")
        }.sorted()
    }

    /// Whether an owner owes cash on an invoice line.
    func owes(_ owner: String, _ source: String) -> Bool {
        [1110, 1120, 1130].contains { balances[Place($0, owner, source)] != nil }
    }

    /// J9 and J10 by a person.
    mutating func release(_ owner: String, _ number: String) {
        guard let invoice = invoices[number] else { return }
        let accounts = Self.accounts(owner)
        for index in invoice.lines.indices {
            let source = invoice.source(index)
            let final = has(accounts.held, owner, source) - notFinal(owner, source)
            move(
                max(0, final), debit: Place(accounts.held, owner, source),
                credit: Place(accounts.available, owner, source))
        }
    }
}
