import EscrowCore
package import LedgerCore
import MoneyCore

extension Engine {
    /// One person says which payouts a debit settles that nobody ordered; nothing is entered yet.
    ///
    /// - Parameters:
    ///   - plan: Whose payouts they are.
    ///   - names: Their numbers or end-to-end ids; none is all that the bank can still book.
    ///   - line: The debit.
    ///   - call: Who says so.
    /// - Returns: What waits for another person.
    /// - Throws: A refusal where the debit is not exactly these payouts, or says that it is not.
    /// - Source: docs/spec/payout.md#settle
    package func requestSettling(
        of plan: PlanID, _ names: [String], by line: BankLineID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let (rows, total) = try Self.claimed(by: line, of: plan, names, in: draft)
            try draft.append(
                .match(
                    Match(bankLine: line, decision: .maySettle(rows.map(\.id)), amount: total)))
            return Answer(
                "Bank line \(line.sequence) is said to settle \(rows.count) payouts of plan \(plan.sequence), \(total); somebody else confirms it.",
                Self.values(plan, rows.count, total))
        }
    }

    /// Another person confirms which payouts a debit settles that nobody ordered: J32 is reversed, and
    /// J12 entered for each payout.
    ///
    /// - Parameters:
    ///   - plan: Whose payouts they are.
    ///   - names: Their numbers or end-to-end ids; none is all that the bank can still book.
    ///   - line: The debit.
    ///   - call: Who says so.
    /// - Returns: What was settled.
    /// - Throws: A refusal where the debit is not exactly these payouts, or nobody else says so.
    /// - Source: docs/spec/payout.md#settle
    package func settlePayouts(
        of plan: PlanID, _ names: [String], by line: BankLineID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let (rows, total) = try Self.claimed(by: line, of: plan, names, in: draft)
            try Self.demandRequest(rows.map(\.id), by: line, in: draft)
            guard case .entry(let entered) = try draft.fact(at: line.sequence + 1),
                entered.event == .unorderedDebit, entered.evidence == line.sequence
            else { throw EngineError.broken("bank line \(line) has no entry") }
            for (index, row) in rows.enumerated() {
                try draft.append(
                    .match(
                        Match(
                            bankLine: line, decision: .settles(row.id),
                            amount: Money(minor: row.amount, draft.book.currency))))
                if index == 0 { try Self.reverse(entered, line, in: &draft) }
                try Self.settle(row, by: line, entered, in: &draft)
            }
            return Answer(
                "Bank line \(line.sequence) settles \(rows.count) payouts of plan \(plan.sequence), \(total).",
                Self.values(plan, rows.count, total))
        }
    }

    private static func values(
        _ plan: PlanID, _ count: Int, _ total: Money
    ) -> KeyValuePairs<String, String> {
        ["plan": "\(plan.sequence)", "payouts": "\(count)", "amount": total.plain]
    }

    /// The payouts that a debit is said to settle, which it must not contradict itself.
    private static func claimed(
        by line: BankLineID, of plan: PlanID, _ names: [String], in draft: borrowing Draft
    ) throws -> (rows: [PayoutRow], total: Money) {
        let debit = try unclearDebit(line, in: draft)
        let known = try Self.plan(plan, at: debit.bank, in: draft)
        let rows = try payouts(of: plan, names, in: draft)
        let currency = draft.book.currency
        let total = Money(minor: rows.reduce(Int64(0)) { $0 &+ $1.amount }, currency)
        guard total.minor == -debit.amount else {
            throw Refusal(
                "settle.amount",
                "bank line \(line.sequence) takes \(Money(minor: -debit.amount, currency)), and \(rows.count) payouts of plan \(plan.sequence) come to \(total)",
                remedy:
                    "name the payouts with --payout, see `ringfence payout show \(plan.sequence)`")
        }
        let claimed = try rows.map {
            ClaimedPayout(
                id: $0.id, plan: plan, executionDay: known.executionDay,
                account: try draft.writer.payee(of: $0.id).iban.electronic)
        }
        let fact = try draft.writer.bankLine(line)
        if let contradiction = fact.contradiction(to: claimed, in: draft.book.book) {
            throw Refusal(
                "settle.contradicted",
                "bank line \(line.sequence) settles no such payouts: \(contradiction.sentence)",
                remedy: "ask the bank what the debit is; if nobody ordered it, demand it back")
        }
        return (rows, total)
    }

    /// Somebody else said the same of the debit.
    private static func demandRequest(
        _ payouts: [PayoutID], by line: BankLineID, in draft: borrowing Draft
    ) throws {
        let work = try draft.writer.row(WorkRow.self, key: [.integer(line.sequence)])
        guard let work, let requester = work.requester,
            work == .settling(line, payouts, by: requester)
        else {
            throw Refusal(
                "settle.request",
                "nobody said yet that bank line \(line.sequence) settles these payouts",
                remedy: "say so first, with the same command without --confirm")
        }
        guard requester != draft.header.actor else {
            throw Refusal(
                "settle.requester",
                "the same person said that bank line \(line.sequence) settles them",
                remedy: "let somebody else with the role approver confirm it")
        }
    }

    private static func reverse(
        _ entered: Entry, _ line: BankLineID, in draft: inout Draft
    ) throws {
        try uncure(entered, line, in: &draft)
        try draft.append(
            .entry(
                entered.reversal(of: line.sequence + 1, bookingDay: draft.header.recordedDay)))
    }

    private static func settle(
        _ row: PayoutRow, by line: BankLineID, _ entered: Entry, in draft: inout Draft
    ) throws {
        let payout = try draft.payout(row.id)
        let receipt = Receipt(
            bankLine: line, bank: payout.bank, bookingDay: draft.header.recordedDay,
            valueDay: entered.valueDay, amount: payout.amount)
        try draft.append(.entry(try Entry.settled(payout, by: receipt)))
    }

    private static func unclearDebit(
        _ id: BankLineID, in draft: borrowing Draft
    ) throws -> BankLineRow {
        guard let row = try draft.writer.row(BankLineRow.self, key: [.integer(id.sequence)]) else {
            throw Refusal(
                "receipt.unknown", "there is no bank line \(id.sequence)",
                remedy: "see `ringfence receipt list --all`")
        }
        guard row.meaning == .unorderedDebit, row.receipt == nil else {
            let what = row.receipt == nil ? row.meaning.name : "it takes a receipt back"
            throw Refusal(
                "settle.not-a-debit",
                "bank line \(id.sequence) is no debit that nobody ordered, but: \(what)",
                remedy: "name the debit by which the bank booked the payouts")
        }
        return row
    }

    private static func plan(
        _ plan: PlanID, at bank: TrustAccountID, in draft: borrowing Draft
    ) throws -> PlanRow {
        guard let row = try draft.writer.row(PlanRow.self, key: [.integer(plan.sequence)]) else {
            throw Refusal(
                "payout.unknown", "there is no plan \(plan.sequence)",
                remedy: "see `ringfence payout list`")
        }
        guard row.bank == bank else {
            throw Refusal(
                "settle.account",
                "plan \(plan.sequence) pays out of another account than the debit's",
                remedy: "name a plan of that account, see `ringfence payout list`")
        }
        return row
    }

    /// The payouts that are named, or all of the plan that the bank can still book.
    private static func payouts(
        of plan: PlanID, _ names: [String], in draft: borrowing Draft
    ) throws -> [PayoutRow] {
        let all = try draft.writer.rows(
            PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.sequence)]))
        var chosen = names.isEmpty ? all.filter(\.state.awaitsDebit) : []
        for name in names {
            let id = PayoutID(name, in: draft.book.book)?.sequence ?? Int64(name)
            guard let payout = all.first(where: { $0.id.sequence == id }) else {
                throw Refusal(
                    "payout.unknown", "plan \(plan.sequence) has no payout \(name)",
                    remedy: "see `ringfence payout show \(plan.sequence)`")
            }
            if !chosen.contains(where: { $0.id == payout.id }) { chosen.append(payout) }
        }
        for payout in chosen {
            _ = try payout.state.after(.settle)
            if payout.payee == nil, try draft.payout(payout.id).target != nil {
                throw Refusal(
                    "settle.transfer", "payout \(payout.id.sequence) is a transfer",
                    remedy: "ask the bank for a statement with its end-to-end id")
            }
        }
        return chosen
    }
}
