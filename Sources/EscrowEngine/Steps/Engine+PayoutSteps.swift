import EscrowCore
package import Evidence
package import LedgerCore
package import MoneyCore

extension Engine {
    /// Somebody else approves a plan over the SHA-256 of its file.
    ///
    /// - Source: docs/spec/payout.md#approve
    package func approvePayout(
        _ plan: PlanID, file: Digest, confirmed: Money? = nil, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            let row = try Self.known(plan, in: draft)
            guard row.maker != draft.header.actor else {
                throw Refusal(
                    "payout.approver", "plan \(plan.sequence) was made by the same person",
                    remedy: "let somebody else with the role approver approve it")
            }
            guard row.file == file.bytes else {
                throw Refusal(
                    "payout.hash", "the file of plan \(plan.sequence) has another SHA-256",
                    remedy: "compare the file again; `ringfence payout list` shows the hash")
            }
            _ = try row.state.after(.approve)
            try Self.checkShortfall(row, in: &draft)
            try draft.checkConfirmation(
                of: Money(minor: row.amount, draft.book.currency), given: confirmed,
                isNeeded: row.isConfirmed)
            try draft.append(.approval(Approval(plan: plan, file: file.bytes)))
            return Answer(
                "Approved plan \(plan.sequence): \(row.count) payouts of \(Money(minor: row.amount, draft.book.currency)).",
                ["plan": "\(plan.sequence)", "sha256": file.description])
        }
    }

    /// Posts a plan's payouts as in flight (J11, J14).
    ///
    /// Exporting again posts nothing.
    ///
    /// - Source: docs/spec/payout.md#export
    package func exportPayout(
        _ plan: PlanID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let row = try Self.known(plan, in: draft)
            if row.state == .exported {
                throw Early.repeated(
                    Answer(
                        "Plan \(plan.sequence) was exported before; nothing posted, the same file again.",
                        ["plan": "\(plan.sequence)"]))
            }
            guard row.state != .planned else {
                throw Refusal(
                    "payout.not-approved", "plan \(plan.sequence) is not approved",
                    remedy: "have somebody else run `ringfence payout approve \(plan.sequence)`")
            }
            _ = try row.state.after(.export)
            guard row.executionDay >= draft.header.recordedDay else {
                throw Refusal(
                    "payout.day", "plan \(plan.sequence) orders \(row.executionDay), which is past",
                    remedy: "withdraw it and plan again")
            }
            try Self.checkShortfall(row, in: &draft)
            try draft.checkResource(
                Money(minor: row.amount, draft.book.currency), of: row.bank, plan: plan)
            try draft.append(.export(Export(plan: plan)))
            let payouts = try draft.writer.rows(
                PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)]))
            for row in payouts { try Self.export(row.id, in: &draft) }
            let isLate =
                try row.executionDay == draft.header.recordedDay
                && isPastCutOff(draft.header.recordedAt, in: draft)
            let note =
                "the bank takes no orders for today any more: what is not instant it pays later"
            return Answer(
                "Exported plan \(plan.sequence): \(row.count) payouts of \(Money(minor: row.amount, draft.book.currency)) are in flight.",
                values: [
                    Answer.Value(name: "plan", text: "\(plan.sequence)"),
                    Answer.Value(name: "payouts", text: "\(row.count)"),
                ] + (isLate ? [Answer.Value(name: "note", text: note)] : []))
        }
    }

    /// Gives up a plan; what it reserved is free again.
    package func withdrawPayout(
        _ plan: PlanID, _ call: CommandCall
    )
        async throws(EngineError) -> Answer
    {
        try await perform(call) { draft in
            let row = try Self.known(plan, in: draft)
            _ = try row.state.after(.withdraw)
            try draft.append(.withdrawal(Withdrawal(plan: plan)))
            return Answer(
                "Withdrew plan \(plan.sequence); \(Money(minor: row.amount, draft.book.currency)) is free again.",
                ["plan": "\(plan.sequence)"])
        }
    }

    private static func known(_ plan: PlanID, in draft: borrowing Draft) throws -> PlanRow {
        guard let row = try draft.writer.row(PlanRow.self, key: [.integer(plan.sequence)]) else {
            throw Refusal(
                "payout.unknown", "there is no plan \(plan.sequence)",
                remedy: "see `ringfence payout list`")
        }
        return row
    }

    private static func export(_ id: PayoutID, in draft: inout Draft) throws {
        guard case .payout(let payout) = try draft.fact(at: id.sequence) else {
            throw EngineError.broken("payout \(id) does not exist")
        }
        try draft.checkTransfer(payout)
        if payout.account.isAgencyOwn, try draft.shortfall() > 0 {
            throw Refusal(
                "payout.shortfall", "the trust has a shortfall, so the agency's own money stays",
                remedy:
                    "withdraw the plan and plan again without it, or have the shortfall topped up")
        }
        try draft.append(
            .entry(try Entry.exported(payout, id: id, on: draft.header.recordedDay)))
    }

    /// What was planned before something was missing was not confirmed by its maker.
    private static func checkShortfall(_ row: PlanRow, in draft: inout Draft) throws {
        guard !row.isConfirmed, try draft.shortfall() > 0, try !isOfPool(row, in: draft) else {
            return
        }
        throw Refusal(
            "payout.confirm",
            "plan \(row.id.sequence) was made before the trust had a shortfall, so nobody confirmed its amount",
            remedy:
                "withdraw it and plan again with --confirm, or have the shortfall topped up")
    }

    /// What a pool shares out was confirmed by two people, shortfall and all.
    private static func isOfPool(_ row: PlanRow, in draft: borrowing Draft) throws -> Bool {
        let first = try draft.writer.rows(
            PayoutRow.self,
            Selection(index: "payoutByPlan", equals: [.integer(row.id.sequence)], limit: 1)
        ).first
        guard let first, case .payout(let payout) = try draft.fact(at: first.id.sequence) else {
            return false
        }
        return payout.account == .pool
    }
}
