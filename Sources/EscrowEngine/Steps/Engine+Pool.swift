package import EscrowCore
import LedgerCore
import MoneyCore

extension Engine {
    /// Freezes the trust: nothing leaves until somebody else confirms or lifts it.
    ///
    /// Plans that were not exported are withdrawn.
    ///
    /// - Source: docs/spec/pooling.md#freeze
    package func declarePool(
        _ terms: Pooling.Terms, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            _ = try (draft.writer.pool()?.state ?? .none).after(.declare)
            guard terms.day <= draft.header.recordedDay else {
                throw Refusal(
                    "pool.day", "\(terms.day) lies in the future",
                    remedy: "name the day at whose end the agency had failed, at most today")
            }
            try draft.append(.pooling(.declared(terms)))
            let withdrawn = try draft.withdrawOpenPlans()
            let plans = withdrawn.map { "\($0.sequence)" }
            let note = plans.isEmpty ? "" : " Withdrawn: plans \(plans.joined(separator: ", "))."
            return Answer(
                "Declared a pool for \(terms.day): the trust is frozen until somebody else confirms or lifts it.\(note)",
                ["day": "\(terms.day)", "withdrawn": plans.joined(separator: " ")])
        }
    }

    /// Somebody else takes the declaration back: the trust works as before.
    package func liftPool(_ call: CommandCall) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let pool = try draft.decidedPool(.lift)
            try draft.append(.pooling(.lifted))
            return Answer(
                "Lifted the pool of \(pool.day): the trust is not frozen any more.",
                ["day": "\(pool.day)"])
        }
    }

    /// Somebody else confirms: all entitlements of the moment become claims to the pool (J25).
    ///
    /// - Source: docs/spec/pooling.md#steps
    package func confirmPool(_ call: CommandCall) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let pool = try draft.decidedPool(.confirm)
            let inFlight = try draft.writer.balance(.outgoingInFlight)
            guard inFlight == 0 else {
                throw Refusal(
                    "pool.in-flight",
                    "payouts of \(Money(minor: -inFlight, draft.book.currency)) are in flight",
                    remedy:
                        "import the statements that settle or return them, or record what became of them"
                )
            }
            let incoming = try draft.subledgers(.incomingNotFinal, of: nil)
            guard !incoming.contains(where: { $0.subledger.source.isTransfer }) else {
                throw Refusal(
                    "pool.in-flight", "a transfer between two trust accounts is on its way",
                    remedy:
                        "import the statement of the account that it goes to, or record what became of it"
                )
            }
            let total = try PoolConfirming(pool, in: &draft).confirm(in: &draft)
            return Answer(
                "Pooled \(total) as of \(pool.day).", ["day": "\(pool.day)", "pooled": total.plain])
        }
    }
}

extension Draft {
    /// The pool on which a second person decides.
    fileprivate func decidedPool(_ event: PoolEvent) throws -> PoolRow {
        let pool = try knownPool()
        _ = try pool.state.after(event)
        guard pool.declarer != header.actor else {
            throw Refusal(
                "pool.same-person", "the pool was declared by the same person",
                remedy: "let somebody else with the role approver decide")
        }
        return pool
    }

    func knownPool() throws -> PoolRow {
        guard let pool = try writer.pool() else {
            throw Refusal(
                "pool.none", "no pool was declared",
                remedy: "declare one with `ringfence pool declare`")
        }
        return pool
    }

    /// Gives up every plan that was not exported.
    mutating func withdrawOpenPlans(at bank: TrustAccountID? = nil) throws -> [PlanID] {
        try tables.plans.flush(&writer)
        let open = try [PlanState.planned, .approved].flatMap { state in
            try writer.rows(
                PlanRow.self,
                Selection(index: "planByState", equals: [.integer(Int64(state.rawValue))]))
        }.filter { bank == nil || $0.bank == bank }.map(\.id).sorted()
        for plan in open { try append(.withdrawal(Withdrawal(plan: plan))) }
        return open
    }
}
