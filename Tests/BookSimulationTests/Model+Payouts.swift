extension Model {
    /// What a plan would pay now: one payout per freelancer and invoice, one for the agency, last.
    func payable(_ owners: [String]) -> [Payout] {
        var found: [Payout] = []
        let inOrder =
            owners.filter { $0 != Self.agency }
            + owners.filter { $0 == Self.agency && shortfall == 0 }
        for owner in inOrder {
            let account = Self.accounts(owner).available
            var agencyParts: [(source: String, amount: Int64)] = []
            for number in invoiceOrder {
                guard let invoice = invoices[number] else { continue }
                let parts = invoice.lines.indices.map { index in
                    (
                        source: invoice.source(index),
                        amount: free(account, owner, invoice.source(index))
                    )
                }.filter { $0.amount > 0 }
                if parts.isEmpty { continue }
                if owner == Self.agency {
                    agencyParts += parts
                } else {
                    found.append(
                        Payout(owner: owner, account: account, parts: parts, state: "planned"))
                }
            }
            if !agencyParts.isEmpty {
                found.append(
                    Payout(owner: owner, account: account, parts: agencyParts, state: "planned"))
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

    /// J12.
    mutating func settle(_ id: Int64) {
        guard let payout = payouts[id] else { return }
        payouts[id]?.state = "settled"
        for part in payout.parts {
            move(part.amount, debit: Place(1010, payout.owner, part.source), credit: Place(1000))
        }
    }

    /// J13: back to the held account, the banks' charge carried by the agency.
    mutating func takeBack(_ id: Int64, charge: Int64) {
        guard let payout = payouts[id] else { return }
        payouts[id]?.state = "returned"
        let held = Self.accounts(payout.owner).held
        var left = charge
        var topUp = -sum(2800...2800)
        for part in payout.parts {
            let place = Place(held, payout.owner, part.source)
            let byCharge = min(left, part.amount)
            let byTopUp = min(byCharge, topUp)
            left -= byCharge
            topUp -= byTopUp
            move(part.amount - byCharge, debit: Place(1000), credit: place)
            move(byTopUp, debit: Place(2800, Self.agency, "top-up"), credit: place)
            move(byCharge - byTopUp, debit: Place(1100, Self.agency), credit: place)
        }
    }

    /// J9 and J10 by a person.
    mutating func release(_ owner: String, _ number: String) {
        guard let invoice = invoices[number] else { return }
        let accounts = Self.accounts(owner)
        for index in invoice.lines.indices {
            let source = invoice.source(index)
            move(
                has(accounts.held, owner, source), debit: Place(accounts.held, owner, source),
                credit: Place(accounts.available, owner, source))
        }
    }
}
