/// Money that goes back: to clients, to payers whom nobody knows, to the agency its top-up.
extension Model {
    /// What a plan of refunds would pay now: one payout per client and invoice.
    func refundable(_ clients: [String], at bank: Int) -> [Payout] {
        let coming = coming(to: bank)
        return clients.flatMap { client in
            sources.compactMap { sources -> Payout? in
                let parts =
                    sources.map { Place(2300, client, $0, at: bank) }
                    .map { (place: $0, amount: here($0, coming)) }
                    .filter {
                        $0.amount > 0 && !owes(client, $0.place.source)
                            && !hasNotFinal(String($0.place.source.prefix { $0 != "/" }))
                    }
                guard !parts.isEmpty else { return nil }
                return Payout(
                    owner: client, account: 2300, parts: parts, state: "planned", bank: bank)
            }
        }
    }

    /// Where money can come from that is paid out, by payout: interest, then every invoice.
    var sources: [[String]] {
        [["interest"]]
            + invoiceOrder.compactMap { invoices[$0] }.map { invoice in
                invoice.lines.indices.map { invoice.source($0) }
            }
    }

    /// What the agency's top-up still carries.
    func freeTopUp(at bank: Int) -> Int64 { free(Place(2800, Self.agency, "top-up", at: bank)) }

    /// J19: what is left of the agency's money stays as a top-up, up to the limit.
    ///
    /// - Returns: What waits.
    mutating func keep(_ amount: Int64, from debit: Place) -> Int64 {
        let kept = min(amount, max(0, topUpLimit + sum(2800...2800)))
        move(kept, debit: debit, credit: Place(2800, Self.agency, "top-up", at: debit.bank))
        return amount - kept
    }

    /// What is the agency's again did not come in now, so no limit holds it back.
    ///
    /// - Source: docs/spec/settings.md
    mutating func exceedLimit() { topUpMost = max(topUpMost, -sum(2800...2800)) }

    /// A receipt that was to go back, or came back, waits again.
    mutating func reopen(_ payout: Payout) {
        guard payout.account == 2000, let source = payout.parts.first?.place.source,
            let id = Int64(source.dropFirst("receipt ".count))
        else { return }
        receipts[id]?.open += payout.amount
    }

    /// What a plan reserved is free again.
    mutating func giveUp(_ plan: Int64) {
        plans[plan]?.state = "withdrawn"
        for id in plans[plan]?.payouts ?? [] {
            guard let payout = payouts[id] else { continue }
            payouts[id]?.state = "withdrawn"
            reopen(payout)
        }
    }
}
