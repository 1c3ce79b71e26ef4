import EscrowCore
package import LedgerCore
import MoneyCore

extension Engine {
    /// A person says which payouts a debit settles that nobody ordered: J32 is reversed, and J12 entered
    /// for each payout.
    ///
    /// - Parameters:
    ///   - plan: Whose payouts they are.
    ///   - names: Their numbers or end-to-end ids; none is all that the bank can still book.
    ///   - line: The debit.
    ///   - call: Who says so.
    /// - Returns: What was settled.
    /// - Throws: A refusal where the debit is not exactly these payouts.
    /// - Source: docs/spec/payout.md#settle
    package func settlePayouts(
        of plan: PlanID, _ names: [String], by line: BankLineID, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let debit = try Self.unclearDebit(line, in: draft)
            let rows = try Self.payouts(of: plan, names, at: debit.bank, in: draft)
            let currency = draft.book.currency
            let total = rows.reduce(Int64(0)) { $0 &+ $1.amount }
            guard total == -debit.amount else {
                throw Refusal(
                    "settle.amount",
                    "bank line \(line.sequence) takes \(Money(minor: -debit.amount, currency)), and \(rows.count) payouts of plan \(plan.sequence) come to \(Money(minor: total, currency))",
                    remedy:
                        "name the payouts with --payout, see `ringfence payout show \(plan.sequence)`"
                )
            }
            guard case .entry(let entered) = try draft.fact(at: line.sequence + 1),
                entered.event == .unorderedDebit, entered.evidence == line.sequence
            else { throw EngineError.broken("bank line \(line) has no entry") }
            for (index, row) in rows.enumerated() {
                try draft.append(
                    .match(
                        Match(
                            bankLine: line, decision: .settles(row.id),
                            amount: Money(minor: row.amount, currency))))
                if index == 0 { try Self.reverse(entered, line, in: &draft) }
                try Self.settle(row, by: line, entered, in: &draft)
            }
            return Answer(
                "Bank line \(line.sequence) settles \(rows.count) payouts of plan \(plan.sequence), \(Money(minor: total, currency)).",
                [
                    "plan": "\(plan.sequence)", "payouts": "\(rows.count)",
                    "amount": Money(minor: total, currency).plain,
                ])
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
        guard case .payout(let payout) = try draft.fact(at: row.id.sequence) else {
            throw EngineError.broken("payout \(row.id) does not exist")
        }
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

    /// The payouts that are named, or all of the plan that the bank can still book.
    private static func payouts(
        of plan: PlanID, _ names: [String], at bank: TrustAccountID, in draft: borrowing Draft
    ) throws -> [PayoutRow] {
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
            if payout.payee == nil, case .payout(let fact) = try draft.fact(at: payout.id.sequence),
                fact.target != nil
            {
                throw Refusal(
                    "settle.transfer", "payout \(payout.id.sequence) is a transfer",
                    remedy: "ask the bank for a statement with its end-to-end id")
            }
        }
        return chosen
    }
}
