import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// The subledgers of an owner in one account that stem from one source, one per bank account.
    mutating func subledgers(
        _ account: Account, of owner: PartyID?, from source: Source
    ) throws -> [SubledgerRow] {
        try tables.subledgers.flush(&writer)
        return try writer.rows(
            SubledgerRow.self,
            Selection(
                equals: [
                    .integer(owner?.sequence ?? 0), .integer(Int64(account.rawValue)),
                    .integer(source.code),
                ]))
    }

    /// Where an owner's money of one invoice line stands, as this batch leaves it so far.
    ///
    /// What a plan reserves is in it: whoever takes it withdraws that plan first.
    mutating func standing(of owner: PartyID, line: InvoiceLineID) throws -> Standing {
        var places: [Standing.Place] = []
        for account in Standing.order {
            for row in try subledgers(account, of: owner, from: .invoiceLine(line)) {
                places.append(Standing.Place(row.subledger, row.balance))
            }
        }
        return Standing(places)
    }

    /// Withdraws the plans that reserve what is about to be taken, so that it can be taken.
    ///
    /// A fact of the bank or a decision about the invoice is never refused because a plan that
    /// was not exported yet reserves the money.
    ///
    /// - Parameter places: What will be taken of which subledger.
    /// - Returns: The withdrawn plans.
    /// - Throws: `EngineError.broken` for tables that do not fit the log.
    mutating func withdrawPlans(reserving places: [Standing.Place]) throws -> [PlanID] {
        var withdrawn: [PlanID] = []
        for place in Standing(places).merged.places {
            while try free(place.subledger) < place.amount,
                let plan = try newestPlan(reserving: place.subledger)
            {
                try append(.withdrawal(Withdrawal(plan: plan)))
                withdrawn.append(plan)
            }
        }
        return withdrawn
    }

    /// The newest plan, not exported yet, one of whose payouts is paid out of a subledger.
    mutating func newestPlan(reserving subledger: Subledger) throws -> PlanID? {
        try newestPlan(in: [.planned, .approved]) { payout, _ in
            payout.parts.contains { payout.subledger(of: $0) == subledger }
        }
    }

    /// The newest plan in one of these states that has such a payout.
    mutating func newestPlan(
        in states: [PlanState], where fits: (Payout, PayoutRow) -> Bool
    ) throws -> PlanID? {
        try tables.plans.flush(&writer)
        try tables.payouts.flush(&writer)
        let open = try states.flatMap { state in
            try writer.rows(
                PlanRow.self,
                Selection(index: "planByState", equals: [.integer(Int64(state.rawValue))]))
        }
        for plan in open.sorted(by: { $0.id > $1.id }) {
            let payouts = try writer.rows(
                PayoutRow.self,
                Selection(index: "payoutByPlan", equals: [.integer(plan.id.sequence)]))
            for row in payouts {
                guard case .payout(let payout) = try fact(at: row.id.sequence) else { continue }
                if fits(payout, row) { return plan.id }
            }
        }
        return nil
    }
}
