package import EscrowCore
import LedgerCore
import MoneyCore

extension Engine {
    /// Records what is known of a payout, or of all payouts of a plan, before a bank line says it.
    ///
    /// The name is a payout's or a plan's number, or the id that the bank has: end-to-end id or
    /// message id. Of a plan, the payouts are taken that can take the step.
    ///
    /// - Source: docs/spec/payout.md#status
    package func notePayout(
        _ name: String, _ verdict: PayoutStatus.Verdict, reason: String?, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            if let reason, !PayoutStatus.isReason(reason) {
                throw Refusal(
                    "payout.reason", "\(reason) is no reason code",
                    remedy: "give the bank's four capital letters and digits, such as AC04")
            }
            let rows = try Self.payouts(named: name, in: draft)
            var moved: [PayoutRow] = []
            var refused: IllegalStep?
            for row in rows {
                do throws(IllegalStep) {
                    _ = try row.state.after(verdict.event)
                    moved.append(row)
                } catch { refused = refused ?? error }
            }
            if moved.isEmpty, let refused { throw refused }
            for row in moved {
                try Self.note(
                    PayoutStatus(payout: row.id, verdict: verdict, reason: reason), in: &draft)
            }
            let isTransfer = try draft.payout(moved[0].id).target != nil
            return Self.answer(
                moved, of: rows.count, verdict, isTransfer: isTransfer, draft.book.currency)
        }
    }

    /// Another person confirms that the bank did not and will not pay it: it is held again, and
    /// can be released and planned anew.
    ///
    /// - Source: docs/spec/payout.md#resend
    package func confirmResend(
        _ name: String, _ call: CommandCall
    ) async throws(EngineError) -> Answer {
        try await perform(call) { draft in
            let rows = try Self.payouts(named: name, in: draft)
            guard rows.count == 1, let row = rows.first else {
                throw Refusal(
                    "payout.one", "\(name) has \(rows.count) payouts",
                    remedy: "confirm one payout at a time, after asking the bank about it")
            }
            _ = try row.state.after(.confirmResend)
            guard row.requester != draft.header.actor else {
                throw Refusal(
                    "payout.requester", "the same person requested to send it again",
                    remedy: "let somebody else with the role approver confirm it")
            }
            try Self.note(
                PayoutStatus(payout: row.id, verdict: .resendConfirmed), in: &draft)
            let isTransfer = try draft.payout(row.id).target != nil
            return Self.answer(
                [row], of: 1, .resendConfirmed, isTransfer: isTransfer, draft.book.currency)
        }
    }

    /// Records a status, and what comes back by it.
    static func note(_ status: PayoutStatus, in draft: inout Draft) throws {
        let record = try draft.append(.payoutStatus(status))
        guard status.verdict.bringsBack else { return }
        let payout = try draft.payout(status.payout)
        if payout.target != nil {
            try draft.rejectTransfer(payout, id: status.payout, status: record)
            return
        }
        let claims = try draft.claims(meeting: payout)
        try draft.append(
            .entry(
                try Entry.rejected(
                    payout, status: record, on: draft.header.recordedDay, claims: claims)))
        _ = try draft.meetPremiums(behind: payout)
    }

    private static func payouts(
        named name: String, in draft: borrowing Draft
    ) throws -> [PayoutRow] {
        let book = draft.book.book
        let number = Int64(name).flatMap { $0 > 0 ? $0 : nil }
        if let id = PayoutID(name, in: book)?.sequence ?? number,
            let row = try draft.writer.row(PayoutRow.self, key: [.integer(id)])
        {
            return [row]
        }
        if let id = PlanID(name, in: book)?.sequence ?? number {
            let rows = try draft.writer.rows(
                PayoutRow.self, Selection(index: "payoutByPlan", equals: [.integer(id)]))
            if !rows.isEmpty { return rows }
        }
        throw Refusal(
            "payout.unknown", "there is no payout and no plan \(name)",
            remedy: "see `ringfence payout list` and `ringfence payout show PLAN`")
    }

    /// Shares are held until somebody releases them; refunds and receipts wait as before.
    private static let whenBack =
        "it is back: a share is held until it is released, a refund or a receipt waits again"

    private static func answer(
        _ moved: [PayoutRow], of count: Int, _ verdict: PayoutStatus.Verdict,
        isTransfer: Bool, _ currency: Currency
    ) -> Answer {
        let total = Money(minor: moved.reduce(0) { $0 + $1.amount }, currency)
        let what = moved.count == 1 ? "Payout \(moved[0].id.sequence)" : "\(moved.count) payouts"
        let back =
            isTransfer
            ? "\(total) stands where it came from again" : whenBack
        let then =
            switch verdict {
            case .accepted: "accepted; it is not paid before a bank line says so"
            case .rejected: "rejected; \(back)"
            case .unknown: "unknown; it is not sent again before two people say so"
            case .resendRequested:
                "to be sent again; somebody else confirms that the bank does not pay it"
            case .resendConfirmed: "confirmed as not executed; \(back)"
            }
        var values = [
            Answer.Value(name: "payouts", text: "\(moved.count)"),
            Answer.Value(name: "amount", text: total.plain),
        ]
        if moved.count < count {
            values.append(
                Answer.Value(
                    name: "note",
                    text: "\(count - moved.count) payouts stand elsewhere and were left as they are"
                ))
        }
        return Answer("\(what) of \(total): \(then).", values: values)
    }
}
