/// Money that goes back: to clients, to payers whom nobody knows, to the agency its top-up.
extension Model {
    /// What a plan of refunds would pay now: one payout per client and invoice.
    func refundable(_ clients: [String]) -> [Payout] {
        clients.flatMap { client in
            sources.compactMap { sources -> Payout? in
                let parts =
                    sources
                    .map { (source: $0, amount: free(2300, client, $0)) }
                    .filter {
                        $0.amount > 0 && !owes(client, $0.source)
                            && !hasNotFinal(String($0.source.prefix { $0 != "/" }))
                    }
                return parts.isEmpty
                    ? nil : Payout(owner: client, account: 2300, parts: parts, state: "planned")
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
    var freeTopUp: Int64 { free(2800, Self.agency, "top-up") }

    /// J19: what is left of the agency's money stays as a top-up, up to the limit.
    ///
    /// - Returns: What waits.
    mutating func keep(_ amount: Int64, from debit: Place) -> Int64 {
        let kept = min(amount, max(0, topUpLimit + sum(2800...2800)))
        move(kept, debit: debit, credit: Place(2800, Self.agency, "top-up"))
        return amount - kept
    }

    /// A receipt that was to go back, or came back, waits again.
    mutating func reopen(_ payout: Payout) {
        guard payout.account == 2000, let source = payout.parts.first?.source,
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
