import EscrowCore
import Evidence
import LedgerCore
import MoneyCore

/// The course of one plan: who can be paid what, then the file, then the records.
struct PayoutPlanning {
    let request: PayoutRequest
    let account: TrustAccount
    let bank: TrustAccountID
    let executionDay: Day
    /// Whether the agency's own money stays, because something is missing in the trust.
    let isShort: Bool
    /// What each owner has here by a transfer whose money is not here yet.
    let coming: [Entitled: Int64]
    /// Whether the agency's share can be swept on the day: it never stays longer than it must.
    let isSweepDay: Bool
    var groups: [PayoutGroup] = []
    var notes: [String] = []

    /// A plan reserves what it pays, so it does not lie for long.
    private static let daysAheadMax = 30

    init(_ request: PayoutRequest, in draft: inout Draft) throws {
        self.request = request
        bank = try Self.payingAccount(request, in: draft)
        account = try draft.writer.trustAccount(bank)
        let today = draft.header.recordedDay
        let day = request.executionDay ?? BusinessCalendar.target.onOrAfter(today)
        guard day >= today, BusinessCalendar.target.isBusinessDay(day) else {
            throw Refusal(
                "payout.day", "\(day) is past, or banks do not work on it",
                remedy:
                    "give a bank working day from \(BusinessCalendar.target.onOrAfter(today)) on")
        }
        let last = today.adding(days: Self.daysAheadMax)
        guard day <= last else {
            throw Refusal(
                "payout.day", "\(day) is more than \(Self.daysAheadMax) days ahead",
                remedy:
                    "give a bank working day up to \(last): until then nobody else could be paid of it"
            )
        }
        executionDay = day
        let first = BusinessCalendar.target.onOrAfter(today)
        isSweepDay = day <= BusinessCalendar.target.onOrAfter(first.adding(days: 1))
        isShort = try draft.shortfall() > 0
        coming = try draft.onItsWay(to: bank)
    }

    /// A receipt goes back from where it lies; all else is paid from the account that is named.
    private static func payingAccount(
        _ request: PayoutRequest, in draft: borrowing Draft
    ) throws -> TrustAccountID {
        if case .receipt(let line, _) = request.kind {
            guard
                let row = try draft.writer.row(BankLineRow.self, key: [.integer(line.sequence)])
            else {
                throw Refusal(
                    "receipt.unknown", "there is no receipt \(line.sequence)",
                    remedy: "see `ringfence receipt list`")
            }
            return row.bank
        }
        return try draft.writer.knownTrustAccount(iban: request.account).id
    }

    func plan(in draft: inout Draft) throws -> Answer {
        // The file's record comes first, then the plan's, then one per payout.
        let plan = PlanID(sequence: draft.nextSequence + 1)
        var payouts: [Payout] = []
        var transfers: [PaymentOrder.Transfer] = []
        var destinations = PayoutDestinations()
        for (index, group) in groups.enumerated() {
            let id = PayoutID(sequence: plan.sequence + 1 + Int64(index))
            let destination = try destinations.destination(of: group, in: &draft)
            let payout = Payout(
                plan: plan, payee: group.payee?.id, to: destination.place, account: group.account,
                bank: bank, parts: group.parts)
            payouts.append(payout)
            transfers.append(
                PaymentOrder.Transfer(
                    endToEndID: id.text(in: draft.book.book), amount: payout.amount,
                    creditorName: destination.name, creditorAccount: destination.iban,
                    remittance: group.target == nil
                        ? try remittance(of: group, in: draft)
                        : "\(group.subject) \(id.text(in: draft.book.book))"))
        }
        let total = try Money.sum(payouts.map(\.amount), in: draft.book.currency)
        try draft.refuseFailed(bank)
        try draft.checkResource(total, of: bank, plan: nil)
        try draft.checkConfirmation(of: total, given: request.confirmed, isNeeded: isShort)
        let bytes = try request.render(
            PaymentOrder(
                messageID: plan.text(in: draft.book.book), createdAt: draft.header.recordedAt,
                debtorName: account.holder, debtorAccount: account.iban,
                executionDay: executionDay, transfers: transfers))
        let digest = try draft.keepPaymentFile(bytes, "\(plan.text(in: draft.book.book)).xml")
        try draft.append(
            .plan(
                PayoutPlan(
                    bank: bank, executionDay: executionDay, count: payouts.count, total: total,
                    file: digest.bytes, isConfirmed: isShort)))
        for payout in payouts { try draft.append(.payout(payout)) }
        if case .receipt(let line, _) = request.kind {
            try draft.append(
                .match(Match(bankLine: line, decision: .sentBack, amount: total)))
        }
        return answer(plan, total, "\(digest)")
    }

    private func remittance(of group: PayoutGroup, in draft: borrowing Draft) throws -> String {
        let numbers = try group.invoices.prefix(6).map { id in
            try draft.writer.row(InvoiceRow.self, key: [.integer(id.sequence)])?.number ?? "\(id)"
        }
        let more = group.invoices.count > 6 ? " and \(group.invoices.count - 6) more" : ""
        let subject = [group.subject, group.payee?.code].compactMap(\.self).joined(separator: " ")
        return numbers.isEmpty
            ? subject : "\(subject), invoice \(numbers.joined(separator: ", "))\(more)"
    }

    private func answer(_ plan: PlanID, _ total: Money, _ digest: String) -> Answer {
        var values = [
            Answer.Value(name: "plan", text: "\(plan.sequence)"),
            Answer.Value(name: "payouts", text: "\(groups.count)"),
            Answer.Value(name: "total", text: total.plain),
            Answer.Value(name: "day", text: "\(executionDay)"),
            Answer.Value(name: "sha256", text: digest),
        ]
        values += notes.map { Answer.Value(name: "note", text: $0) }
        let what = groups.contains { $0.target != nil } ? "a transfer" : "\(groups.count) payouts"
        return Answer(
            "Planned \(what) of \(total) for \(executionDay) as plan \(plan.sequence). File SHA-256 \(digest).",
            values: values)
    }
}
