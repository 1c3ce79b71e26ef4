import EscrowCore
import LedgerCore
import MoneyCore

/// Debits of many payments at once.
///
/// - Source: docs/spec/bank-import.md#lumps
extension ReceivingDesk {
    /// J12 for each payout that one line settles.
    borrowing func settle(
        _ ids: [PayoutID], _ line: BankLine, at place: Place, in draft: inout Draft
    ) throws -> Outcome {
        let receipt = try record(line, .settlements, at: place, payouts: ids, in: &draft)
        for id in ids {
            let payout = try draft.payout(id)
            try draft.append(.entry(try Entry.settled(payout, by: receipt.part(payout.amount))))
        }
        return Outcome(
            meaning: .settlements, note: "\(ids.count) payouts settled by one debit")
    }

    /// What the book knows that a debit without a payout's id can be.
    borrowing func lump(
        _ line: BankLine, bank: TrustAccountID, in draft: inout Draft
    ) throws -> LumpCandidates {
        guard line.amount.isNegative, line.kind == .transfer else { return .none }
        try draft.tables.payouts.flush(&draft.writer)
        try draft.tables.plans.flush(&draft.writer)
        let inside = try (line.lump?.payments ?? []).map { payment in
            try payment.endToEndID.flatMap { try payout(named: $0, bank, in: draft) }
        }
        if inside.contains(where: { $0 != nil }) { return LumpCandidates(payments: inside) }
        var named: [KnownFile] = []
        for plan in Self.plans(named: line, in: draft.book.book) {
            guard let row = try draft.writer.row(PlanRow.self, key: [.integer(plan.sequence)]),
                let file = try draft.writer.fileAtBank(row, of: bank, draft.book.currency)
            else { continue }
            named.append(file)
        }
        guard named.isEmpty, line.isBare else { return LumpCandidates(named: named) }
        return LumpCandidates(
            open: try draft.writer.filesAtBank(bank, on: line.bookingDay, draft.book.currency))
    }

    /// A payout of this account that is no transfer.
    private borrowing func payout(
        named text: String, _ bank: TrustAccountID, in draft: borrowing Draft
    ) throws -> KnownPayout? {
        guard let id = PayoutID(text, in: draft.book.book),
            let row = try draft.writer.row(PayoutRow.self, key: [.integer(id.sequence)]),
            try draft.writer.row(PlanRow.self, key: [.integer(row.plan.sequence)])?.bank == bank,
            try draft.payout(id).target == nil
        else { return nil }
        return KnownPayout(
            id: id, amount: Money(minor: row.amount, draft.book.currency), state: row.state)
    }

    /// The plans whose message ids a line names, each once: in the bank's own fields or in the text.
    private static func plans(named line: BankLine, in book: BookID) -> [PlanID] {
        var plans: [PlanID] = []
        let text = line.remittance.contains("-\(book)-") ? line.remittance : ""
        let fields = (line.lump?.orderIDs ?? []) + [line.endToEndID ?? ""]
        for text in fields + Remittance.orderWords(in: text) {
            if let plan = PlanID(text, in: book), !plans.contains(plan) { plans.append(plan) }
        }
        return plans
    }
}

extension BookReader {
    /// How many days behind its execution day a file can be booked as one sum without a name.
    private var lumpReach: Int { 10 }

    /// What of the files of an account the bank can have booked on a day.
    func filesAtBank(
        _ bank: TrustAccountID, on day: Day, _ currency: Currency
    ) throws -> [KnownFile] {
        let exported = try rows(
            PlanRow.self,
            Selection(
                index: "planByState", equals: [.integer(Int64(PlanState.exported.rawValue))]))
        return try exported.filter {
            (0...lumpReach).contains($0.executionDay.days(to: day))
        }.compactMap { try fileAtBank($0, of: bank, currency) }.filter { !$0.payouts.isEmpty }
    }

    /// What of an exported file the bank can still book; nil for one of another account, or with a
    /// transfer, whose debit names it.
    func fileAtBank(
        _ plan: PlanRow, of bank: TrustAccountID, _ currency: Currency
    ) throws -> KnownFile? {
        guard plan.bank == bank, plan.state == .exported else { return nil }
        let rows = try rows(
            PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(plan.id.sequence)]))
        for row in rows where row.payee == nil {
            if case .payout(let payout) = try fact(at: row.id.sequence), payout.target != nil {
                return nil
            }
        }
        return KnownFile(
            plan: plan.id,
            payouts: rows.filter(\.state.awaitsDebit).map {
                KnownPayout(
                    id: $0.id, amount: Money(minor: $0.amount, currency), state: $0.state)
            })
    }
}
